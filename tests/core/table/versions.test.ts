import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '#core/event/event.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { tabulate } from '#core/table/tabulate.ts';
import { about, interview, invited } from '../../support/arrivals.ts';
import { choice, recoded, scale, severalOf, version } from '../../support/gardenVersions.ts';
import { children, number } from '../../support/smallQuestionnaire.ts';

type Answers = Readonly<Record<string, AnswerValue | { readonly missing: 'dont-know' }>>;

/** One person for each version, with what she said in it. */
function tableOf(
  said: readonly (readonly [Questionnaire | number, Answers])[],
  known: readonly Questionnaire[],
) {
  const of = said.map(([given, answers], at) => {
    const versionNumber = typeof given === 'number' ? given : given.version;
    const person = `p${at + 1}`;
    const own = { ...about, person, questionnaire: 'plot', version: versionNumber };
    const task = { questionnaire: 'plot', version: versionNumber, subject: 'self', periodFrom: '2025-11-01' };
    return {
      person: invited({ person, tasks: [{ ...task, extent: 'full' }] }),
      interview: interview([{ section: 'beds', block: 'beds', answers }], { id: `i${at}`, about: own }),
    };
  });
  const table = tabulate({
    people: of.map(({ person }) => person),
    interviews: of.map(({ interview: one }) => one),
    questionnaires: known,
    demo: false,
    language: 'en',
  });
  return { ...table, cells: table.rows.map(({ cells }) => cells) };
}
const column = ({ codebook }: ReturnType<typeof tableOf>, name: string) =>
  codebook.find((entry) => entry.name === name);

describe('an item that stays the same', () => {
  const first = version(1, [choice('soil', { clay: 1, sand: 2 })]);
  const second = version(2, [choice('soil', { clay: 1, sand: 2 })]);

  it('keeps one column through all versions, in the words of the newest', () => {
    const table = tableOf(
      [
        [first, { soil: 'clay' }],
        [second, { soil: 'sand' }],
      ],
      [second, first],
    );
    expect(table.cells.map(({ pl_soil }) => pl_soil)).toEqual([1, 2]);
    expect(column(table, 'pl_soil')).toMatchObject({
      versions: [1, 2],
      recodedFrom: [],
      notComparableWith: [],
      label: 'soil in version 2',
    });
  });
});

describe('an item that was added or removed', () => {
  const first = version(1, [choice('soil', { clay: 1, sand: 2 })]);
  const second = version(2, [choice('fence', { yes: 1, no: 0 })]);

  it('has its column, "not asked" in the version that lacks it', () => {
    const table = tableOf(
      [
        [first, { soil: 'clay' }],
        [second, { fence: 'yes' }],
      ],
      [first, second],
    );
    expect(table.cells).toMatchObject([
      { pl_soil: 1, pl_fence: -94 },
      { pl_soil: -94, pl_fence: 1 },
    ]);
    expect(column(table, 'pl_fence')).toMatchObject({ versions: [2], notComparableWith: [] });
  });
});

describe('an item whose codes changed', () => {
  const first = version(1, [choice('soil', { clay: 1, sand: 2 })]);
  const codes = { loam: 1, sand: 2, peat: 3 };

  it('gets a column of its own, and the codebook says with which version it cannot be compared', () => {
    const second = version(2, [choice('soil', codes)]);
    const table = tableOf(
      [
        [first, { soil: 'clay' }],
        [second, { soil: 'peat' }],
      ],
      [first, second],
    );
    expect(table.cells).toMatchObject([
      { pl_soil: 1, pl_soil_v2: -94 },
      { pl_soil: -94, pl_soil_v2: 3 },
    ]);
    expect(column(table, 'pl_soil')).toMatchObject({ versions: [1], notComparableWith: [2] });
    expect(column(table, 'pl_soil_v2')).toMatchObject({ versions: [2], notComparableWith: [1] });
  });

  it('shares one column with the later codes where a recode is declared', () => {
    const second = version(2, [choice('soil', codes, recoded(1, { clay: 'loam' }))]);
    const table = tableOf(
      [
        [first, { soil: 'clay' }],
        [first, { soil: 'sand' }],
        [first, { soil: { missing: 'dont-know' } }],
        [second, { soil: 'peat' }],
      ],
      [first, second],
    );
    expect(table.cells.map(({ pl_soil }) => pl_soil)).toEqual([1, 2, -91, 3]);
    expect(column(table, 'pl_soil')).toMatchObject({
      versions: [1, 2],
      recodedFrom: [1],
      notComparableWith: [],
      codes: [{ code: 1 }, { code: 2 }, { code: 3 }],
    });
  });

  it('is set aside and counted where the recode has no place for an answer', () => {
    const second = version(2, [choice('soil', { loam: 1, peat: 3 }, recoded(1, { clay: 'loam' }))]);
    const table = tableOf([[first, { soil: 'sand' }]], [first, second]);
    expect(table.cells).toMatchObject([{ pl_soil: -97, quarantined: 1, values: 0, missing: 1 }]);
    expect(table.findings).toMatchObject([
      { type: 'quarantined', reason: 'not-recoded', events: 1, items: [expect.any(String)] },
    ]);
  });
});

