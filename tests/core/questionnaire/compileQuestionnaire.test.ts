import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { parseExpression } from '#desk/pack/celExpression.ts';
import {
  authored,
  blockOf,
  careless,
  filesOf,
  itemOf,
  linesOf,
} from '../../support/authoredQuestionnaire.ts';

describe('a correct questionnaire', () => {
  const compiled = compileQuestionnaire(filesOf(authored()), parseExpression);

  it('compiles', () => {
    expect(linesOf(() => {})).toEqual([]);
  });

  it('has its defaults filled in and its expressions as trees', () => {
    if (!compiled.ok) throw new Error('it did not compile');
    const [plot, year] = compiled.value.sections;
    expect(plot?.blocks[0]?.items[2]).toEqual({
      id: 'trees',
      type: 'number',
      bytes: 512,
      min: 0,
      max: 40,
      whole: true,
      checks: [],
      reasons: ['dont-know', 'prefer-not'],
      carry: false,
      relevant: { call: '==', of: [{ name: 'hasGarden' }, { value: 'yes' }] },
    });
    expect(year).toMatchObject({ repeat: 'child', practice: false, rest: false, flags: [], sizeClass: 0 });
    expect(year?.blocks.map((block) => block.counts)).toEqual(['last', 'highest']);
  });

  it('gives every item of a shared scale its labels and keeps translators’ notes out', () => {
    if (!compiled.ok) throw new Error('it did not compile');
    const texts = compiled.value.texts.en;
    expect(texts?.items.frost).toEqual({ label: 'Frost?', options: { '0': 'never', '1': 'once' } });
    expect(texts?.items.hasGarden).toEqual({ label: 'A garden?', options: { yes: 'Yes', no: 'No' } });
  });

  it('lets a check see its own item', () => {
    if (!compiled.ok) throw new Error('it did not compile');
    const check = compiled.value.sections[1]?.blocks[0]?.items[1]?.checks[0];
    expect(check?.that).toEqual({ call: '<=', of: [{ name: 'pears' }, { name: 'apples' }] });
  });
});

describe('problems', () => {
  it('come all at once, from definition and texts together', () => {
    const lines = linesOf((from) => {
      itemOf(from, 'trees', 'number').relevant = 'trees > 1';
      delete blockOf(from, 'storms').counts;
      delete from.texts.en?.items.story;
      delete from.texts.nl?.sections.year;
    });
    expect(lines).toHaveLength(4);
  });

  it('name a file that is not a questionnaire at all', () => {
    for (const definition of [null, [], 'x', 7, {}]) {
      const compiled = compileQuestionnaire({ ...filesOf(authored()), definition }, parseExpression);
      expect(compiled.ok).toBe(false);
      expect(compiled.ok ? [] : compiled.error.map((problem) => problem.file)).toContain(
        'garden/v1/definition.json',
      );
    }
  });

  it('name the place of an item that has no id', () => {
    const lines = linesOf((from) => {
      delete careless(itemOf(from, 'pears', 'number')).id;
    });
    expect(lines.join('\n')).toContain(
      'block harvest, item number 2: "id" is missing. Remedy: write "id" (string).',
    );
  });
});
