import { describe, expect, it } from 'vitest';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { OfferedTask } from '#core/schedule/offeredTask.ts';
import { planWave, type WaveToPlan } from '#core/schedule/planWave.ts';
import { completedOn } from '../../support/completedSections.ts';
import { rules } from '../../support/studyDates.ts';

const offers = (more: Partial<OfferedTask>): OfferedTask => ({
  questionnaire: 'parent-core',
  version: 1,
  role: 'parent',
  bands: ['adult'],
  subject: 'self',
  consent: false,
  gates: [],
  ...more,
});
const ofChild = { role: 'child', bands: ['child-8-11'] } as const;
const offered: readonly OfferedTask[] = [
  offers({}),
  offers({ questionnaire: 'child-8-11', ...ofChild }),
  offers({ questionnaire: 'visit-record', role: 'interviewer', subject: 'family' }),
];
const row = (id: string, birthMonth: string): RosterRow => ({
  id: id.padEnd(22, '0'),
  kind: 'child',
  sex: 'f',
  birthMonth,
  order: 1,
  relation: 'child',
});

const plan = (more: Partial<WaveToPlan> = {}, person: Partial<WaveToPlan['person']> = {}) =>
  planWave({
    wave: 'T0',
    person: { role: 'parent', birthMonth: '1985-05', ...person },
    family: { firstInvite: null, frozen: null, anchor: null, T1: null, lastOfT1: null },
    today: '2026-11-22',
    completed: [],
    roster: [],
    sample: [],
    offered,
    rules,
    ...more,
  });
const tasks = (more: Partial<WaveToPlan>, person: Partial<WaveToPlan['person']> = {}) => {
  const planned = plan(more, person);
  if (!planned.ok) throw new Error(planned.error.type);
  return planned.value.tasks;
};
const invitedOn = (firstInvite: string) => ({
  family: { firstInvite, frozen: null, anchor: null, T1: null, lastOfT1: null },
});

describe('what a person gets in the first wave', () => {
  it('gives a parent her own questionnaire, due today when the family is new', () => {
    expect(plan()).toEqual({
      ok: true,
      value: {
        wave: 'T0',
        firstWave: true,
        due: '2026-11-22',
        opens: '2026-10-23',
        closes: '2027-01-21',
        windowEnds: '2027-03-22',
        band: 'adult',
        tasks: [
          {
            questionnaire: 'parent-core',
            version: 1,
            subject: 'self',
            periodFrom: '2025-11-22',
            extent: 'full',
            gates: [],
          },
        ],
      },
    });
  });

  it('gives a child of nine the form of its age', () => {
    expect(plan({}, { role: 'child', birthMonth: '2017-06' })).toMatchObject({
      ok: true,
      value: { band: 'child-8-11', tasks: [{ questionnaire: 'child-8-11' }] },
    });
  });

  it('counts from the first invite of the family, and freezes the band there', () => {
    expect(
      plan({ today: '2027-01-10', ...invitedOn('2026-11-22') }, { role: 'child', birthMonth: '2015-01' }),
    ).toMatchObject({ ok: true, value: { due: '2026-11-22', band: 'child-8-11' } });
  });

  it('says for which band there is no questionnaire', () => {
    expect(plan({}, { role: 'child', birthMonth: '2013-01' })).toEqual({
      ok: false,
      error: { type: 'no-task-for-band', band: 'youth-12-15' },
    });
  });

  it('never gives anybody what an interviewer fills in', () => {
    const only = offered.filter(({ role }) => role === 'interviewer');
    for (const role of ['parent', 'child'] as const)
      expect(plan({ offered: only }, { role, birthMonth: '2016-01' })).toMatchObject({
        error: { type: 'no-task-for-band' },
      });
  });

  it('asks no child under eight', () => {
    expect(plan({}, { role: 'child', birthMonth: '2020-01' })).toEqual({
      ok: false,
      error: { type: 'too-young' },
    });
  });

  it('gives nothing out when the window is over', () => {
    expect(plan({ today: '2027-03-23', ...invitedOn('2026-11-22') })).toEqual({
      ok: false,
      error: { type: 'window-over', ends: '2027-03-22' },
    });
  });

  it('refuses days and months that do not exist, and births after the due date', () => {
    expect(plan({ today: '2026-02-30' })).toEqual({
      ok: false,
      error: { type: 'bad-day', text: '2026-02-30' },
    });
    expect(plan({}, { birthMonth: '1985-5' })).toEqual({
      ok: false,
      error: { type: 'bad-birth-month', text: '1985-5' },
    });
    expect(plan({}, { role: 'child', birthMonth: '2026-12' })).toEqual({
      ok: false,
      error: { type: 'born-after-due' },
    });
  });
});

