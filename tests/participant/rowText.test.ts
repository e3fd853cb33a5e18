import { describe, expect, it } from 'vitest';
import type { RosterRow } from '#core/protocol/envelope.ts';
import { rowTexts, type Telling } from '#participant/rowText.ts';
import type { Language } from '#ui/words/language.ts';
import { addWords, createWords } from '#ui/words/words.ts';
import { children, partner } from '../support/smallQuestionnaire.ts';

const telling = async (language: Language, band: Telling['band'] = 'adult'): Promise<Telling> => {
  const words = await createWords(language);
  await addWords(words, 'space', language);
  return { t: words.getFixedT(null, 'space'), language, band };
};
const rowOf = (more: Partial<RosterRow>): RosterRow => ({ ...partner, ...more });
const told = async (
  rows: readonly RosterRow[],
  language: Language = 'nl',
  band: Telling['band'] = 'adult',
  names: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> => Object.values(rowTexts(rows, names, await telling(language, band)));

describe('somebody of the roster, in words', () => {
  it('is the first name once it was typed, and a description before', async () => {
    const names = { [children[0]?.id ?? '']: ' Mila ', [children[1]?.id ?? '']: '' };
    expect(await told(children, 'nl', 'adult', names)).toEqual(['Mila', 'de jongen van juli 2018']);
  });

  it.each([
    [{ relation: 'partner' }, 'de man met wie u samen bent', 'the man you are together with'],
    [
      { relation: 'ex-partner', to: '2024-05' },
      'de man met wie u samen was tot mei 2024',
      'the man you were together with until May 2024',
    ],
    [
      { relation: 'ex-partner', sex: 'f' },
      'de vrouw met wie u samen was',
      'the woman you were together with',
    ],
    [{ relation: 'other', sex: 'x' }, 'de persoon van januari 1984', 'the person born in January 1984'],
  ] as const)('with whom one is or was together: %j', async (more, dutch, english) => {
    expect(await told([rowOf(more)])).toEqual([dutch]);
    expect(await told([rowOf(more)], 'en')).toEqual([english]);
  });

  it.each([
    ['mother', 'f', 'je moeder', 'your mother'],
    ['father', 'm', 'je vader', 'your father'],
    ['stepmother', 'f', 'je stiefmoeder', 'your stepmother'],
    ['stepfather', 'm', 'je stiefvader', 'your stepfather'],
    ['step-parent', 'x', 'je stiefouder', 'your step-parent'],
    ['foster-mother', 'f', 'je pleegmoeder', 'your foster mother'],
    ['other', 'm', 'de man die voor je zorgt', 'the man who looks after you'],
  ] as const)('a parent who is %s (%s) to a child', async (relation, sex, dutch, english) => {
    const row = rowOf({ kind: 'parent', relation, sex });
    expect(await told([row], 'nl', 'child-8-11')).toEqual([dutch]);
    expect(await told([row], 'en', 'youth-12-15')).toEqual([english]);
    expect((await told([row]))[0]).toBe(dutch.replace(/\bje\b/, 'u').replace(/^u /, 'uw '));
  });

  it('tells two people apart whom the same words describe', async () => {
    const mothers = ['1980-02', '1983-09'].map((birthMonth, at) =>
      rowOf({ id: `m${at}`.padEnd(22, '0'), kind: 'parent', relation: 'mother', sex: 'f', birthMonth }),
    );
    expect(await told(mothers, 'nl', 'child-8-11')).toEqual([
      'je moeder (geboren in februari 1980)',
      'je moeder (geboren in september 1983)',
    ]);
  });

  it('tells twins apart by their order', async () => {
    const [first] = children;
    if (first === undefined) throw new Error('no child');
    const twins = [first, { ...first, id: 'twin'.padEnd(22, '0'), order: 2 }];
    expect(await told(twins)).toEqual(['het meisje van maart 2015', 'het meisje van maart 2015, nummer 2']);
  });
});
