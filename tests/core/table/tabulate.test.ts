import { describe, expect, it } from 'vitest';
import { tabulate } from '#core/table/tabulate.ts';
import { about, done, everything, interview, invited, type Said, tableOf } from '../../support/arrivals.ts';
import { children, smallQuestionnaire } from '../../support/smallQuestionnaire.ts';

const [, secondChild] = children;

describe('one row', () => {
  it('holds every answer of a whole interview, labelled by its column', () => {
    expect(tableOf([done]).rows).toMatchObject([
      {
        family: 'f1',
        person: 'p1',
        wave: 'T0',
        cells: {
          family: 'f1',
          person: 'p1',
          wave: 'T0',
          role: 'parent',
          band: 'adult',
          firstwave: 1,
          demo: 1,
          mode: 'self',
          due: '2026-11-01',
          sm__status: 2,
          sm__day: '2026-11-10',
          sm__clock: 0,
          sm__late: 0,
          sm__from: '2025-11-01',
          sm_garden: 1,
          sm_weeding: 0,
          sm_weeds: -94,
          sm_weedNames: null,
          sm_weedNames_reason: -94,
          sm_flowers_rose: 1,
          sm_flowers_tulip: 0,
          sm_flowers_nothing: 0,
          sm_planted: '2026-04',
          sm_planted_reason: null,
          sm_mark: 8,
          sm_watering_1: 1,
          sm_litres_1: 2.5,
          sm_watering_2: -91,
          sm_litres_2: -92,
          sm_wind: 2,
          sm_hail: 0,
          sm_shelter: 1,
          values: 10,
          missing: 4,
          passes: 0,
          lowered: 0,
          gaps: 0,
          forks: 0,
          quarantined: 0,
        },
      },
    ]);
  });

  it('stands there for everybody who was invited, with everything not reached', () => {
    const { cells } = tableOf([]).rows[0] ?? {};
    expect(cells).toMatchObject({
      sm__status: 0,
      sm__day: null,
      mode: null,
      sm_garden: -95,
      sm_weedNames: null,
      sm_weedNames_reason: -95,
      sm_watering_2: -95,
      values: 0,
      missing: 14,
    });
  });

  it('says which items were not reached when somebody stopped', () => {
    const { cells } = tableOf([interview(everything.slice(0, 3))]).rows[0] ?? {};
    expect(cells).toMatchObject({
      sm__status: 1,
      sm_weeding: 0,
      sm_flowers_rose: -95,
      sm_mark: -95,
      sm_wind: -95,
      values: 2,
      missing: 12,
    });
  });

  it('says "not asked" for roster rows and questionnaires that a person does not have', () => {
    const people = [
      invited(),
      invited({ person: 'p2', roster: [], role: 'child', band: 'child-8-11', tasks: [] }),
    ];
    const { rows } = tableOf([], people);
    expect(rows.map(({ cells }) => [cells.sm_watering_1, cells.sm_garden, cells.missing])).toEqual([
      [-95, -95, 14],
      [-94, -94, 0],
    ]);
  });

  it('numbers the columns of repeated sections by the roster', () => {
    const people = [invited({ roster: [...children].reverse() })];
    expect(tableOf([done], people).rows[0]?.cells).toMatchObject({ sm_watering_1: -91, sm_watering_2: 1 });
  });

  it('leaves practice and notes out', () => {
    const names = tableOf([done]).codebook.map(({ name }) => name);
    expect(names.filter((name) => name.includes('tryOut') || name.includes('welcome'))).toEqual([]);
  });

  it('does not count passes of a practice section', () => {
    const again: Said = { block: 'try', answers: { tryOut: 'no' }, pass: 2, sitting: 2, mode: 'helped' };
    const { rows, passes } = tableOf([interview([...everything, again])]);
    expect(rows[0]?.cells).toMatchObject({ passes: 0, mode: 'self' });
    expect(passes).toEqual([]);
  });

  it('has exactly the cells that the codebook describes, none blank without a reason', () => {
    const { rows, codebook } = tableOf([interview(everything.slice(0, 4))]);
    const names = codebook.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { cells } of rows) {
      expect(Object.keys(cells)).toEqual(names);
      for (const { name, item, type } of codebook) {
        if (item === null || type === 'reason') continue;
        const apart = type === 'text' || type === 'date';
        expect(
          apart
            ? (cells[name] === null) !== (cells[`${name}_reason`] === null)
            : typeof cells[name] === 'number',
        ).toBe(true);
      }
    }
  });

  it('names every mode that was used', () => {
    const [first, ...rest] = everything;
    const mixed =
      first === undefined
        ? []
        : [first, ...rest.map((said, at) => (at > 3 ? { ...said, mode: 'read-out' as const } : said))];
    expect(tableOf([interview(mixed)]).rows[0]?.cells.mode).toBe('read-out+self');
  });
});

