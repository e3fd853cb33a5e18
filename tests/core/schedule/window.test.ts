import { describe, expect, it } from 'vitest';
import { windowOf, windowState } from '#core/schedule/window.ts';
import { rules } from '../../support/studyDates.ts';

describe('the window of a wave', () => {
  it('opens thirty days before, closes sixty after, ends a hundred and twenty after', () => {
    expect(windowOf('2026-11-22', rules)).toEqual({
      opens: '2026-10-23',
      closes: '2027-01-21',
      ends: '2027-03-22',
    });
  });

  it.each([
    ['2026-10-22', 'early'],
    ['2026-10-23', 'open'],
    ['2026-11-22', 'open'],
    ['2027-01-21', 'open'],
    ['2027-01-22', 'late'],
    ['2027-03-22', 'late'],
    ['2027-03-23', 'over'],
  ])('is on %s: %s', (day, state) => {
    expect(windowState(windowOf('2026-11-22', rules), day)).toBe(state);
  });

  it('is as wide as the study says', () => {
    const narrow = { openBeforeDays: 1, openAfterDays: 2, lateAfterDays: 3 };
    expect(windowOf('2026-11-22', narrow)).toEqual({
      opens: '2026-11-21',
      closes: '2026-11-24',
      ends: '2026-11-25',
    });
  });
});