describe('tasks about children', () => {
  const about = offers({
    questionnaire: 'parent-about-child',
    subject: 'child',
    ages: { from: 3, to: 17 },
    full: 2,
  });
  const [baby, small, middle, big, grown] = [
    row('baby', '2024-02'),
    row('small', '2023-11'),
    row('middle', '2017-01'),
    row('big', '2010-01'),
    row('grown', '2008-11'),
  ];
  const roster = [baby, small, middle, big, grown].filter((one) => one !== undefined);

  it('are one for each child whose age on the due date is asked about', () => {
    expect(tasks({ offered: [about], roster }).map(({ subject }) => subject)).toEqual(
      [small, middle, big].map((one) => one?.id),
    );
  });

  it('ask in full about the children who were drawn, and the core about the others', () => {
    const sample = [big?.id ?? '', small?.id ?? ''];
    expect(tasks({ offered: [about], roster, sample }).map(({ extent }) => extent)).toEqual([
      'full',
      'core',
      'full',
    ]);
  });

  it('for fewer children ask in full about those who were drawn first', () => {
    const sample = [big?.id ?? '', small?.id ?? ''];
    expect(tasks({ offered: [{ ...about, full: 1 }], roster, sample }).map(({ extent }) => extent)).toEqual([
      'core',
      'core',
      'full',
    ]);
  });

  it('ask in full about everybody where the study draws nobody', () => {
    const { full: _full, ...all } = about;
    expect(tasks({ offered: [all], roster }).map(({ extent }) => extent)).toEqual(['full', 'full', 'full']);
  });

  it('have a period for each child', () => {
    const completed = [
      completedOn('2026-02-03', { questionnaire: 'parent-about-child', subject: middle?.id ?? '' }),
    ];
    const family = {
      firstInvite: '2026-01-01',
      frozen: null,
      anchor: '2026-01-03',
      T1: null,
      lastOfT1: null,
    };
    expect(
      tasks({
        wave: 'T1',
        offered: [about],
        roster: roster.slice(1, 3),
        completed,
        family,
        today: '2027-01-03',
      }).map(({ periodFrom }) => periodFrom),
    ).toEqual(['2026-01-03', '2026-02-03']);
  });

  describe('that ask for a consent', () => {
    const consent = offers({
      questionnaire: 'consent-for-child',
      subject: 'child',
      ages: { from: 3, to: 15 },
      consent: true,
    });
    const given = (birthMonth: string, today = '2026-11-22', firstInvite: string | null = null) =>
      tasks({
        offered: [offers({}), consent],
        roster: [row('child', birthMonth)],
        today,
        family: { firstInvite, frozen: null, anchor: null, T1: null, lastOfT1: null },
      }).some(({ questionnaire }) => questionnaire === 'consent-for-child');

    it.each([
      ['2011-01', true],
      ['2010-11', true],
      ['2010-10', false],
      ['2009-01', false],
    ])('are for children under sixteen only: born %s on 2026-11-22: %s', (birthMonth, expected) => {
      expect(given(birthMonth)).toBe(expected);
    });

    it('count on the day of inviting too when that comes before the due date', () => {
      const family = { firstInvite: null, frozen: '2026-12-10', anchor: null, T1: null, lastOfT1: null };
      const before = tasks({
        wave: 'T1',
        offered: [offers({}), consent],
        roster: [row('child', '2010-11')],
        family,
        today: '2026-11-22',
      });
      expect(before.map(({ questionnaire }) => questionnaire)).toContain('consent-for-child');
    });

    it('are for nobody over fifteen even where the study forgets to say so', () => {
      const { ages: _ages, ...forgetful } = consent;
      expect(
        tasks({ offered: [offers({}), forgetful], roster: [row('child', '2009-01')] }).map(
          ({ questionnaire }) => questionnaire,
        ),
      ).toEqual(['parent-core']);
    });
  });
});

describe('a later wave', () => {
  const T1 = {
    wave: 'T1' as const,
    family: { firstInvite: '2026-01-01', frozen: null, anchor: '2026-01-10', T1: null, lastOfT1: null },
    today: '2027-01-02',
  };

  it('is not the first wave of somebody who completed a core section before', () => {
    const planned = plan({ ...T1, completed: [completedOn('2026-01-10')] });
    expect(planned).toMatchObject({ ok: true, value: { wave: 'T1', firstWave: false, due: '2027-01-10' } });
  });

  it('is the first one of somebody who joins then, or who never got to the core', () => {
    expect(plan(T1)).toMatchObject({ value: { firstWave: true, tasks: [{ periodFrom: '2026-01-10' }] } });
    expect(plan({ ...T1, completed: [completedOn('2026-01-10', { core: false })] })).toMatchObject({
      value: { firstWave: true },
    });
  });

  it('does not count what was already done in this very wave', () => {
    expect(plan({ ...T1, completed: [completedOn('2027-01-01', { wave: 'T1' })] })).toMatchObject({
      value: { firstWave: true, tasks: [{ periodFrom: '2026-01-10' }] },
    });
  });

  it('asks from the day on which the sections were last completed', () => {
    expect(plan({ ...T1, completed: [completedOn('2026-01-28')] })).toMatchObject({
      value: { tasks: [{ periodFrom: '2026-01-28' }] },
    });
  });

  it('asks a child in the form of its new age', () => {
    const youth = offers({ questionnaire: 'youth', role: 'child', bands: ['youth-12-15'] });
    expect(
      plan({ ...T1, offered: [...offered, youth] }, { role: 'child', birthMonth: '2014-12' }),
    ).toMatchObject({ value: { band: 'youth-12-15', tasks: [{ questionnaire: 'youth' }] } });
  });

  it('has no date before a parent has completed a core section', () => {
    expect(plan({ ...T1, family: { ...T1.family, anchor: null } })).toEqual({
      ok: false,
      error: { type: 'no-anchor' },
    });
  });

  it('gives nothing out before its window opens', () => {
    expect(plan({ ...T1, today: '2026-12-10' })).toEqual({
      ok: false,
      error: { type: 'window-not-open', opens: '2026-12-11' },
    });
  });
});
