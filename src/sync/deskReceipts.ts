/**
 * Fetches what the desk has signed as opened, verified and kept, and only then lets the device's
 * copies go; without the desk's word they go fourteen days after the mailbox's, by the mailbox's clock,
 * and only if it shows its receipt once more: one that was put back to an earlier day has lost them.
 */
import type * as z from 'zod/mini';
import { deskReceiptSchema } from '#core/protocol/receipt.ts';
import { receiptsReplySchema } from '#core/protocol/wire.ts';
import { openSigned } from '#crypto/signing.ts';
import { asWriter } from '#storage/asWriter.ts';
import type { SpaceRow } from '#storage/commonDatabase.ts';
import { dropOld, dropReceived, oldIds, readParcel } from '#storage/outbox.ts';
import { deviceRequest, parseBody } from './deviceRequest.ts';
import { noteTime } from './noteTime.ts';
import { sendParcel } from './sendParcel.ts';
import type { SyncDeps } from './syncDeps.ts';

/** Stops at the first answer that does not count; the next round asks again. */
export async function fetchDeskReceipts(deps: SyncDeps, space: SpaceRow): Promise<void> {
  let after = space.receiptsAfter;
  for (;;) {
    const answer = await deviceRequest(deps, {
      method: 'GET',
      path: `receipts?after=${after}`,
      bearer: space.bearer,
      body: null,
      type: 'json',
    });
    if (!answer.ok) return;
    const time = noteTime(deps.device, space, answer.value);
    const reply = answer.value.status === 200 ? parseBody(receiptsReplySchema, answer.value) : null;
    if (reply === null) return;
    const next = await dropSigned(deps, space, after, reply);
    if (next === null) return;
    if (reply.receipts.length === 0 || next === after) {
      if (time !== null) await letOldGo(deps, space, time);
      return;
    }
    after = next;
  }
}

/** What cannot be let go now stays until the next round. */
async function letOldGo(deps: SyncDeps, space: SpaceRow, time: string): Promise<void> {
  const { device } = deps;
  const old = await asWriter(device, () => oldIds(device, space.id, time));
  for (const id of old.ok ? old.value : []) {
    const parcel = await asWriter(device, () => readParcel(device, id));
    if (!parcel.ok || parcel.value === null) continue;
    const shown = await sendParcel(deps, parcel.value);
    if (shown.type === 'no-connection') return;
    if (shown.type === 'sent') await asWriter(device, () => dropOld(device, id, time));
  }
}

/** The cursor as it then stands on the disk; null: it could not be written. */
async function dropSigned(
  deps: SyncDeps,
  space: SpaceRow,
  after: number,
  reply: z.infer<typeof receiptsReplySchema>,
): Promise<number | null> {
  const opened = reply.receipts.map((signed) =>
    openSigned('desk-receipt', deskReceiptSchema, space.trust.deskKeys, signed),
  );
  const valid = opened.flatMap((receipt) => (receipt.ok ? [receipt.value] : []));
  // The cursor stays before a receipt that does not verify, so that the true one is not passed over.
  const next = valid.length === opened.length ? Math.max(after, reply.next) : after;
  const own = valid.filter((receipt) => receipt.study === space.study).map((receipt) => receipt.bundle);
  const dropped = await asWriter(deps.device, () => dropReceived(deps.device, space.id, own, next));
  return dropped.ok ? next : null;
}
