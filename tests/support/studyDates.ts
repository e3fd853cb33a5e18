/** The numbers of the schedule as the study pack has them, read from study.json itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScheduleRules } from '#core/schedule/rules.ts';
import { type Study, studySchema } from '#desk/pack/study/studySource.ts';
import { packDirectory } from './packFolder.ts';

export const readStudy = (): Study =>
  studySchema.parse(JSON.parse(readFileSync(join(packDirectory, 'study.json'), 'utf8')));

const { dueAfterDays, ...days } = readStudy().schedule;
export const rules: ScheduleRules = {
  dueAfterDays: dueAfterDays.value,
  openBeforeDays: days.openBeforeDays.value,
  openAfterDays: days.openAfterDays.value,
  lateAfterDays: days.lateAfterDays.value,
  longestPeriodDays: days.longestPeriodDays.value,
  firstPeriodDays: days.firstPeriodDays.value,
};
