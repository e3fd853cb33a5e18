import { describe, expect, it } from 'vitest';
import { lastDays, periodFrom } from '#core/schedule/periodFrom.ts';
import { completedOn } from '../../support/completedSections.ts';
import { children } from '../../support/smallQuestionnaire.ts';
import { rules } from '../../support/studyDates.ts';

const [girl, boy] = children;

describe('the first day of the period', () => {
  const from = (days: readonly string[]) => periodFrom('2026-11-22', days, rules);

  it('is a year before the due date when nothing was asked before', () => {
    expect(from([])).toBe('2025-11-22');
  });

  it('is the earliest day on which one of the sections was last completed', () => {
    expect(from(['2025-12-24', '2025-12-20', '2026-01-02'])).toBe('2025-12-20');
  });

  it('lies at most four hundred days back', () => {
    expect(from(['2024-01-01'])).toBe('2025-10-18');
  });
});

describe('the days that a period can start on', () => {
  const task = { questionnaire: 'parent-core', subject: 'self' };
  const days = (completed: Parameters<typeof lastDays>[1], wave: 'T1' | 'T2' = 'T2') =>
    lastDays(task, completed, [...children], wave);

  it('are the last ones of each section, over all earlier waves', () => {
    expect(
      days([
        completedOn('2025-01-10'),
        completedOn('2026-01-10', { wave: 'T1', lastDay: '2026-01-12' }),
        completedOn('2025-01-11', { section: 'control' }),
      ]),
    ).toEqual(['2026-01-12', '2025-01-11']);
  });

  it('leave out what does not ask about the period, what is about somebody else, and this wave', () => {
    expect(
      days(
        [
          completedOn('2025-01-10', { period: false }),
          completedOn('2025-01-11', { questionnaire: 'parent-about-child' }),
          completedOn('2025-01-12', { subject: girl?.id ?? '' }),
          completedOn('2025-01-13', { wave: 'T1' }),
        ],
        'T1',
      ),
    ).toEqual([]);
  });

  it('count each row of a repeated section for itself, and no row that has left the roster', () => {
    const row = (id: string, day: string) => completedOn(day, { row: id });
    expect(
      days([
        row(girl?.id ?? '', '2025-02-01'),
        row(boy?.id ?? '', '2025-01-20'),
        row('gone'.padEnd(22, '0'), '2024-01-01'),
      ]),
    ).toEqual(['2025-02-01', '2025-01-20']);
  });
});