describe('three versions', () => {
  const first = version(1, [choice('soil', { clay: 1, sand: 2 })]);

  it('that change once part once: the third shares the column of the second', () => {
    const second = version(2, [choice('soil', { clay: 3, sand: 4 })]);
    const third = version(3, [choice('soil', { clay: 3, sand: 4 })]);
    const table = tableOf([[third, { soil: 'clay' }]], [third, first, second]);
    expect(table.cells).toMatchObject([{ pl_soil: -94, pl_soil_v2: 3 }]);
    expect(column(table, 'pl_soil_v2')).toMatchObject({ versions: [2, 3], notComparableWith: [1] });
    expect(column(table, 'pl_soil_v3')).toBeUndefined();
  });

  it('that change and change back line up with the first again', () => {
    const second = version(2, [choice('soil', { clay: 3, sand: 4 })]);
    const third = version(3, [choice('soil', { clay: 1, sand: 2 })]);
    const table = tableOf([[third, { soil: 'clay' }]], [first, second, third]);
    expect(table.cells).toMatchObject([{ pl_soil: 1, pl_soil_v2: -94 }]);
    expect(column(table, 'pl_soil')).toMatchObject({ versions: [1, 3], notComparableWith: [2] });
  });

  it('with a recode at each step read the first through the second', () => {
    const second = version(2, [
      choice('soil', { heavy: 1, light: 2 }, recoded(1, { clay: 'heavy', sand: 'light' })),
    ]);
    const third = version(3, [scale('soil', [0, 1, 2], recoded(2, { heavy: '2', light: '0' }))]);
    const table = tableOf(
      [
        [first, { soil: 'clay' }],
        [second, { soil: 'light' }],
        [third, { soil: 1 }],
      ],
      [first, second, third],
    );
    expect(table.cells.map(({ pl_soil }) => pl_soil)).toEqual([2, 0, 1]);
    expect(column(table, 'pl_soil')).toMatchObject({ versions: [1, 2, 3], recodedFrom: [1, 2] });
  });

  it('take the recode that names a version before one that leads there', () => {
    const second = version(2, [
      choice('soil', { heavy: 1, light: 2 }, recoded(1, { clay: 'heavy', sand: 'light' })),
    ]);
    const third = version(3, [
      choice(
        'soil',
        { stiff: 7, loose: 8 },
        {
          recode: [
            { from: 1, map: { clay: 'loose', sand: 'loose' } },
            { from: 2, map: { heavy: 'stiff', light: 'loose' } },
          ],
        },
      ),
    ]);
    const table = tableOf(
      [
        [first, { soil: 'clay' }],
        [second, { soil: 'heavy' }],
      ],
      [first, second, third],
    );
    expect(table.cells.map(({ pl_soil }) => pl_soil)).toEqual([8, 7]);
  });
});

describe('an item of another type', () => {
  it('gets a column of its own', () => {
    const first = version(1, [number('pots', 0, 50)]);
    const second = version(2, [choice('pots', { few: 1, many: 2 })]);
    const table = tableOf(
      [
        [first, { pots: 12 }],
        [second, { pots: 'few' }],
      ],
      [first, second],
    );
    expect(table.cells).toMatchObject([
      { pl_pots: 12, pl_pots_v2: -94 },
      { pl_pots: -94, pl_pots_v2: 1 },
    ]);
  });

  it('that becomes one of several answers is read as a list of one', () => {
    const first = version(1, [choice('crop', { beans: 1, peas: 2 })]);
    const second = version(2, [severalOf('crop', ['beans', 'sweetPeas'], recoded(1, { peas: 'sweetPeas' }))]);
    const table = tableOf(
      [
        [first, { crop: 'peas' }],
        [second, { crop: ['beans', 'sweetPeas'] }],
      ],
      [first, second],
    );
    expect(table.cells).toMatchObject([
      { pl_crop_beans: 0, pl_crop_sweetPeas: 1 },
      { pl_crop_beans: 1, pl_crop_sweetPeas: 1 },
    ]);
  });

  it('asked once and later for each child is not comparable, whatever is declared', () => {
    const first = version(1, [choice('digs', { yes: 1, no: 0 })]);
    const second = version(2, [choice('digs', { yes: 1, no: 0 }, recoded(1, {}))], { repeat: 'child' });
    const table = tableOf([[first, { digs: 'yes' }]], [first, second]);
    expect(table.cells).toMatchObject([{ pl_digs: 1, pl_digs_1_v2: -94 }]);
    expect(column(table, 'pl_digs')).toMatchObject({ notComparableWith: [2], recodedFrom: [] });
  });
});

