import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSeverity } from '#core/table/severity.ts';
import { interview, type Said, tableOf } from '../../support/arrivals.ts';
import { children } from '../../support/smallQuestionnaire.ts';

const storm = (
  wind: Said['answers'][string] | null,
  hail: Said['answers'][string] | null,
  shelter: Said['answers'][string] | null,
  more: Partial<Said> = {},
): Said => ({
  block: 'storm',
  answers: Object.fromEntries(
    Object.entries({ wind, hail, shelter }).filter(([, given]) => given !== null),
  ) as Said['answers'],
  ...more,
});
const flowers = (answers: Said['answers'], more: Partial<Said> = {}): Said => ({
  block: 'flowers',
  answers,
  ...more,
});
const cells = (...said: Said[]) => tableOf([interview(said)]).rows[0]?.cells ?? {};
const passed = { missing: 'seen-and-passed' } as const;

describe('within one pass', () => {
  it('takes the last event of an item', () => {
    expect(cells(storm(1, 2, 'yes'), storm(3, null, null))).toMatchObject({
      sm_wind: 3,
      sm_hail: 2,
      sm_shelter: 1,
      passes: 0,
      lowered: 0,
    });
  });

  it('takes a later reason over an earlier value: inside a pass the person may correct herself', () => {
    expect(cells(storm(3, 2, 'yes'), storm({ missing: 'prefer-not' }, null, null))).toMatchObject({
      sm_wind: -92,
    });
  });
});

