import { describe, expect, it } from 'vitest';
import type { Answers, Score } from '#core/scoring/score.ts';
import { scoresOf } from '#core/scoring/scoresOf.ts';
import type { Case } from '#desk/pack/cases/casesSource.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { packDirectory } from '../../support/packFolder.ts';
import { walkCase } from '../../support/walkCase.ts';

const compiled = compilePack(packDirectory);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 2));
const { questionnaires, cases, outcomes } = compiled.value;

const everyCase = questionnaires.flatMap((questionnaire) =>
  (cases[`${questionnaire.questionnaire}/v${questionnaire.version}`] ?? [])
    .filter(({ scores }) => scores !== undefined)
    .map((one) => ({ title: `${questionnaire.questionnaire}: ${one.name}`, questionnaire, one })),
);

/** What the walk left, as the scores see it: by item within one row, or without a row. */
const answersFrom =
  (held: ReturnType<typeof walkCase>['held']) =>
  (row: string | null): Answers =>
    new Map(
      [...held].flatMap(([key, one]) => {
        const [item = key, ofRow = null] = key.split('/').reverse();
        return ofRow === row ? [[item, one] as const] : [];
      }),
    );

const kinds = ['child', 'partner', 'parent'] as const;
const rowsOf = (one: Case) =>
  Object.entries(one.rows ?? {}).flatMap(([id, { rowKind }]) =>
    kinds.filter((kind) => kind === rowKind).map((kind) => ({ id, kind })),
  );

function scored(questionnaire: (typeof questionnaires)[number], one: Case): ReadonlyMap<string, Score> {
  const days = one.facts?.periodDays ?? 365;
  if (typeof days !== 'number') throw new Error(`periodDays of "${one.name}" is no number`);
  const interview = {
    questionnaire: questionnaire.questionnaire,
    rows: rowsOf(one),
    answersOf: answersFrom(walkCase(questionnaire, one).held),
  };
  const context = { counting: outcomes.counting, periodDays: days, capped: true };
  return new Map(
    scoresOf(outcomes.scores, interview, context).map(({ rule, row, score }) => [
      row === null ? rule.id : `${row}/${rule.id}`,
      score,
    ]),
  );
}

const written = everyCase.flatMap(({ one }) => Object.entries(one.scores ?? {}));

describe('scores worked out by hand', () => {
  it('are there for every questionnaire that is scored, and for every score more than once', () => {
    expect(new Set(everyCase.map(({ questionnaire }) => questionnaire.questionnaire))).toEqual(
      new Set(outcomes.scores.map(({ questionnaire }) => questionnaire)),
    );
    const times = (id: string): number => written.filter(([key]) => key.split('/').at(-1) === id).length;
    expect(outcomes.scores.filter(({ id }) => times(id) < 2).map(({ id }) => id)).toEqual([]);
  });

  it('hold a value and a missing one for every score', () => {
    const ids = (missing: boolean) =>
      new Set(
        written
          .filter(([, value]) => (typeof value === 'object') === missing)
          .map(([key]) => key.split('/').at(-1)),
      );
    for (const { id } of outcomes.scores) {
      expect(ids(false), id).toContain(id);
      expect(ids(true), id).toContain(id);
    }
  });

  it.each(everyCase)('agree with the code: $title', ({ questionnaire, one }) => {
    const found = scored(questionnaire, one);
    const expected = Object.entries(one.scores ?? {});
    const said = expected.map(([key]) => {
      const score = found.get(key);
      if (score === undefined) return [key, 'no such score'];
      // Worked out by hand to four decimals.
      return [key, 'missing' in score ? { missing: true } : Math.round(score.value * 1e4) / 1e4];
    });
    expect(said).toEqual(expected);
  });
});

describe('the rules of the pack', () => {
  it('call no band validated', () => {
    const banded = outcomes.scores.flatMap(({ bands }) => (bands === null ? [] : [bands.validated]));
    expect(banded.length).toBeGreaterThan(60);
    expect(banded).not.toContain(true);
  });

  it('put every score that the cases give into one of its bands', () => {
    for (const { questionnaire, one } of everyCase) {
      for (const [key, score] of scored(questionnaire, one)) {
        const rule = outcomes.scores.find(({ id }) => id === key.split('/').at(-1));
        if ('missing' in score || rule === undefined || rule.bands === null) continue;
        expect(score.band, key).not.toBeNull();
      }
    }
  });

  it('give nothing at all to somebody who declines everything', () => {
    const declined = everyCase.filter(({ one }) => /declined|prefer-not|passed over/.test(one.name));
    expect(declined.length).toBeGreaterThanOrEqual(8);
    for (const { questionnaire, one } of declined) {
      const values = [...scored(questionnaire, one)].filter(([, score]) => 'value' in score);
      expect(values).toEqual([]);
    }
  });
});
