import { describe, expect, it } from 'vitest';
import type { Score } from '#core/scoring/score.ts';
import type { Case } from '#desk/pack/cases/casesSource.ts';
import { scoreCase } from '#desk/pack/cases/scoreCase.ts';
import { walkCase } from '#desk/pack/cases/walkCase.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { packDirectory } from '../../support/packFolder.ts';

const compiled = compilePack(packDirectory);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 2));
const { questionnaires, cases, outcomes } = compiled.value;

const everyCase = questionnaires.flatMap((questionnaire) =>
  (cases[`${questionnaire.questionnaire}/v${questionnaire.version}`] ?? [])
    .filter(({ scores }) => scores !== undefined)
    .map((one) => ({ title: `${questionnaire.questionnaire}: ${one.name}`, questionnaire, one })),
);

function scored(questionnaire: (typeof questionnaires)[number], one: Case): ReadonlyMap<string, Score> {
  const walked = walkCase(questionnaire, one);
  if (!walked.ok) throw new Error(walked.error);
  return new Map(
    scoreCase(questionnaire, one, walked.value, outcomes).map(({ rule, row, score }) => [
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

  const problem = (id: string) => {
    const named = outcomes.problems.find((one) => one.id === id)?.whenAny ?? [];
    return named.map(({ score }) => outcomes.scores.find((rule) => rule.id === score));
  };

  it('take the highest of reactions that take the place of each other, never their mean', () => {
    const rules = problem('insecurity');
    expect(rules).toHaveLength(4);
    for (const rule of rules) {
      expect(rule).toMatchObject({ method: 'highest', least: { share: 1 }, leaveOut: ['not-applicable'] });
      // Often: the last but one of five answers, the last of three.
      const often = rule?.items[0]?.high === 2 ? 2 : 3;
      expect(rule?.enough).toBe(often);
      expect(rule?.bands?.list.at(-1)).toEqual({ id: 'upper', from: often });
    }
  });

  it('let trauma rest on the number of lines that are often so', () => {
    const rules = [...problem('traumaParent'), ...problem('traumaChild')];
    expect(rules).toHaveLength(5);
    for (const rule of rules) {
      const lines = rule?.items.length ?? 0;
      expect(rule).toMatchObject({ method: 'count', atLeast: rule?.items[0]?.high === 2 ? 2 : 3 });
      expect(rule?.bands?.list.map(({ id, from }) => [id, from / lines])).toEqual([
        ['lower', 0],
        ['middle', 0.25],
        ['upper', 0.5],
      ]);
    }
    expect(outcomes.help.needs.value.filter(({ need }) => need.startsWith('trauma'))).toEqual([
      expect.objectContaining({ when: outcomes.problems.find(({ id }) => id === 'traumaParent')?.whenAny }),
      expect.objectContaining({ when: outcomes.problems.find(({ id }) => id === 'traumaChild')?.whenAny }),
    ]);
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
