/**
 * From a typed invite to a code. The keys that are sent stand on the disk before they are sent; the
 * code is shown only when envelope, manifest and every sealed file are checked and stand there too.
 */
import { type RedeemReply, type RedeemRequest, redeemReplySchema } from '#core/protocol/wire.ts';
import { err, ok, type Result } from '#core/result.ts';
import { fromBase64url, utf8 } from '#crypto/bytes.ts';
import { type InviteSecrets, keyMac, parseInvite } from '#crypto/invite.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import type { PendingRow } from '#storage/commonDatabase.ts';
import { pendingRecord, savePending } from '#storage/pending.ts';
import { browserSync } from './browserSync.ts';
import { deviceRequest, parseBody, signedTime } from './deviceRequest.ts';
import { fetchFiles } from './fetchFiles.ts';
import { type OpenedReply, openReply } from './openReply.ts';
import { type PendingSpace, pendingSpace } from './pendingSpace.ts';
import { type RedeemProblem, refusal, storageFailed } from './redeemProblem.ts';
import type { SyncDeps } from './syncDeps.ts';

export async function redeemInvite(
  typed: string,
  deps: SyncDeps = browserSync(),
): Promise<Result<PendingSpace, RedeemProblem>> {
  const secrets = await parseInvite(typed);
  if (!secrets.ok) return secrets;
  const held = await deps.device.hold();
  if (!held.ok) return storageFailed(held.error);
  try {
    return await redeem(secrets.value, deps);
  } finally {
    held.value();
  }
}

async function redeem(secrets: InviteSecrets, deps: SyncDeps): Promise<Result<PendingSpace, RedeemProblem>> {
  const known = await pendingRecord(deps.device, secrets.tokenHash);
  if (!known.ok) return storageFailed(known.error);
  const stored = await completeAlready(known.value, secrets, deps);
  const complete = stored === null ? await fetchAll(known.value, secrets, deps) : ok(stored);
  if (!complete.ok) return complete;
  const { pending, opened } = complete.value;
  const space = await pendingSpace(deps.device, pending, opened, keyMac(secrets.hmacKey, pending.publicKey));
  return space.ok ? space : storageFailed(space.error);
}

interface Complete {
  readonly pending: PendingRow;
  readonly opened: OpenedReply;
}

/** Off line too: a record that has everything needs the paper only. */
async function completeAlready(
  pending: PendingRow,
  secrets: InviteSecrets,
  deps: SyncDeps,
): Promise<Complete | null> {
  const reply = redeemReplySchema.safeParse(pending.reply);
  if (!reply.success) return null;
  const opened = await openReply(deps.device, reply.data, secrets);
  if (!opened.ok) return null;
  const whole = opened.value.envelope.files.every((file) => file.sha256 in pending.files);
  return whole ? { pending, opened: opened.value } : null;
}

async function fetchAll(
  known: PendingRow,
  secrets: InviteSecrets,
  deps: SyncDeps,
): Promise<Result<Complete, RedeemProblem>> {
  const asked = await ask(known, secrets, deps);
  if (!asked.ok) return asked;
  const { reply, opened } = asked.value;
  const row = { ...known, reply };
  const saved = await savePending(deps.device, row);
  if (!saved.ok) return storageFailed(saved.error);
  const pending = await fetchFiles(deps, row, opened.envelope.files);
  return pending.ok ? ok({ pending: pending.value, opened }) : pending;
}

interface Asked {
  readonly reply: RedeemReply;
  readonly opened: OpenedReply;
}

async function ask(
  pending: PendingRow,
  secrets: InviteSecrets,
  deps: SyncDeps,
): Promise<Result<Asked, RedeemProblem>> {
  const request: RedeemRequest = {
    token: secrets.redeemToken,
    publicKey: pending.publicKey,
    bearer: sha256Hex(fromBase64url(pending.bearer)),
  };
  const answer = await deviceRequest(deps, {
    method: 'POST',
    path: 'redeem',
    bearer: null,
    body: utf8(JSON.stringify(request)),
    type: 'json',
  });
  if (!answer.ok) return answer;
  const refused = refusal(answer.value.status);
  if (refused !== null) return err(refused);
  const reply = parseBody(redeemReplySchema, answer.value);
  if (reply === null) return err({ type: 'no-connection' });
  const opened = await openReply(deps.device, reply, secrets);
  if (!opened.ok) return opened;
  // Only the mailbox's own clock can say that a manifest has expired: the device's may be years off.
  const { manifest } = opened.value;
  const time = signedTime(answer.value, manifest.receiptKeys);
  if (time === null) return err({ type: 'damaged' });
  if (Date.parse(time) > Date.parse(manifest.validUntil)) return err({ type: 'refused' });
  return ok({ reply, opened: opened.value });
}
