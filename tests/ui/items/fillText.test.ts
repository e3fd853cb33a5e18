import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { fillItemTexts, fillText, type TextFacts } from '#ui/items/fillText.ts';

const facts: TextFacts = {
  language: 'en',
  sex: 'f',
  counts: { childCount: 1, partnerCount: 0, parentCount: 2 },
  named: { row: 'Mila', since: 'March 2025' },
};
const children = { by: 'childCount', one: 'your child', other: 'your {{count}} children' } as const;

describe('a text on the screen', () => {
  it('holds names and months at their places, and nothing at a place that is not known', () => {
    expect(fillText('{{row}} since {{ since }}{{subject}}', facts)).toBe('Mila since March 2025');
    expect(fillText('{{constructor}}', facts)).toBe('');
  });

  it('puts nothing into what was put in', () => {
    expect(fillText('{{row}}', { ...facts, named: { row: '{{since}}', since: 'x' } })).toBe('{{since}}');
  });

  it.each(['f', 'm', 'x'] as const)('has the form for %s', (sex) => {
    const text = { by: 'sex', f: '{{row}} f', m: '{{row}} m', x: '{{row}} x' } as const;
    expect(fillText(text, { ...facts, sex })).toBe(`Mila ${sex}`);
  });

  it('has the form for how many there are, and may say it', () => {
    expect(fillText(children, facts)).toBe('your child');
    expect(fillText(children, { ...facts, counts: { ...facts.counts, childCount: 3 } })).toBe(
      'your 3 children',
    );
    expect(fillText({ ...children, by: 'partnerCount' }, facts)).toBe('your 0 children');
  });

  it('knows a number in plural forms only', () => {
    expect(fillText('{{count}}', facts)).toBe('');
  });

  it.each(['nl', 'en', 'de', 'fr', 'pl'])(
    'counts by the rules of the words of the app: %s',
    async (language) => {
      const words = i18next.createInstance();
      const forms = ['one', 'few', 'many', 'other'].map((form) => [
        `cover.minutes_${form}`,
        form === 'one' ? 'one' : 'other',
      ]);
      await words.init({
        lng: language,
        defaultNS: 'cover',
        keySeparator: false,
        nsSeparator: false,
        resources: { [language]: { cover: Object.fromEntries(forms) } },
      });
      for (let count = 0; count < 25; count += 1) {
        const text = { by: 'childCount', one: 'one', other: 'other' } as const;
        const own = fillText(text, { ...facts, language, counts: { ...facts.counts, childCount: count } });
        expect(own, String(count)).toBe(words.t('cover.minutes', { count }));
      }
    },
  );
});

describe('the texts of an item', () => {
  it('are all filled', () => {
    const filled = fillItemTexts(
      {
        label: children,
        help: '{{row}}',
        aloud: { by: 'sex', f: 'she', m: 'he', x: 'they' },
        options: { a: '{{row}}', b: children },
        checks: { c: '{{since}}' },
        unit: 'litres',
      },
      facts,
      {},
    );
    expect(filled).toEqual({
      label: 'your child',
      help: 'Mila',
      aloud: 'she',
      options: { a: 'Mila', b: 'your child' },
      checks: { c: 'March 2025' },
      unit: 'litres',
    });
  });

  it('have those of the grid above them, and names of rows as options', () => {
    const grid = { label: 'About {{row}}:', help: 'Since {{since}}.' };
    expect(fillItemTexts({ label: 'a' }, facts, { grid })).toEqual({
      label: 'a',
      stem: 'About Mila:',
      help: 'Since March 2025.',
    });
    expect(
      fillItemTexts({ label: 'a', options: { other: 'Other' } }, facts, { rows: { id: '{{since}}' } })
        .options,
    ).toEqual({ id: '{{since}}', other: 'Other' });
  });
});
