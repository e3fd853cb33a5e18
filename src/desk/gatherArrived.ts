/**
 * Opens every bundle the desk holds, in memory, and hands the events over in the form the table is
 * made from. Genuine bundles in quarantine come along, marked, so that the table counts them.
 */

import { err, ok, type Result } from '#core/result.ts';
import type { ArrivedInterview, QuarantineReason as TableReason } from '#core/table/arrived.ts';
import { openBundle } from '#crypto/openBundle.ts';
import { personName } from './bundles/examine.ts';
import { readKept, type Shelf, shelfPath } from './bundles/keepFile.ts';
import { openEvents } from './bundles/openEvents.ts';
import type { Desk } from './desk.ts';
import type { DeskProblem } from './problem.ts';
import type { Invite, QuarantineReason } from './state/entry.ts';

/** What the table calls those reasons with which events can still be opened. */
const tableReasons: Partial<Record<QuarantineReason, TableReason>> = {
  revoked: 'revoked',
  'unknown-version': 'unknown-version',
  'wrong-person': 'about-differs',
};

/** `wanted`: of which invites; absent: of all. */
export async function gatherArrived(
  desk: Desk,
  wanted: (invite: Invite) => boolean = () => true,
): Promise<Result<readonly ArrivedInterview[], DeskProblem>> {
  const interviews: ArrivedInterview[] = [];
  const isWanted = (number: string | undefined): boolean => {
    const invite = desk.state.invites.get(number ?? '');
    return invite !== undefined && wanted(invite);
  };
  for (const { sha256, arrived, place } of desk.state.kept.values()) {
    if (!isWanted(place.invite)) continue;
    const opened = await openOne(desk, 'bundles', sha256, arrived?.time, null);
    if (!opened.ok) return opened;
    if (opened.value !== null) interviews.push(opened.value);
  }
  for (const { sha256, arrived, reason, genuine, place } of desk.state.quarantine.values()) {
    const tableReason = tableReasons[reason];
    if (!genuine || tableReason === undefined || !isWanted(place?.invite)) continue;
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