describe('options that stand for roster rows', () => {
  const written = ['neighbour', 'nobody'];
  const first = version(1, [severalOf('helps', written, { rows: { kind: 'child', severity: 3 } })]);
  const [one, two] = children;

  it('have a column for each number, "not asked" where a person has no such row', () => {
    const table = tableOf([[first, { helps: [two?.id ?? '', 'neighbour'] }]], [first]);
    expect(table.cells).toMatchObject([
      { pl_helps_child1: 0, pl_helps_child2: 1, pl_helps_neighbour: 1, pl_helps_nobody: 0 },
    ]);
    expect(column(table, 'pl_helps_child2')).toMatchObject({
      type: 'indicator',
      option: 'child 2',
      label: 'helps in version 1: child 2',
      codes: [
        { code: 0, label: 'not chosen' },
        { code: 1, label: 'chosen' },
      ],
    });
    const alone = tabulate({
      people: [
        invited({ person: 'a' }),
        invited({ person: 'b', roster: one === undefined ? [] : [one] }),
      ].map((person) => ({
        ...person,
        tasks: [
          {
            questionnaire: 'plot',
            version: 1,
            subject: 'self',
            periodFrom: '2025-11-01',
            extent: 'full' as const,
          },
        ],
      })),
      interviews: [],
      questionnaires: [first],
      demo: false,
      language: 'en',
    });
    expect(alone.rows.map(({ cells }) => [cells.pl_helps_child1, cells.pl_helps_child2])).toEqual([
      [-95, -95],
      [-95, -94],
    ]);
  });

  it('refuse rows of other people and of another kind', () => {
    for (const stranger of ['stranger'.padEnd(22, '0'), 'partner'.padEnd(22, '0')]) {
      const table = tableOf([[first, { helps: [stranger] }]], [first]);
      expect(table.cells).toMatchObject([{ pl_helps_child1: -97, quarantined: 1 }]);
      expect(table.findings).toMatchObject([{ type: 'quarantined', reason: 'bad-value' }]);
    }
  });

  it('stay the same options when a written one is recoded', () => {
    const second = version(2, [
      severalOf('helps', ['friend', 'nobody'], {
        rows: { kind: 'child', severity: 3 },
        ...recoded(1, { neighbour: 'friend' }),
      }),
    ]);
    const table = tableOf([[first, { helps: [one?.id ?? '', 'neighbour'] }]], [first, second]);
    expect(table.cells).toMatchObject([{ pl_helps_child1: 1, pl_helps_child2: 0, pl_helps_friend: 1 }]);
  });

  it('never share a column with a written one', () => {
    const twin = version(1, [
      severalOf('helps', ['child1', 'nobody'], { rows: { kind: 'child', severity: 0 } }),
    ]);
    expect(() => tableOf([], [twin])).toThrow('share the column pl_helps_child1');
  });

  it('count with their severity', () => {
    const highest = {
      ...first,
      sections: first.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map((block) => ({ ...block, counts: 'highest' as const })),
      })),
    };
    const own = { ...about, questionnaire: 'plot' };
    const said = (helps: string[], pass: number) => ({
      section: 'beds',
      block: 'beds',
      answers: { helps },
      pass,
      sitting: pass,
    });
    const table = tabulate({
      people: [
        invited({
          tasks: [
            { questionnaire: 'plot', version: 1, subject: 'self', periodFrom: '2025-11-01', extent: 'full' },
          ],
        }),
      ],
      interviews: [interview([said([one?.id ?? ''], 1), said(['nobody'], 2)], { about: own })],
      questionnaires: [highest],
      demo: false,
      language: 'en',
    });
    expect(table.rows[0]?.cells).toMatchObject({ pl_helps_child1: 1, pl_helps_nobody: 0, lowered: 1 });
  });
});

describe('answers that fit no version', () => {
  const first = version(1, [choice('soil', { clay: 1, sand: 2 })]);

  it('of a version nobody knows are kept, counted and named', () => {
    const table = tableOf([[7, { soil: 'clay' }]], [first]);
    expect(table.findings).toMatchObject([{ type: 'quarantined', reason: 'unknown-version', events: 1 }]);
    expect(table.cells).toMatchObject([{ quarantined: 1, pl_soil: -94 }]);
  });

  it('of an option or item that this version does not have are set aside', () => {
    const table = tableOf(
      [
        [first, { soil: 'peat' }],
        [first, { fence: 'yes' }],
      ],
      [first],
    );
    expect(table.cells.map(({ pl_soil, quarantined }) => [pl_soil, quarantined])).toEqual([
      [-97, 1],
      [-95, 1],
    ]);
  });
});
