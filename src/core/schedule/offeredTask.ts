/** What a study gives out: its tasks as study.json names them, and which children one is about. */
import type { Band } from '../protocol/envelope.ts';
import type { Respondent, Subject } from '../questionnaire/compiled.ts';
import { ageInYears, consentAge } from './age.ts';

/** What must hold before a task opens; it names a questionnaire, since ids of tasks are drawn for each person. */
export type OfferedGate =
  | { readonly gate: 'task-done'; readonly questionnaire: string }
  | { readonly gate: 'information-seen'; readonly questionnaire: string; readonly hours: number }
  | { readonly gate: 'consent-given'; readonly questionnaire: string; readonly consent: string };

export interface OfferedTask {
  readonly questionnaire: string;
  readonly version: number;
  readonly role: Respondent;
  readonly bands: readonly Band[];
  readonly subject: Subject;
  /** Of the child that it is about, on the due date. */
  readonly ages?: { readonly from: number; readonly to: number } | undefined;
  /** So many children are asked about in full. */
  readonly full?: number | undefined;
  /** It asks for a consent. */
  readonly consent: boolean;
  readonly gates: readonly OfferedGate[];
}

/** From here on nobody else consents for a child. */
const ownConsentAge = 16;

/**
 * Is a child of the age that the task is about? For a consent the age of consent counts, on the earlier of
 * the two days: who may open it while still under sixteen needs it.
 */
export function isOfAge(task: OfferedTask, birthMonth: string, due: string, today: string): boolean {
  const age = task.consent ? consentAge(birthMonth, today < due ? today : due) : ageInYears(birthMonth, due);
  if (age < 0 || (task.consent && age >= ownConsentAge)) return false;
  return task.ages === undefined || (age >= task.ages.from && age <= task.ages.to);
}
