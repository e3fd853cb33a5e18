/**
 * Sends one row of the outbox. Only a receipt that the mailbox signed for exactly these bytes and
 * this study counts; after anything else the row stays as it is.
 */
import { mailboxReceiptSchema } from '#core/protocol/receipt.ts';
import { storedReplySchema } from '#core/protocol/wire.ts';
import { openSigned } from '#crypto/signing.ts';
import { asWriter } from '#storage/asWriter.ts';
import { dropConfirm, markSent, type Parcel } from '#storage/outbox.ts';
import { type DeviceAnswer, deviceRequest, emptySchema, parseBody } from './deviceRequest.ts';
import { noteTime } from './noteTime.ts';
import type { SyncDeps } from './syncDeps.ts';

export type Sending =
  | { readonly type: 'sent' }
  /** The mailbox answered, but not with what counts. */
  | { readonly type: 'kept'; readonly retryAfterMs: number | null }
  | { readonly type: 'no-connection' };

export async function sendParcel(deps: SyncDeps, { row, space }: Parcel): Promise<Sending> {
  const answer = await deviceRequest(deps, {
    ...(row.kind === 'bundle'
      ? ({ method: 'PUT', path: `bundles/${row.id}`, type: 'bytes' } as const)
      : ({ method: 'POST', path: 'confirm', type: 'json' } as const)),
    bearer: space.bearer,
    body: row.body,
  });
  if (!answer.ok) return answer.error;
  const time = noteTime(deps.device, space, answer.value);
  const kept = { type: 'kept', retryAfterMs: answer.value.retryAfterMs } as const;
  if (row.kind === 'confirm') {
    // Signed time over this request's nonce: the mailbox itself answered, nobody in between.
    const done =
      answer.value.status === 200 && parseBody(emptySchema, answer.value) !== null && time !== null;
    if (!done) return kept;
    const dropped = await asWriter(deps.device, () => dropConfirm(deps.device, row.id));
    return dropped.ok ? { type: 'sent' } : kept;
  }
  const mailboxTime = receiptTime(answer.value, { row, space });
  if (mailboxTime === null) return kept;
  const marked = await asWriter(deps.device, () => markSent(deps.device, row.id, mailboxTime));
  return marked.ok ? { type: 'sent' } : kept;
}

/** Null: not a receipt for this bundle. */
function receiptTime(answer: DeviceAnswer, { row, space }: Parcel): string | null {
  if (answer.status !== 200 && answer.status !== 201) return null;
  const reply = parseBody(storedReplySchema, answer);
  if (reply === null) return null;
  const receipt = openSigned('mailbox-receipt', mailboxReceiptSchema, space.trust.receiptKeys, reply.receipt);
  if (!receipt.ok) return null;
  const { bundle, size, study, time } = receipt.value;
  return bundle === row.id && size === row.body.length && study === space.study ? time : null;
}
