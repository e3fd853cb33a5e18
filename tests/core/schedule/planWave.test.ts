import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageInYears, bandOf, consentAge } from '#core/schedule/age.ts';
import { addDays } from '#core/schedule/plainDate.ts';
import { periodFrom, planFirstWave } from '#core/schedule/planWave.ts';
import { windowOf, windowState } from '#core/schedule/window.ts';

const offered = [
  { questionnaire: 'parent-core', version: 1, bands: ['adult'] as const },
  { questionnaire: 'child-8-11', version: 1, bands: ['child-8-11'] as const },
];
const plan = (
  role: 'parent' | 'child',
  birthMonth: string,
  today = '2026-11-22',
  familyFirstInvite: string | null = null,
) => planFirstWave({ role, birthMonth }, { familyFirstInvite, today }, offered);

describe('the window of a wave', () => {
  it('opens thirty days before, closes sixty after, ends a hundred and twenty after', () => {
    expect(windowOf('2026-11-22')).toEqual({ opens: '2026-10-23', closes: '2027-01-21', ends: '2027-03-22' });
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
    expect(windowState('2026-11-22', day)).toBe(state);
  });
});

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

describe('the first day of the period', () => {
  it('is a year before the due date in a first wave', () => {
    expect(periodFrom('2026-11-22', [])).toBe('2025-11-22');
  });

  it('is the earliest day on which one of the sections was last completed', () => {
    expect(periodFrom('2026-11-22', ['2025-12-24', '2025-12-20', '2026-01-02'])).toBe('2025-12-20');
  });

  it('lies at most four hundred days back', () => {
    expect(periodFrom('2026-11-22', ['2024-01-01'])).toBe('2025-10-18');
  });
});

describe('what a person gets in the first wave', () => {
  it('gives a parent her own questionnaire, due today when the family is new', () => {
    expect(plan('parent', '1985-05')).toEqual({
      ok: true,
      value: {
        wave: 'T0',
        firstWave: true,
        due: '2026-11-22',
        opens: '2026-10-23',
        windowEnds: '2027-03-22',
        band: 'adult',
        tasks: [{ questionnaire: 'parent-core', version: 1, subject: 'self', periodFrom: '2025-11-22' }],
      },
    });
  });

  it('gives a child of nine the form of its age', () => {
    expect(plan('child', '2017-06')).toMatchObject({
      ok: true,
      value: { band: 'child-8-11', tasks: [{ questionnaire: 'child-8-11' }] },
    });
  });

  it('counts from the first invite of the family, and freezes the band there', () => {
    expect(plan('child', '2015-01', '2027-01-10', '2026-11-22')).toMatchObject({
      ok: true,
      value: { due: '2026-11-22', band: 'child-8-11' },
    });
  });

  it('says for which band there is no questionnaire yet', () => {
    expect(plan('child', '2013-01')).toEqual({
      ok: false,
      error: { type: 'no-task-for-band', band: 'youth-12-15' },
    });
  });

  it('asks no child under eight', () => {
    expect(plan('child', '2020-01')).toEqual({ ok: false, error: { type: 'too-young' } });
  });

  it('gives nothing out when the window is over', () => {
    expect(plan('parent', '1985-05', '2027-03-23', '2026-11-22')).toEqual({
      ok: false,
      error: { type: 'window-over', ends: '2027-03-22' },
    });
  });

  it('refuses days and months that do not exist, and births after the due date', () => {
    expect(plan('parent', '1985-05', '2026-02-30')).toEqual({
      ok: false,
      error: { type: 'bad-day', text: '2026-02-30' },
    });
    expect(plan('parent', '1985-5')).toEqual({
      ok: false,
      error: { type: 'bad-birth-month', text: '1985-5' },
    });
    expect(plan('child', '2026-12')).toEqual({ ok: false, error: { type: 'born-after-due' } });
  });
});