describe('where the highest counts', () => {
  it('keeps what was said first when a later pass is lower, and says so', () => {
    expect(cells(storm(3, 1, 'no'), storm(0, 0, 'yes', { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 3,
      sm_hail: 1,
      sm_shelter: 0,
      lowered: 1,
      passes: 1,
    });
  });

  it('takes a later pass that is higher, and nothing was lowered', () => {
    expect(cells(storm(0, 0, 'yes'), storm(2, 0, 'yes', { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 2,
      lowered: 0,
      passes: 1,
    });
  });

  it('compares the gravest first: one often is above many once', () => {
    expect(cells(storm(2, 2, 'yes'), storm(3, 0, 'yes', { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 3,
      sm_hail: 0,
    });
  });

  it('counts a higher pass even when it was broken off', () => {
    expect(cells(storm(1, 1, 'yes'), storm(3, null, null, { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 3,
      sm_hail: -95,
      sm_shelter: -95,
    });
  });

  it('takes of two alike the completed one, then the last', () => {
    expect(cells(storm(1, 0, 'yes'), storm(1, null, null, { pass: 2, sitting: 2 }))).toMatchObject({
      sm_hail: 0,
    });
    expect(cells(storm(1, null, null), storm(1, 0, 'yes', { pass: 2, sitting: 2 }))).toMatchObject({
      sm_hail: 0,
    });
    expect(cells(storm(1, 0, 'yes'), storm(0, 1, 'no', { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 0,
      sm_hail: 1,
      sm_shelter: 0,
    });
  });

  it('flags it when a later pass keeps silent about everything', () => {
    expect(cells(storm(2, 0, 'yes'), storm(passed, passed, passed, { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 2,
      lowered: 1,
    });
  });

  it('never lets silence count beside "never"', () => {
    expect(cells(storm(0, 0, 'yes'), storm(passed, passed, passed, { pass: 2, sitting: 2 }))).toMatchObject({
      sm_wind: 0,
      lowered: 0,
      passes: 1,
    });
  });
});

describe('where the last counts', () => {
  it('takes the last completed pass', () => {
    expect(
      cells(
        flowers({ flowers: ['rose'], planted: '2026-01', mark: 5 }),
        flowers({ flowers: ['tulip'], planted: '2026-02', mark: 7 }, { pass: 2, sitting: 2 }),
      ),
    ).toMatchObject({
      sm_flowers_rose: 0,
      sm_flowers_tulip: 1,
      sm_planted: '2026-02',
      sm_mark: 7,
      lowered: 0,
    });
  });

  it('takes a completed pass over a later partial one', () => {
    expect(
      cells(
        flowers({ flowers: ['rose'], planted: '2026-01', mark: 5 }),
        flowers({ flowers: ['tulip'] }, { pass: 2, sitting: 2 }),
      ),
    ).toMatchObject({ sm_flowers_rose: 1, sm_mark: 5 });
  });

  it('takes the last partial pass when none was completed', () => {
    expect(
      cells(flowers({ flowers: ['rose'] }), flowers({ flowers: ['tulip'] }, { pass: 2, sitting: 2 })),
    ).toMatchObject({
      sm_flowers_tulip: 1,
      sm_flowers_rose: 0,
      sm_planted: null,
      sm_planted_reason: -95,
      sm_mark: -95,
    });
  });

  it('never takes a pass without any value beside one with a value', () => {
    expect(
      cells(
        flowers({ flowers: ['rose'] }),
        flowers({ flowers: passed, planted: passed, mark: passed }, { pass: 2, sitting: 2 }),
      ),
    ).toMatchObject({ sm_flowers_rose: 1 });
  });
});

describe('all passes of a task compete', () => {
  const high = interview([storm(3, 0, 'yes', { at: '2026-11-12' })], { id: 'one', space: 'phone' });
  const low = interview([storm(0, 0, 'yes', { at: '2026-11-15' })], { id: 'two', space: 'tablet' });

  it('over interviews, spaces and devices', () => {
    const { rows, passes } = tableOf([high, low]);
    expect(rows[0]?.cells).toMatchObject({ sm_wind: 3, lowered: 1, passes: 1 });
    expect(passes).toMatchObject([
      { interview: 'two'.padEnd(22, '0'), block: 'storm', lower: true, answers: { wind: { value: 0 } } },
    ]);
  });

  it('by the time of the mailbox, not of the device', () => {
    const first = interview(
      [flowers({ flowers: ['rose'] }, { at: '2026-11-12', wall: '2030-01-01T00:00:00.000Z' })],
      { id: 'one' },
    );
    const then = interview(
      [flowers({ flowers: ['tulip'] }, { at: '2026-11-15', wall: '2001-01-01T00:00:00.000Z' })],
      { id: 'two' },
    );
    expect(tableOf([then, first]).rows[0]?.cells).toMatchObject({ sm_flowers_tulip: 1 });
  });

  it('inside an interview by number, even when the later bundle came first', () => {
    const mixed = interview([
      flowers({ flowers: ['rose'] }, { at: '2026-11-20' }),
      flowers({ flowers: ['tulip'] }, { at: '2026-11-12', pass: 2, sitting: 2 }),
    ]);
    expect(tableOf([mixed]).rows[0]?.cells).toMatchObject({ sm_flowers_tulip: 1, sm_flowers_rose: 0 });
  });

  it('separately for each block and roster row', () => {
    const [first, second] = children;
    const said = (row: string | undefined, value: string, pass: number): Said => ({
      block: 'watering',
      answers: { watering: value },
      row: row ?? null,
      pass,
      sitting: pass,
    });
    expect(
      cells(said(first?.id, 'yes', 1), said(second?.id, 'no', 1), said(first?.id, 'no', 2)),
    ).toMatchObject({ sm_watering_1: 0, sm_watering_2: 0 });
  });

  it('keeps two sittings apart that a copied device numbered alike', () => {
    const one = interview([storm(3, null, null, { run: 'a' })]);
    const copy = interview([storm(1, null, null, { run: 'b' })]);
    const { rows, findings } = tableOf([one, copy]);
    expect(rows[0]?.cells).toMatchObject({ sm_wind: 3, passes: 1, forks: 1 });
    expect(findings).toMatchObject([{ type: 'fork', seq: 0 }]);
  });
});

describe('severity', () => {
  const severities = fc
    .array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 })
    .map((list) => list.toSorted((one, other) => other - one));

  it('is an order: opposite ways opposite, and never in a circle', () => {
    fc.assert(
      fc.property(severities, severities, severities, (a, b, c) => {
        expect(Math.sign(compareSeverity(a, b)) + Math.sign(compareSeverity(b, a))).toBe(0);
        const downwards = [a, b, c].toSorted((one, other) => compareSeverity(other, one));
        expect(
          downwards.every((one, at) =>
            downwards.slice(at).every((other) => compareSeverity(one, other) >= 0),
          ),
        ).toBe(true);
      }),
    );
  });

  it('never falls when something is added', () => {
    fc.assert(
      fc.property(severities, fc.integer({ min: 1, max: 4 }), (list, more) => {
        expect(
          compareSeverity(
            [...list, more].toSorted((one, other) => other - one),
            list,
          ),
        ).toBeGreaterThan(0);
      }),
    );
  });
});

describe('any history of passes', () => {
  const value = fc.constantFrom<Said['answers'][string] | null>(0, 1, 2, 3, passed, null);
  const history = fc.array(fc.record({ wind: value, hail: value, day: fc.integer({ min: 10, max: 28 }) }), {
    minLength: 1,
    maxLength: 6,
  });

  it('has as its row a pass that nobody could have made lower afterwards', () => {
    fc.assert(
      fc.property(history, (made) => {
        const interviews = made.map(({ wind, hail, day }, at) =>
          interview([storm(wind, hail, passed, { at: `2026-11-${day}` })], { id: `i${at}` }),
        );
        const row = tableOf(interviews).rows[0]?.cells ?? {};
        const score = (given: unknown): number => (typeof given === 'number' && given > 0 ? given : 0);
        const sorted = (one: unknown, other: unknown): number[] =>
          [score(one), score(other)].sort((a, b) => b - a);
        const best = made
          .map(({ wind, hail }) => sorted(wind, hail))
          .reduce((a, b) => (compareSeverity(a, b) >= 0 ? a : b));
        expect(compareSeverity(sorted(row.sm_wind, row.sm_hail), best)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same table in whatever order and however often it arrives', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (made, stream) => {
        const interviews = made.map(({ wind, hail, day }, at) =>
          interview(
            [
              storm(wind, hail, 'yes', { at: `2026-11-${day}` }),
              storm(hail, wind, null, { pass: 2, sitting: 2, at: `2026-11-${day}` }),
            ],
            { id: `i${at}` },
          ),
        );
        const pieces = interviews.flatMap((whole) =>
          whole.events.map((event) => ({ ...whole, events: [event] })),
        );
        const keyed = pieces.map((piece) => ({ piece, key: stream.next().value ?? 0 }));
        const shuffled = keyed.toSorted((one, other) => one.key - other.key).map(({ piece }) => piece);
        const straight = tableOf(interviews);
        const again = tableOf([...shuffled, ...shuffled]);
        expect(again.rows).toEqual(straight.rows);
        expect(again.passes).toEqual(straight.passes);
        expect(again.codebook).toEqual(straight.codebook);
        expect(again.findings.filter(({ type }) => type !== 'duplicate')).toEqual(straight.findings);
      }),
      { numRuns: 40 },
    );
  });
});
