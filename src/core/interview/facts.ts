/**
 * Protocol facts of one task on the day of answering. They come from the envelope alone: what was
 * answered earlier is never in them.
 */
import type { Envelope, RosterRow, Task } from '../protocol/envelope.ts';
import { rosterKinds } from '../protocol/envelope.ts';
import type { Facts, FactValue } from '../questionnaire/evaluate.ts';
import { rowsFact } from '../questionnaire/offered.ts';
import type { ProtocolFactName, SubjectBand } from '../questionnaire/protocolFacts.ts';
import { ageInYears, bandOf, consentAge } from '../schedule/age.ts';
import { daysBetween } from '../schedule/plainDate.ts';

type Known = Partial<Record<ProtocolFactName, FactValue>>;

/**
 * `today`: the device's ISO day. `row`: the row of a repeated section, else null. Whom the whole task is about
 * has facts of its own, and never stands in for the row.
 */
export function protocolFacts(envelope: Envelope, task: Task, row: RosterRow | null, today: string): Facts {
  const day = dayOfAnswering(envelope, today);
  const subject = envelope.roster.find((known) => known.id === task.subject) ?? null;
  return {
    ...({
      role: envelope.role,
      band: envelope.band,
      wave: envelope.wave,
      firstWave: envelope.firstWave,
      consentAge: consentAge(envelope.birthMonth, day),
      periodDays: daysBetween(task.periodFrom, day),
      childCount: rowsOf('child', envelope).length,
      partnerCount: rowsOf('partner', envelope).length,
      parentCount: rowsOf('parent', envelope).length,
      extent: task.extent,
      ...(subject === null ? {} : subjectFacts(subject, envelope.due)),
      ...(row === null ? {} : rowFacts(envelope, row, day)),
    } satisfies Known),
    ...Object.fromEntries(rosterKinds.map((kind) => [rowsFact(kind), rowsOf(kind, envelope)])),
  };
}

/** A day outside the wave's window is a wrong clock: it must not decide what is asked, so the due date does. */
const dayOfAnswering = ({ due, windowOpens, windowEnds }: Envelope, today: string): string =>
  today >= (windowOpens ?? due) && today <= windowEnds ? today : due;

/** Frozen on the due date, so that everybody is asked the same about one child. */
const subjectFacts = ({ sex, birthMonth, relation }: RosterRow, due: string) =>
  ({
    subjectAge: ageInYears(birthMonth, due),
    subjectBand: subjectBand(birthMonth, due),
    subjectSex: sex,
    subjectRelation: relation,
  }) satisfies Known;

function subjectBand(birthMonth: string, due: string): SubjectBand {
  const band = bandOf('child', birthMonth, due);
  if (band !== null && band !== 'adult') return band;
  return ageInYears(birthMonth, due) < 3 ? 'child-0-2' : 'child-3-7';
}

const rowFacts = (envelope: Envelope, row: RosterRow, day: string) =>
  ({
    rowKind: row.kind,
    rowSex: row.sex,
    rowAge: ageInYears(row.birthMonth, day),
    rowRelation: row.relation,
    rowCount: rowsOf(row.kind, envelope).length,
  }) satisfies Known;

const rowsOf = (kind: RosterRow['kind'], envelope: Envelope): readonly string[] =>
  envelope.roster.filter((row) => row.kind === kind).map((row) => row.id);
