/** What somebody completed, from a few words. */
import type { CompletedSection } from '#core/schedule/completed.ts';

export const completedOn = (day: string, more: Partial<CompletedSection> = {}): CompletedSection => ({
  family: 'F1',
  person: 'F1/P1',
  role: 'parent',
  wave: 'T0',
  questionnaire: 'parent-core',
  subject: 'self',
  section: 'acts',
  row: null,
  core: true,
  period: true,
  firstDay: day,
  lastDay: day,
  ...more,
});
