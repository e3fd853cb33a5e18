/**
 * What one person gets in a wave: due date, window, band, and her tasks with their periods. The band is frozen
 * on the due date; consent age counts on the day of opening instead.
 */
import type { Band, Envelope, Extent, RosterRow, Wave } from '../protocol/envelope.ts';
import { err, ok, type Result } from '../result.ts';
import { bandOf } from './age.ts';
import type { CompletedSection } from './completed.ts';
import { dueDay, type FamilyDays } from './dueDay.ts';
import { isOfAge, type OfferedGate, type OfferedTask } from './offeredTask.ts';
import { lastDays, periodFrom } from './periodFrom.ts';
import { isDay, isMonth } from './plainDate.ts';
import type { ScheduleRules } from './rules.ts';
import { windowOf, windowState } from './window.ts';

export interface PlannedTask {
  readonly questionnaire: string;
  readonly version: number;
  /** "self" or a roster row id. */
  readonly subject: string;
  readonly periodFrom: string;
  readonly extent: Extent;
  readonly gates: readonly OfferedGate[];
}

export interface PlannedWave {
  readonly wave: Wave;
  readonly firstWave: boolean;
  readonly due: string;
  readonly opens: string;
  readonly closes: string;
  readonly windowEnds: string;
  readonly band: Band;
  readonly tasks: readonly PlannedTask[];
}

export type PlanProblem =
  | { readonly type: 'bad-day'; readonly text: string }
  | { readonly type: 'bad-birth-month'; readonly text: string }
  | { readonly type: 'born-after-due' }
  /** No parent has completed a core section yet, so later waves have no date. */
  | { readonly type: 'no-anchor' }
  | { readonly type: 'window-not-open'; readonly opens: string }
  | { readonly type: 'window-over'; readonly ends: string }
  /** Younger than the youngest band: others are asked about this child, the child is not. */
  | { readonly type: 'too-young' }
  /** No questionnaire of the pack is for this person. */
  | { readonly type: 'no-task-for-band'; readonly band: Band };

export interface WaveToPlan {
  readonly wave: Wave;
  readonly person: { readonly role: Envelope['role']; readonly birthMonth: string };
  readonly family: FamilyDays;
  readonly today: string;
  /** By this person, in whatever wave. */
  readonly completed: readonly CompletedSection[];
  /** As this person's envelope holds it. */
  readonly roster: readonly RosterRow[];
  /** Rows of the family's children who are asked about in full, in the order in which they were drawn. */
  readonly sample: readonly string[];
  readonly offered: readonly OfferedTask[];
  readonly rules: ScheduleRules;
}

export function planWave(plan: WaveToPlan): Result<PlannedWave, PlanProblem> {
  const { wave, person, family, today, completed, rules } = plan;
  if (!isDay(today)) return err({ type: 'bad-day', text: today });
  const dated = dueDay(wave, family, today, rules);
  if (!dated.ok) return dated;
  const due = dated.value;
  if (!isDay(due)) return err({ type: 'bad-day', text: due });
  if (!isMonth(person.birthMonth)) return err({ type: 'bad-birth-month', text: person.birthMonth });
  if (person.birthMonth > due.slice(0, 7)) return err({ type: 'born-after-due' });

  const window = windowOf(due, rules);
  const state = windowState(window, today);
  if (state === 'early') return err({ type: 'window-not-open', opens: window.opens });
  if (state === 'over') return err({ type: 'window-over', ends: window.ends });

  const band = bandOf(person.role, person.birthMonth, due);
  if (band === null) return err({ type: 'too-young' });
  const tasks = plan.offered
    .filter((task) => task.role === person.role && task.bands.includes(band))
    .flatMap((task) => tasksOf(task, plan, due));
  if (tasks.length === 0) return err({ type: 'no-task-for-band', band });
  const firstWave = !completed.some((section) => section.core && section.wave < wave);
  const { opens, closes, ends } = window;
  return ok({ wave, firstWave, due, opens, closes, windowEnds: ends, band, tasks });
}

/** One about the person or the family, or one for each child of the right age. */
function tasksOf(offered: OfferedTask, plan: WaveToPlan, due: string): readonly PlannedTask[] {
  const { questionnaire, version, gates, full } = offered;
  const inFull = plan.sample.slice(0, full ?? plan.sample.length);
  const subjects =
    offered.subject === 'child'
      ? plan.roster
          .filter((row) => row.kind === 'child' && isOfAge(offered, row.birthMonth, due, plan.today))
          .map(({ id }) => id)
      : ['self'];
  return subjects.map((subject) => ({
    questionnaire,
    version,
    subject,
    periodFrom: periodFrom(
      due,
      lastDays({ questionnaire, subject }, plan.completed, plan.roster, plan.wave),
      plan.rules,
    ),
    extent: full === undefined || inFull.includes(subject) ? 'full' : 'core',
    gates,
  }));
}
