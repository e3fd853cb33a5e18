import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  dayOf,
  daysBetween,
  isDay,
  isMonth,
  monthsBetween,
} from '#core/schedule/plainDate.ts';

describe('plain days', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '1970-01-01'])('knows %s as a day', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '0000-01-01',
    '26-01-01',
    '2026-1-1',
    '',
    '2026-01-01T00:00:00Z',
  ])('refuses %s', (day) => {
    expect(isDay(day)).toBe(false);
    expect(() => dayNumber(day)).toThrow('not a calendar day');
  });

  it('knows months', () => {
    expect(isMonth('2026-12')).toBe(true);
    for (const bad of ['2026-13', '2026-00', '2026-1', '2026-01-01', '2026'])
      expect(isMonth(bad)).toBe(false);
  });

  it('counts over leap days and turns of the year', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-11-01', '2026-11-01')).toBe(0);
    expect(daysBetween('2027-01-01', '2026-01-01')).toBe(-365);
    expect(dayNumber('1970-01-01')).toBe(0);
  });

  it('counts months from a birth month', () => {
    expect(monthsBetween('2015-03', '2026-11-30')).toBe(140);
    expect(monthsBetween('2026-11', '2026-11-01')).toBe(0);
  });

  it('agrees with the calendar of the language on every day', () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
        const iso = new Date(number * day).toISOString().slice(0, 10);
        expect(dayOf(number)).toBe(iso);
        expect(dayNumber(iso)).toBe(number);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back from any number of days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: -4000, max: 4000 }),
        (start, days) => {
          const from = dayOf(start);
          expect(daysBetween(from, addDays(from, days))).toBe(days);
        },
      ),
    );
  });
});
