/**
 * Protocol facts of one task on the day of answering. They come from the envelope alone: what was
 * answered earlier is never in them.
 */
import type { Envelope, RosterRow, Task } from '../protocol/envelope.ts';
import type { Facts, FactValue } from '../questionnaire/evaluate.ts';
import type { ProtocolFactName } from '../questionnaire/protocolFacts.ts';
import { ageInYears, consentAge } from '../schedule/age.ts';
import { daysBetween } from '../schedule/plainDate.ts';

type Known = Partial<Record<ProtocolFactName, FactValue>>;

/** `today`: ISO day of answering. Outside a repeated section the row is null; a task about a row then takes that row. */
export function protocolFacts(envelope: Envelope, task: Task, row: RosterRow | null, today: string): Facts {
  const about = row ?? envelope.roster.find((known) => known.id === task.subject) ?? null;
  return {
    role: envelope.role,
    band: envelope.band,
    wave: envelope.wave,
    firstWave: envelope.firstWave,
    consentAge: consentAge(envelope.birthMonth, today),
    periodDays: daysBetween(task.periodFrom, today),
    childCount: countOf('child', envelope),
    partnerCount: countOf('partner', envelope),
    ...(about === null ? {} : rowFacts(envelope, about, today)),
  } satisfies Known;
}

const rowFacts = (envelope: Envelope, row: RosterRow, today: string) =>
  ({
    rowKind: row.kind,
    rowSex: row.sex,
    rowAge: ageInYears(row.birthMonth, today),
    rowRelation: row.relation,
    rowCount: countOf(row.kind, envelope),
  }) satisfies Known;

const countOf = (kind: RosterRow['kind'], envelope: Envelope): number =>
  envelope.roster.filter((row) => row.kind === kind).length;