describe('days', () => {
  const storm: Said = { block: 'storm', answers: { wind: 1, hail: 1, shelter: 'yes' } };

  it.each([['2019-01-01T10:00:00.000Z'], ['2031-01-01T10:00:00.000Z']])(
    'takes the mailbox day when the device says %s, and says so',
    (wall) => {
      const { rows, findings } = tableOf([interview([{ ...storm, at: '2026-11-12', wall }])]);
      expect(rows[0]?.cells).toMatchObject({ sm__day: '2026-11-12', sm__clock: 1, sm_wind: 1 });
      expect(findings).toMatchObject([{ type: 'wrong-clock', person: 'p1' }]);
    },
  );

  it('takes the device day when the bundle only arrived later', () => {
    expect(
      tableOf([interview([{ ...storm, at: '2026-12-24', wall: '2026-11-03T10:00:00.000Z' }])]).rows[0]?.cells,
    ).toMatchObject({
      sm__day: '2026-11-03',
      sm__clock: 0,
    });
  });

  it('marks what came after the window closed', () => {
    expect(tableOf([interview([{ ...storm, at: '2027-01-15' }])]).rows[0]?.cells).toMatchObject({
      sm__late: 1,
      sm_wind: 1,
    });
  });
});

describe('a questionnaire about a child', () => {
  it('gets a column for each child it is about', () => {
    const task = (subject: string) => ({
      questionnaire: 'small',
      version: 1,
      subject,
      periodFrom: '2025-11-01',
      extent: 'full' as const,
    });
    const people = [invited({ tasks: children.map(({ id }) => task(id)) })];
    const own = { ...about, subject: secondChild?.id ?? '' };
    const { rows } = tableOf(
      [interview([{ block: 'place', answers: { garden: 'yes' } }], { about: own })],
      people,
    );
    expect(rows[0]?.cells).toMatchObject({
      sm_garden_1: -95,
      sm_garden_2: 1,
      sm__status_1: 0,
      sm__status_2: 1,
    });
  });

  it('has the columns of a first child before anybody is asked about one, so that no name changes later', () => {
    const aboutChild = {
      ...smallQuestionnaire,
      questionnaire: 'other',
      prefix: 'ot',
      subject: 'child' as const,
    };
    const { codebook } = tabulate({
      people: [invited()],
      interviews: [],
      questionnaires: [smallQuestionnaire, aboutChild],
      demo: true,
      language: 'en',
    });
    const names = codebook.map(({ name }) => name);
    expect(names).toContain('ot__status_1');
    expect(names).toContain('ot_garden_1');
    expect(names).not.toContain('ot_garden');
  });
});

describe('a roster row that only earlier waves had', () => {
  it('keeps its number and was not asked about: nobody failed to reach it', () => {
    const people = [invited({ former: [secondChild?.id ?? ''] })];
    const [row] = tableOf([], people).rows;
    expect(row?.cells).toMatchObject({ sm_watering_1: -95, sm_watering_2: -94, sm_litres_2: -94 });
    // What came about it all the same is shown.
    const of = (table: ReturnType<typeof tableOf>) => table.rows[0]?.cells.sm_litres_2;
    expect(of(tableOf([done], people))).toBe(of(tableOf([done])));
  });
});
