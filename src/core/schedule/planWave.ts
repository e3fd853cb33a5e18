/**
 * What one person gets in the first wave: due date, window, band, period and tasks. T0 is due on the day
 * of the family's first invite; the band is frozen there; consent age counts on the day of opening instead.
 */
import type { Band, Envelope, Wave } from '../protocol/envelope.ts';
import type { Questionnaire } from '../questionnaire/compiled.ts';
import { err, ok, type Result } from '../result.ts';
import { bandOf } from './age.ts';
import { addDays, dayNumber, dayOf, isDay, isMonth } from './plainDate.ts';
import { windowOf, windowState } from './window.ts';

export interface PlannedTask {
  readonly questionnaire: string;
  readonly version: number;
  readonly subject: string;
  readonly periodFrom: string;
}

export interface PlannedWave {
  readonly wave: Wave;
  readonly firstWave: boolean;
  readonly due: string;
  readonly opens: string;
  readonly windowEnds: string;
  readonly band: Band;
  readonly tasks: readonly PlannedTask[];
}

export type PlanProblem =
  | { readonly type: 'bad-day'; readonly text: string }
  | { readonly type: 'bad-birth-month'; readonly text: string }
  | { readonly type: 'born-after-due' }
  | { readonly type: 'window-over'; readonly ends: string }
  /** Younger than the youngest band: others are asked about this child, the child is not. */
  | { readonly type: 'too-young' }
  /** No questionnaire of the pack is for this band yet. */
  | { readonly type: 'no-task-for-band'; readonly band: Band };

export interface PersonToPlan {
  readonly role: Envelope['role'];
  readonly birthMonth: string;
}

/** Offered: the questionnaires of the pack that can be given out, one version each. */
export function planFirstWave(
  person: PersonToPlan,
  days: { readonly familyFirstInvite: string | null; readonly today: string },
  offered: readonly Pick<Questionnaire, 'questionnaire' | 'version' | 'bands'>[],
): Result<PlannedWave, PlanProblem> {
  const due = days.familyFirstInvite ?? days.today;
  for (const day of [due, days.today]) if (!isDay(day)) return err({ type: 'bad-day', text: day });
  if (!isMonth(person.birthMonth)) return err({ type: 'bad-birth-month', text: person.birthMonth });
  if (person.birthMonth > due.slice(0, 7)) return err({ type: 'born-after-due' });

  const { opens, ends } = windowOf(due);
  if (windowState(due, days.today) === 'over') return err({ type: 'window-over', ends });

  const band = bandOf(person.role, person.birthMonth, due);
  if (band === null) return err({ type: 'too-young' });
  const tasks = offered
    .filter((questionnaire) => questionnaire.bands.includes(band))
    .map(({ questionnaire, version }) => ({
      questionnaire,
      version,
      subject: 'self',
      periodFrom: periodFrom(due, []),
    }));
  if (tasks.length === 0) return err({ type: 'no-task-for-band', band });

  return ok({ wave: 'T0', firstWave: true, due, opens, windowEnds: ends, band, tasks });
}

export const periodDays = { usual: 365, most: 400 } as const;

/**
 * First day of a task's period. Completed: the days on which this respondent last completed each of its
 * period sections, empty in a first wave.
 */
export function periodFrom(due: string, completed: readonly string[]): string {
  const earliest = completed.toSorted()[0] ?? addDays(due, -periodDays.usual);
  return dayOf(Math.max(dayNumber(earliest), dayNumber(due) - periodDays.most));
}
