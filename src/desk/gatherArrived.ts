/**
 * Opens every bundle the desk holds, in memory, and hands the events over in the form the table is
 * made from. Genuine bundles in quarantine come along, marked, so that the table counts them.
 */

import { err, ok, type Result } from '#core/result.ts';
import type {
  ArrivedInterview,
  InvitedPerson,
  QuarantineReason as TableReason,
} from '#core/table/arrived.ts';
import { openBundle } from '#crypto/openBundle.ts';
import { personName } from './bundles/examine.ts';
import { groupBy } from './bundles/findTroubles.ts';
import { readKept, type Shelf, shelfPath } from './bundles/keepFile.ts';
import { openEvents } from './bundles/openEvents.ts';
import type { Desk } from './desk.ts';
import { rosterFor } from './families/relations.ts';
import type { DeskProblem } from './problem.ts';
import type { Invite, QuarantineReason } from './state/entry.ts';

/** What the table calls those reasons with which events can still be opened. */
const tableReasons: Partial<Record<QuarantineReason, TableReason>> = {
  revoked: 'revoked',
  'unknown-version': 'unknown-version',
  'wrong-person': 'about-differs',
};

export async function gatherArrived(desk: Desk): Promise<Result<readonly ArrivedInterview[], DeskProblem>> {
  const interviews: ArrivedInterview[] = [];
  for (const { sha256, arrived } of desk.state.kept.values()) {
    const opened = await openOne(desk, 'bundles', sha256, arrived?.time, null);
    if (!opened.ok) return opened;
    if (opened.value !== null) interviews.push(opened.value);
  }
  for (const { sha256, arrived, reason, genuine } of desk.state.quarantine.values()) {
    const tableReason = tableReasons[reason];
    if (!genuine || tableReason === undefined) continue;
    const opened = await openOne(desk, 'quarantine', sha256, arrived?.time, tableReason);
    if (!opened.ok) return opened;
    if (opened.value !== null) interviews.push(opened.value);
  }
  return ok(interviews);
}

/** null: no events in it, or in quarantine and not openable. */
async function openOne(
  desk: Desk,
  shelf: Shelf,
  sha256: string,
  mailboxTime: string | undefined,
  quarantine: TableReason | null,
): Promise<Result<ArrivedInterview | null, DeskProblem>> {
  const sealed = await readKept(desk, shelf, sha256);
  if (!sealed.ok) return sealed;
  const bundle = await openBundle(sealed.value, [desk.identity]);
  const events = bundle.ok ? await openEvents(bundle.value, desk.identity) : null;
  if (!bundle.ok || events === null || !events.ok) {
    return quarantine === null
      ? err({ type: 'damaged-file', path: shelfPath(desk.dir, shelf, sha256) })
      : ok(null);
  }
  const { header } = bundle.value;
  const invite = desk.state.invites.get(header.invite);
  const task = invite?.tasks.find((one) => one.id === events.value[0]?.event.task);
  if (invite === undefined || task === undefined || mailboxTime === undefined) return ok(null);
  return ok({
    interview: header.interview,
    space: header.publicKey,
    invite: header.invite,
    about: {
      person: personName(invite),
      wave: invite.wave,
      subject: task.subject,
      questionnaire: task.questionnaire,
      version: task.version,
    },
    events: events.value.map(({ event, run }) => ({ event, run, mailboxTime, bundle: sha256, quarantine })),
  });
}

/** Everybody invited, one for each wave, whether or not anything arrived. */
export function gatherInvited(desk: Desk): readonly InvitedPerson[] {
  const { invites, families } = desk.state;
  return [...groupBy(invites.values(), (invite) => `${personName(invite)} ${invite.wave}`).values()].flatMap(
    (same) => {
      const [first] = same.toSorted((a, b) => a.issued.localeCompare(b.issued));
      const family = first === undefined ? undefined : families.get(first.family);
      const person = family?.persons.find((one) => one.person === first?.person);
      if (first === undefined || family === undefined || person === undefined) return [];
      return [
        {
          family: first.family,
          person: personName(first),
          wave: first.wave,
          role: person.role,
          band: first.band,
          firstWave: !hasEarlierWave(first, invites.values()),
          language: person.language,
          due: first.due,
          invited: first.issued.slice(0, 10),
          roster: rosterFor(person, family.persons),
          tasks: tasksOf(same),
        },
      ];
    },
  );
}

/** A task keeps its id through all invites of a person and wave. */
const tasksOf = (invites: readonly Invite[]): InvitedPerson['tasks'] => {
  const tasks = new Map(invites.flatMap((invite) => invite.tasks).map((task) => [task.id, task]));
  return [...tasks.values()].map(({ questionnaire, version, subject, periodFrom }) => ({
    questionnaire,
    version,
    subject,
    periodFrom,
  }));
};

const hasEarlierWave = (invite: Invite, all: Iterable<Invite>): boolean =>
  [...all].some((other) => personName(other) === personName(invite) && other.wave < invite.wave);
