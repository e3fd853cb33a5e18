/**
 * Protocol facts of one task on the day of answering. They come from the envelope alone: what was
 * answered earlier is never in them.
 */
import type { Envelope, RosterRow, Task } from '../protocol/envelope.ts';
import type { Facts, FactValue } from '../questionnaire/evaluate.ts';
import type { ProtocolFactName } from '../questionnaire/protocolFacts.ts';
import { ageInYears, consentAge } from '../schedule/age.ts';
import { daysBetween } from '../schedule/plainDate.ts';
import { windowOf } from '../schedule/window.ts';

type Known = Partial<Record<ProtocolFactName, FactValue>>;

/** `today`: the device's ISO day. Outside a repeated section the row is null; a task about a row then takes that row. */
export function protocolFacts(envelope: Envelope, task: Task, row: RosterRow | null, today: string): Facts {
  const day = dayOfAnswering(envelope, today);
  const about = row ?? envelope.roster.find((known) => known.id === task.subject) ?? null;
  return {
    role: envelope.role,
    band: envelope.band,
    wave: envelope.wave,
    firstWave: envelope.firstWave,
    consentAge: consentAge(envelope.birthMonth, day),
    periodDays: daysBetween(task.periodFrom, day),
    childCount: countOf('child', envelope),
    partnerCount: countOf('partner', envelope),
    ...(about === null ? {} : rowFacts(envelope, about, day)),
  } satisfies Known;
}

/** A day outside the wave's window is a wrong clock: it must not decide what is asked, so the due date does. */
const dayOfAnswering = ({ due, windowEnds }: Envelope, today: string): string =>
  today >= windowOf(due).opens && today <= windowEnds ? today : due;

const rowFacts = (envelope: Envelope, row: RosterRow, day: string) =>
  ({
    rowKind: row.kind,
    rowSex: row.sex,
    rowAge: ageInYears(row.birthMonth, day),
    rowRelation: row.relation,
    rowCount: countOf(row.kind, envelope),
  }) satisfies Known;

const countOf = (kind: RosterRow['kind'], envelope: Envelope): number =>
  envelope.roster.filter((row) => row.kind === kind).length;
