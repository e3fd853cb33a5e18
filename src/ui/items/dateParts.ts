import { type Entry, entryOf, noEntry } from './entry.ts';

export type DatePrecision = 'year' | 'month' | 'day';
export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export function datePartsOf(value: string | null): DateParts {
  const [year = '', month = '', day = ''] = (value ?? '').split('-');
  const plain = (part: string): string => (part === '' ? '' : String(Number(part)));
  return { day: plain(day), month: plain(month), year };
}

/** The value is ISO 8601, as long as its precision: 2025, 2025-03 or 2025-03-09. */
export function readDate(parts: DateParts, precision: DatePrecision): Entry {
  const typed = [
    parts.year,
    ...(precision === 'year' ? [] : [parts.month]),
    ...(precision === 'day' ? [parts.day] : []),
  ];
  if (typed.every((part) => part.trim() === '')) return noEntry;
  const numbers = typed.map((part) => (/^\d{1,4}$/.test(part.trim()) ? Number(part) : Number.NaN));
  const [year = Number.NaN, month = 1, day = 1] = numbers;
  return exists(year, month, day)
    ? entryOf([pad(year, 4), pad(month, 2), pad(day, 2)].slice(0, typed.length).join('-'))
    : { kind: 'unreadable', what: 'date' };
}

function exists(year: number, month: number, day: number): boolean {
  if (!(year >= 1900 && year <= 2100)) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const pad = (number: number, length: number): string => String(number).padStart(length, '0');
