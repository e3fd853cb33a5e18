/** All scores of one interview: once for its subject, or once for each roster row of the score's kind. */
import type { RosterKind } from '../protocol/envelope.ts';
import type { Answers, Score, ScoreContext } from './score.ts';
import { scoreOf } from './scoreOf.ts';
import type { ScoreRule } from './scoreRule.ts';

export interface ScoredInterview {
  readonly questionnaire: string;
  /** Roster rows that the interview was about. */
  readonly rows: readonly { readonly id: string; readonly kind: RosterKind }[];
  /** What counts in sections that are asked once (null) or for that row. */
  answersOf(row: string | null): Answers;
}
export interface RowScore {
  readonly rule: ScoreRule;
  readonly row: string | null;
  readonly score: Score;
}

export function scoresOf(
  rules: readonly ScoreRule[],
  interview: ScoredInterview,
  context: ScoreContext,
): readonly RowScore[] {
  return rules
    .filter(({ questionnaire }) => questionnaire === interview.questionnaire)
    .flatMap((rule) => {
      const rows: readonly (string | null)[] =
        rule.per === 'subject'
          ? [null]
          : interview.rows.filter(({ kind }) => kind === rule.per).map(({ id }) => id);
      return rows.map((row) => ({ rule, row, score: scoreOf(rule, interview.answersOf(row), context) }));
    });
}
