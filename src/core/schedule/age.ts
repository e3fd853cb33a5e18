/**
 * Ages from a birth month, since no birth day is stored. Consent age: 8 and 12 are reached on the first
 * of the birth month, 16 and 18 on the first of the month after it, so that nobody consents alone too early.
 */
import type { Band, Envelope } from '../protocol/envelope.ts';
import { monthsBetween } from './plainDate.ts';

/** Whole years on a day, the birthday taken as the first of the birth month. */
export const ageInYears = (birthMonth: string, day: string): number =>
  Math.floor(monthsBetween(birthMonth, day) / 12);

export function consentAge(birthMonth: string, day: string): number {
  const age = ageInYears(birthMonth, day);
  if (age !== 16 && age !== 18) return age;
  return Math.floor((monthsBetween(birthMonth, day) - 1) / 12);
}

/**
 * Band of a person on the wave's due date, frozen there. Null: no band, the person is too young.
 * A youth stays in the oldest band after the eighteenth birthday.
 */
export function bandOf(role: Envelope['role'], birthMonth: string, due: string): Band | null {
  if (role === 'parent') return 'adult';
  const age = consentAge(birthMonth, due);
  if (age < 8) return null;
  if (age < 12) return 'child-8-11';
  return age < 16 ? 'youth-12-15' : 'youth-16-19';
}
