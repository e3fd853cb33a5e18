/**
 * When a wave of a family is due. T0: the day of its first invite. T1 is counted from the family's anchor,
 * T2 from its T1; both are frozen for the whole family by the first invite of that wave.
 */
import type { Wave } from '../protocol/envelope.ts';
import { err, ok, type Result } from '../result.ts';
import type { CompletedSection } from './completed.ts';
import { addDays, laterOf } from './plainDate.ts';
import type { ScheduleRules } from './rules.ts';

export interface FamilyDays {
  readonly firstInvite: string | null;
  /** Due date of this wave that an earlier invite of the family names. */
  readonly frozen: string | null;
  /** First day on which any parent completed a section flagged `core`. */
  readonly anchor: string | null;
  /** The same within T1. */
  readonly T1: string | null;
  /** Last day on which anybody of the family completed one within T1. */
  readonly lastOfT1: string | null;
}

/** `completed`: of this family, whoever it was. */
export function familyDays(
  { firstInvite, frozen }: Pick<FamilyDays, 'firstInvite' | 'frozen'>,
  completed: readonly CompletedSection[],
): FamilyDays {
  const core = completed.filter((section) => section.core);
  const parents = core.filter(({ role }) => role === 'parent');
  const inT1 = ({ wave }: CompletedSection): boolean => wave === 'T1';
  return {
    firstInvite,
    frozen,
    anchor: firstOf(parents),
    T1: firstOf(parents.filter(inT1)),
    lastOfT1:
      core
        .filter(inT1)
        .map(({ lastDay }) => lastDay)
        .sort()
        .at(-1) ?? null,
  };
}

export function dueDay(
  wave: Wave,
  days: FamilyDays,
  today: string,
  rules: Pick<ScheduleRules, 'dueAfterDays'>,
): Result<string, { readonly type: 'no-anchor' }> {
  const { T1, T2AfterT1, T2WithoutT1, T2AtLeastAfterT1 } = rules.dueAfterDays;
  if (wave === 'T0') return ok(days.firstInvite ?? today);
  if (days.frozen !== null) return ok(days.frozen);
  if (days.anchor === null) return err({ type: 'no-anchor' });
  if (wave === 'T1') return ok(addDays(days.anchor, T1));
  const due = days.T1 === null ? addDays(days.anchor, T2WithoutT1) : addDays(days.T1, T2AfterT1);
  return ok(days.lastOfT1 === null ? due : laterOf(due, addDays(days.lastOfT1, T2AtLeastAfterT1)));
}

const firstOf = (sections: readonly CompletedSection[]): string | null =>
  sections.map(({ firstDay }) => firstDay).sort()[0] ?? null;
