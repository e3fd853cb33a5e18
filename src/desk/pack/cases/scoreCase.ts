/** What outcomes.json makes of one hand-worked case: every score of its questionnaire, by row where it is of one. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Outcomes } from '#core/scoring/outcomes.ts';
import type { Answers } from '#core/scoring/score.ts';
import { scoresOf } from '#core/scoring/scoresOf.ts';
import type { Case } from './casesSource.ts';
import type { WalkedCase } from './walkCase.ts';

const kinds = ['child', 'partner', 'parent'] as const;

export function scoreCase(
  { questionnaire }: Questionnaire,
  one: Case,
  { held }: WalkedCase,
  { scores, counting }: Outcomes,
): ReturnType<typeof scoresOf> {
  const days = one.facts?.periodDays;
  const rows = Object.entries(one.rows ?? {}).flatMap(([id, { rowKind }]) =>
    kinds.filter((kind) => kind === rowKind).map((kind) => ({ id, kind })),
  );
  const answersOf = (row: string | null): Answers =>
    new Map(
      [...held].flatMap(([key, answer]) => {
        const [item = key, ofRow = null] = key.split('/').toReversed();
        return ofRow === row ? [[item, answer] as const] : [];
      }),
    );
  const context = { counting, periodDays: typeof days === 'number' ? days : usualDays, capped: true };
  return scoresOf(scores, { questionnaire, rows, answersOf }, context);
}

/** As walkCase has it for whoever's case says nothing else. */
const usualDays = 365;
