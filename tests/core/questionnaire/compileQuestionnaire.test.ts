import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { TextsSource } from '#core/questionnaire/source.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import {
  type Authoring,
  authored,
  authoredAboutChild,
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

describe('the parts that are written shorter than they are', () => {
  const compiled = compileQuestionnaire(filesOf(authored()), parseExpression);
  const shed = compiled.ok ? compiled.value.sections[2] : undefined;
  const [tools, leave] = shed?.blocks ?? [];

  it('a grid becomes an item for each line, with one condition for all', () => {
    expect(tools?.items.map((item) => item.id)).toEqual([
      'rainDays',
      'boots',
      'helpers',
      'nettles',
      'thistles',
    ]);
    expect(tools?.items[4]).toEqual({
      id: 'thistles',
      type: 'scale',
      grid: 'weeds',
      scale: 'amounts',
      look: 'words',
      points: [
        { value: 0, severity: 0 },
        { value: 1, severity: 0 },
        { value: 2, severity: 0, relevant: { name: 'firstWave' } },
      ],
      bytes: 512,
      relevant: { call: '!', of: [{ call: 'missing', of: [{ name: 'rainDays' }] }] },
      checks: [],
      reasons: ['dont-know', 'prefer-not'],
      carry: false,
    });
  });

  it('a grid keeps its stem apart from its lines, whose labels come from the scale', () => {
    if (!compiled.ok) throw new Error('it did not compile');
    const { nl } = compiled.value.texts;
    expect(nl?.grids).toEqual({
      weeds: { label: 'How many of these grow there?', help: 'Look under the hedge' },
    });
    expect(nl?.items.nettles).toEqual({
      label: 'Nettles',
      options: { '0': 'none', '1': 'some', '2': 'many' },
    });
    expect(Object.keys(nl?.items ?? {})).not.toContain('weeds');
  });

  it('computes are put in wherever they are used, one inside the other, and are gone', () => {
    const wet = { call: '>', of: [{ name: 'rainDays' }, { value: 3 }] };
    const muddy = { call: '&&', of: [wet, { call: '==', of: [{ name: 'hasGarden' }, { value: 'yes' }] }] };
    expect(tools?.items[1]?.relevant).toEqual(muddy);
    expect(tools?.items[1]?.checks[0]?.that).toEqual({
      call: '||',
      of: [
        { call: '==', of: [{ name: 'boots' }, { value: 'yes' }] },
        { call: '!', of: [muddy] },
      ],
    });
    expect(JSON.stringify(compiled)).not.toMatch(/muddy|wet|compute/);
  });

  it('rows, consent and information are carried over', () => {
    expect(tools?.items[2]).toMatchObject({ rows: { kind: 'child', severity: 0 } });
    expect(leave?.items[0]).toMatchObject({ type: 'note', information: true, reasons: [] });
    expect(leave?.items[1]).toMatchObject({ type: 'choice', consent: 'entering' });
  });

  it('texts keep their forms', () => {
    if (!compiled.ok) throw new Error('it did not compile');
    expect(compiled.value.texts.en?.items.helpers?.label).toMatchObject({ by: 'childCount' });
  });
});

describe('a questionnaire about a child', () => {
  it('compiles with facts, acts and texts about that child, and with recodes', () => {
    const compiled = compileQuestionnaire(filesOf(authoredAboutChild()), parseExpression);
    if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
    const items = compiled.value.sections.flatMap((section) =>
      section.blocks.flatMap((block) => block.items),
    );
    const named = (id: string) => items.find((item) => item.id === id);
    expect(compiled.value).toMatchObject({ respondent: 'parent', subject: 'child', version: 2 });
    expect(named('hail')).toMatchObject({
      act: { actor: 'row', victim: 'subject' },
      recode: [{ from: 1, map: { often: '1' } }],
    });
    expect(Object.hasOwn(named('frost') ?? {}, 'recode')).toBe(false);
  });

  it('one that says nothing of its subject is about the person herself', () => {
    const compiled = compileQuestionnaire(filesOf(authored()), parseExpression);
    expect(compiled.ok && compiled.value.subject).toBe('self');
  });
});

describe('a period section', () => {
  const periodsOf = (change: Authoring): readonly string[] => {
    const from = authored();
    change(from);
    const compiled = compileQuestionnaire(filesOf(from), parseExpression);
    if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
    return compiled.value.sections.filter((section) => section.period).map((section) => section.id);
  };
  const say = (write: (texts: TextsSource) => void): Authoring => {
    return ({ texts }) => {
      for (const one of Object.values(texts)) write(one);
    };
  };
  const noActs: Authoring = (from) => {
    for (const id of ['hail', 'frost']) delete itemOf(from, id, 'frequency').act;
    say((texts) => Object.assign(texts.items.apples ?? {}, { label: 'Apples?' }))(from);
  };

  it('names its month somewhere, or counts acts', () => {
    expect(periodsOf(() => {})).toEqual(['year']);
    expect(periodsOf(noActs)).toEqual([]);
  });

  it('counts acts, even if it names no month', () => {
    const withoutMonth = say((texts) => Object.assign(texts.items.apples ?? {}, { label: 'Apples?' }));
    expect(periodsOf(withoutMonth)).toEqual(['year']);
  });

  it.each<[where: string, write: (texts: TextsSource) => void]>([
    ['an intro', (texts) => Object.assign(texts.sections.shed ?? {}, { intro: 'Since {{since}}' })],
    ['a title', (texts) => Object.assign(texts.sections.shed ?? {}, { title: 'Since {{since}}' })],
    ['the stem of a grid', (texts) => Object.assign(texts.items.weeds ?? {}, { label: 'Since {{since}}' })],
    ['the help of a grid', (texts) => Object.assign(texts.items.weeds ?? {}, { help: 'Since {{since}}' })],
    ['a line', (texts) => Object.assign(texts.items.nettles ?? {}, { label: 'Since {{since}}' })],
    ['an option', (texts) => Object.assign(texts.items.mayEnter?.options ?? {}, { no: 'Since {{since}}' })],
    ['a help text', (texts) => Object.assign(texts.items.boots ?? {}, { help: 'Since {{since}}' })],
    ['a point', (texts) => Object.assign(texts.scales?.amounts ?? {}, { '0': 'Since {{since}}' })],
    [
      'every form of a text',
      (texts) =>
        Object.assign(texts.items.helpers ?? {}, {
          label: { by: 'childCount', one: 'Since {{since}}', other: '{{count}} since {{since}}' },
        }),
    ],
  ])('is known by the month in %s', (_where, write) => {
    expect(
      periodsOf((from) => {
        noActs(from);
        say(write)(from);
      }),
    ).toEqual(['shed']);
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
      'block harvest, item number 2: "id" is missing. Remedy: write "id" (a text).',
    );
  });
});
