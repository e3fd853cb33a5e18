/** What one rule gives for one person or row: a number with how much it rests on, or why there is none. */
import type { MissingReason } from '../event/missing.ts';
import type { Counted } from '../table/cells.ts';
import type { Counting } from './scoreRule.ts';

/**
 * A score is missing for the reason that all its items share, else because too few were answered;
 * a rate also when its period is unknown, under or over the days of the rule.
 */
export type ScoreMissing =
  | MissingReason
  | 'too-few-answers'
  | 'period-unknown'
  | 'period-too-short'
  | 'period-too-long';

export type Score =
  | {
      readonly value: number;
      /** Items with a valid answer, of so many that the score is made of. */
      readonly valid: number;
      readonly of: number;
      readonly band: string | null;
    }
  | { readonly missing: ScoreMissing };

/** What counts for each item of the row or subject; an item that is not there was not reached. */
export type Answers = ReadonlyMap<string, Counted>;

export interface ScoreContext {
  readonly counting: Counting;
  /** Days that the counts are about; null: not known. */
  readonly periodDays: number | null;
  /** False: the switch that shows rates without their cap. */
  readonly capped: boolean;
}
