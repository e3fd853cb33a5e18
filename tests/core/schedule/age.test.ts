import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageInYears, bandOf, consentAge } from '#core/schedule/age.ts';
import { addDays } from '#core/schedule/plainDate.ts';

describe('ages from a birth month', () => {
  it.each([
    // The first of the birth month for 8 and 12.
    ['2018-03', '2026-02-28', 7],
    ['2018-03', '2026-03-01', 8],
    ['2014-03', '2026-02-28', 11],
    ['2014-03', '2026-03-01', 12],
    // The first of the month after it for 16 and 18.
    ['2010-03', '2026-03-31', 15],
    ['2010-03', '2026-04-01', 16],
    ['2008-03', '2026-03-31', 17],
    ['2008-03', '2026-04-01', 18],
    ['2009-12', '2025-12-31', 15],
    ['2009-12', '2026-01-01', 16],
  ])('born %s, on %s: consent age %i', (birthMonth, day, age) => {
    expect(consentAge(birthMonth, day)).toBe(age);
  });

  it('never lets the consent age go down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 400 }), (age, later) => {
        const day = addDays('2000-05-01', age);
        expect(consentAge('2000-05', addDays(day, later))).toBeGreaterThanOrEqual(consentAge('2000-05', day));
        expect(ageInYears('2000-05', day) - consentAge('2000-05', day)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['2019-01', null],
    ['2018-11', 'child-8-11'],
    ['2014-12', 'child-8-11'],
    ['2014-11', 'youth-12-15'],
    ['2010-11', 'youth-12-15'],
    ['2010-10', 'youth-16-19'],
    ['2005-01', 'youth-16-19'],
  ])('a child born %s is on 2026-11-22 in band %s', (birthMonth, band) => {
    expect(bandOf('child', birthMonth, '2026-11-22')).toBe(band);
  });

  it('puts every parent into one band', () => {
    expect(bandOf('parent', '2009-01', '2026-11-22')).toBe('adult');
  });
});
