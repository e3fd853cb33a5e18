/** The window of a wave around its due date: open, then late (taken and marked), then over. */
import { addDays } from './plainDate.ts';
import type { ScheduleRules } from './rules.ts';

export interface Window {
  readonly opens: string;
  /** Last day that is not late. */
  readonly closes: string;
  /** Last day on which anything is taken; invites end with it. */
  readonly ends: string;
}

export type WindowRules = Pick<ScheduleRules, 'openBeforeDays' | 'openAfterDays' | 'lateAfterDays'>;

export const windowOf = (due: string, rules: WindowRules): Window => ({
  opens: addDays(due, -rules.openBeforeDays),
  closes: addDays(due, rules.openAfterDays),
  ends: addDays(due, rules.lateAfterDays),
});

export type WindowState = 'early' | 'open' | 'late' | 'over';

export function windowState({ opens, closes, ends }: Window, day: string): WindowState {
  if (day < opens) return 'early';
  if (day <= closes) return 'open';
  return day <= ends ? 'late' : 'over';
}
