/**
 * Decides about one fetched bundle: kept, or quarantined with the first reason that holds. Checks
 * run from the outside in: the mailbox's receipt, the name, the outer seal, the paper it came from,
 * the device's signature, then the events. Nothing is dropped and nothing stops the pull.
 */

import { manifestSchema } from '#core/protocol/manifest.ts';
import { mailboxReceiptSchema } from '#core/protocol/receipt.ts';
import type { BundlesReply } from '#core/protocol/wire.ts';
import { err, ok, type Result } from '#core/result.ts';
import { fromBase64 } from '#crypto/bytes.ts';
import { keyMacMatches } from '#crypto/invite.ts';
import { type OpenedBundle, openBundle, verifyBundle } from '#crypto/openBundle.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { openSigned } from '#crypto/signing.ts';
import type { Desk } from '../desk.ts';
import type { BundlePlace, Invite, KeptBundle, QuarantinedBundle, QuarantineReason } from '../state/entry.ts';
import type { ManifestEntry, State } from '../state/replay.ts';
import { type OpenedEvent, openEvents, tailOf } from './openEvents.ts';

export type Listed = BundlesReply['bundles'][number];
export type Examined =
  | { readonly type: 'kept'; readonly bundle: KeptBundle }
  | { readonly type: 'quarantined'; readonly bundle: QuarantinedBundle };

export async function examine(listed: Listed, bytes: Uint8Array, desk: Desk): Promise<Examined> {
  try {
    return await examineWhole(listed, bytes, desk);
  } catch {
    // Whoever has an invite writes what is inside: however strange it is, it must not stop the pull.
    const { sha256, cursor } = listed;
    return {
      type: 'quarantined',
      bundle: { sha256, cursor, reason: 'malformed', genuine: false, place: null },
    };
  }
}

async function examineWhole(listed: Listed, bytes: Uint8Array, desk: Desk): Promise<Examined> {
  const { sha256, cursor } = listed;
  const receipt = openSigned('mailbox-receipt', mailboxReceiptSchema, desk.facts.receiptKeys, listed.receipt);
  const fits =
    receipt.ok &&
    receipt.value.study === desk.facts.study &&
    receipt.value.bundle === sha256 &&
    receipt.value.size === listed.size;
  const arrival = fits
    ? { sha256, cursor, arrived: { time: receipt.value.time, serial: receipt.value.serial } }
    : { sha256, cursor };
  const aside = (reason: QuarantineReason, genuine = false, place: BundlePlace | null = null): Examined => ({
    type: 'quarantined',
    bundle: { ...arrival, reason, genuine, place },
  });

  if (sha256Hex(bytes) !== sha256) return aside('hash-differs');
  if (!fits) return aside('bad-receipt');
  const opened = await openBundle(bytes, [desk.identity]);
  if (!opened.ok) return aside(opened.error.type);
  const place = placeOf(opened.value);
  const genuine = await isGenuine(opened.value, desk);
  if (!genuine.ok) return aside(genuine.error, false, place);
  if (isFromRevoked(listed, place.invite, receipt.value.time, desk.state))
    return aside('revoked', true, place);
  const events = await openEvents(opened.value, desk.identity);
  if (!events.ok) return aside(events.error, true, place);
  const task = taskOf(events.value, genuine.value, desk.state);
  if (!task.ok) return aside(task.error, true, place);
  const done = events.value.some(({ event }) => event.kind === 'section-end' && event.done);
  const sender = listed.invite === place.invite ? {} : { sender: listed.invite };
  return { type: 'kept', bundle: { ...arrival, place, task: task.value, done, ...sender } };
}

/** Reasons that may vanish: an invite from before a restore, a version packed later, a better copy. */
export const mayHeal: ReadonlySet<QuarantineReason> = new Set<QuarantineReason>([
  'hash-differs',
  'bad-receipt',
  'unknown-invite',
  'unknown-manifest',
  'unknown-version',
]);

/** What came before revoking counts. The mailbox may not have heard of it yet, this desk may have forgotten. */
function isFromRevoked(listed: Listed, invite: string, arrived: string, state: State): boolean {
  const revoked = state.revoked.get(invite);
  return (listed.revoked && listed.invite === invite) || (revoked !== undefined && arrived >= revoked);
}

/**
 * The paper vouches for the key, the key for the content, both for this study and these recipients. Whose
 * token handed it in says nothing: else somebody with a copy could keep a person's answers out by being first.
 */
async function isGenuine(opened: OpenedBundle, desk: Desk): Promise<Result<Invite, QuarantineReason>> {
  const { header } = opened;
  if (header.study !== desk.facts.study) return err('other-study');
  const invite = desk.state.invites.get(header.invite);
  if (invite === undefined) return err('unknown-invite');
  if (!keyMacMatches(fromBase64(invite.hmacKey), header.publicKey, header.keyMac)) return err('forged-key');
  const recipients = recipientsOf(desk, header.manifest);
  if (recipients === null) return err('unknown-manifest');
  return (await verifyBundle(opened, { study: desk.facts.study, recipients }))
    ? ok(invite)
    : err('bad-signature');
}

const recipientsBy = new WeakMap<ManifestEntry, readonly string[]>();

/** Everything that manifest sealed bundles to: desk, escrow and signal. */
function recipientsOf(desk: Desk, serial: number): readonly string[] | null {
  const entry = desk.state.manifests.find((one) => one.serial === serial);
  if (entry === undefined) return null;
  const cached = recipientsBy.get(entry);
  if (cached !== undefined) return cached;
  const manifest = openSigned('manifest', manifestSchema, [desk.facts.root], entry.signed);
  if (!manifest.ok) return null;
  const recipients = [...manifest.value.recipients, manifest.value.signalRecipient];
  recipientsBy.set(entry, recipients);
  return recipients;
}

/** The one task that all events are for; null for a bundle without events. */
function taskOf(
  events: readonly OpenedEvent[],
  invite: Invite,
  state: State,
): Result<string | null, QuarantineReason> {
  const [first] = events;
  if (first === undefined) return ok(null);
  if (events.some(({ event }) => event.task !== first.event.task)) return err('mixed-interview');
  const task = invite.tasks.find((one) => one.id === first.event.task);
  if (task === undefined) return err('unknown-task');
  for (const { event } of events) {
    if (event.about === undefined) continue;
    const { person, wave, subject, questionnaire, version } = event.about;
    if (person !== personName(invite) || wave !== invite.wave || subject !== task.subject)
      return err('wrong-person');
    if (questionnaire !== task.questionnaire || version !== task.version) return err('unknown-version');
  }
  const known = state.manifests.some(({ files }) =>
    files.some((file) => file.questionnaire === task.questionnaire && file.version === task.version),
  );
  return known ? ok(task.id) : err('unknown-version');
}

/** What an envelope calls its person; unique in the study. */
export const personName = (invite: Pick<Invite, 'family' | 'person'>): string =>
  `${invite.family}/${invite.person}`;

function placeOf(opened: OpenedBundle): BundlePlace {
  const { header } = opened;
  return {
    invite: header.invite,
    publicKey: header.publicKey,
    interview: header.interview,
    number: header.number,
    previous: header.previous,
    first: header.events[0]?.seq ?? null,
    last: header.events.at(-1)?.seq ?? null,
    before: header.before,
    tail: tailOf(opened),
  };
}
