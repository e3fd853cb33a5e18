/** Incidents a year from a count over any period that is long enough to be stretched and short enough to be remembered. */
import { err, ok, type Result } from '../result.ts';
import type { ScoreContext, ScoreMissing } from './score.ts';

/** Factor from the period to a year, or why there is no rate. */
export function yearsFactor({ counting, periodDays }: ScoreContext): Result<number, ScoreMissing> {
  const { from, to } = counting.rateDays.value;
  if (periodDays === null || !Number.isFinite(periodDays)) return err('period-unknown');
  if (periodDays < from) return err('period-too-short');
  if (periodDays > to) return err('period-too-long');
  return ok(counting.yearDays.value / periodDays);
}

/** The cap keeps one "more than 20 times" in a short period from outweighing a whole year. */
export const rateOfAct = (times: number, factor: number, { counting, capped }: ScoreContext): number =>
  capped ? Math.min(counting.cap.value, times * factor) : times * factor;
