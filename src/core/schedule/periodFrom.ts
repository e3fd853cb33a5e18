/**
 * The first day of a task's period: the earliest day on which one of its period sections was last completed
 * by this respondent, so that no day is left out; without any, some days before the due date.
 */
import type { RosterRow, Wave } from '../protocol/envelope.ts';
import type { CompletedSection } from './completed.ts';
import { addDays, laterOf } from './plainDate.ts';
import type { ScheduleRules } from './rules.ts';

export type PeriodRules = Pick<ScheduleRules, 'firstPeriodDays' | 'longestPeriodDays'>;

export function periodFrom(due: string, lastDays: readonly string[], rules: PeriodRules): string {
  const earliest = lastDays.toSorted()[0] ?? addDays(due, -rules.firstPeriodDays);
  return laterOf(earliest, addDays(due, -rules.longestPeriodDays));
}

/**
 * The last day of each period section of a task, before a wave. `completed`: of one respondent. A row that has
 * left the roster is asked about no more, so it does not count.
 */
export function lastDays(
  task: { readonly questionnaire: string; readonly subject: string },
  completed: readonly CompletedSection[],
  roster: readonly RosterRow[],
  wave: Wave,
): readonly string[] {
  const last = new Map<string, string>();
  for (const { questionnaire, subject, section, row, period, lastDay, wave: answered } of completed) {
    const own = questionnaire === task.questionnaire && subject === task.subject && period && answered < wave;
    if (!own || !(row === null || roster.some(({ id }) => id === row))) continue;
    const key = `${section} ${row ?? ''}`;
    const before = last.get(key);
    if (before === undefined || before < lastDay) last.set(key, lastDay);
  }
  return [...last.values()];
}
