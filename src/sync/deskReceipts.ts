/**
 * Fetches what the desk has signed as opened, verified and kept, and only then lets the device's
 * copies go; without the desk's word they go fourteen days after the mailbox's, by the mailbox's clock.
 */
import { type DeskReceipt, deskReceiptSchema } from '#core/protocol/receipt.ts';
import { receiptsReplySchema } from '#core/protocol/wire.ts';
import { openSigned } from '#crypto/signing.ts';
import { asWriter } from '#storage/asWriter.ts';
import type { SpaceRow } from '#storage/commonDatabase.ts';
import { dropOld, dropReceived } from '#storage/outbox.ts';
import { deviceRequest, parseBody } from './deviceRequest.ts';
import { noteTime } from './noteTime.ts';
import type { SyncDeps } from './syncDeps.ts';

/** False: not all was heard that there is to hear. */
export async function fetchDeskReceipts(deps: SyncDeps, space: SpaceRow): Promise<boolean> {
  let after = space.receiptsAfter;
  for (;;) {
    const answer = await deviceRequest(deps, {
      method: 'GET',
      path: `receipts?after=${after}`,
      bearer: space.bearer,
      body: null,
      type: 'json',
    });
    if (!answer.ok) return false;
    const time = noteTime(deps.device, space, answer.value);
    const reply = answer.value.status === 200 ? parseBody(receiptsReplySchema, answer.value) : null;
    if (reply === null) return false;
    const opened = reply.receipts.map((signed) =>
      openSigned('desk-receipt', deskReceiptSchema, space.trust.deskKeys, signed),
    );
    const valid = opened.flatMap((receipt) => (receipt.ok ? [receipt.value] : []));
    // The cursor stays before a receipt that does not verify, so that the true one is not passed over.
    const next = valid.length === opened.length ? Math.max(after, reply.next) : after;
    const dropped = await asWriter(deps.device, () =>
      dropReceived(deps.device, space.id, bundlesOf(valid, space.study), next),
    );
    if (!dropped.ok) return false;
    if (reply.receipts.length === 0 || next === after) return finish(deps, space, time);
    after = next;
  }
}

const bundlesOf = (receipts: readonly DeskReceipt[], study: string): readonly string[] =>
  receipts.filter((receipt) => receipt.study === study).map((receipt) => receipt.bundle);

async function finish(deps: SyncDeps, space: SpaceRow, time: string | null): Promise<boolean> {
  if (time === null) return true;
  const dropped = await asWriter(deps.device, () => dropOld(deps.device, space.id, time));
  return dropped.ok;
}
