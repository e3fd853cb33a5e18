/** The window of a wave around its due date: open -30..+60 days, late (taken and marked) to +120, then over. */
import { addDays, daysBetween } from './plainDate.ts';

export const windowDays = { before: 30, after: 60, late: 120 } as const;

export interface Window {
  readonly opens: string;
  /** Last day that is not late. */
  readonly closes: string;
  /** Last day on which anything is taken; invites end with it. */
  readonly ends: string;
}

export const windowOf = (due: string): Window => ({
  opens: addDays(due, -windowDays.before),
  closes: addDays(due, windowDays.after),
  ends: addDays(due, windowDays.late),
});

export type WindowState = 'early' | 'open' | 'late' | 'over';

export function windowState(due: string, day: string): WindowState {
  const days = daysBetween(due, day);
  if (days < -windowDays.before) return 'early';
  if (days <= windowDays.after) return 'open';
  return days <= windowDays.late ? 'late' : 'over';
}
