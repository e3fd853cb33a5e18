/**
 * Plain calendar days as ISO texts ("2026-03-01"), without clock and without time zone. Day numbers
 * count from 1970-01-01 in the proleptic Gregorian calendar.
 */

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthForm = /^(\d{4})-(\d{2})$/;

export function isDay(text: string): boolean {
  const parts = dayForm.exec(text);
  if (parts === null) return false;
  const [, year, month, day] = parts.map(Number);
  return (
    year !== undefined &&
    month !== undefined &&
    day !== undefined &&
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

export function isMonth(text: string): boolean {
  const month = Number(monthForm.exec(text)?.[2] ?? 0);
  return month >= 1 && month <= 12;
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Throws on anything that is not a day: texts from outside are checked before they come here. */
export function dayNumber(day: string): number {
  if (!isDay(day)) throw new Error('not a calendar day');
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + dayOfMonth - 1 - daysBeforeYear(1970);
}

export function dayOf(number: number): string {
  const days = number + daysBeforeYear(1970);
  // The mean Gregorian year gives the year or one too many.
  let year = Math.floor(days / 365.2425) + 1;
  if (daysBeforeYear(year) > days) year -= 1;
  else if (daysBeforeYear(year + 1) <= days) year += 1;
  const inYear = days - daysBeforeYear(year);
  let month = 12;
  while (daysBeforeMonth(year, month) > inYear) month -= 1;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(inYear - daysBeforeMonth(year, month) + 1)}`;
}

export const addDays = (day: string, days: number): string => dayOf(dayNumber(day) + days);

export const laterOf = (one: string, other: string): string =>
  dayOf(Math.max(dayNumber(one), dayNumber(other)));

/** Days from the first to the second; negative when the second lies earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Whole months from a month ("2015-03") to the month in which a day lies. */
export function monthsBetween(month: string, day: string): number {
  const [fromYear = 0, fromMonth = 0] = month.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = day.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth);
}

/** Day of an ISO time in UTC: the wall times of events and mailbox times are written so. */
export const dayOfTime = (time: string): string => time.slice(0, 10);

function daysBeforeYear(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

function daysBeforeMonth(year: number, month: number): number {
  let days = 0;
  for (let m = 1; m < month; m += 1) days += daysInMonth(year, m);
  return days;
}

const two = (n: number): string => String(n).padStart(2, '0');
