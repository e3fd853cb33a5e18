/** Receipts: nothing on a device is deleted without one. Payloads of signed documents. */
import * as z from 'zod/mini';
import { sha256Schema } from '../event/bundle.ts';
import { idSchema } from '../event/event.ts';

/** Signed by the mailbox in the transaction that stored the bundle; the same one for every repeat. */
export const mailboxReceiptSchema = z.strictObject({
  v: z.literal(1),
  study: idSchema,
  bundle: sha256Schema,
  size: z.int().check(z.positive()),
  /** Rises by one per stored bundle: a restored mailbox shows as a step back. */
  serial: z.int().check(z.positive()),
  time: z.iso.datetime(),
});
export type MailboxReceipt = z.infer<typeof mailboxReceiptSchema>;

/** Signed by the desk after it opened, verified and kept the bundle. */
export const deskReceiptSchema = z.strictObject({
  v: z.literal(1),
  study: idSchema,
  bundle: sha256Schema,
  time: z.iso.datetime(),
});
export type DeskReceipt = z.infer<typeof deskReceiptSchema>;

/** Signed server time over the request's nonce: no device clock decides anything. */
export const serverTimeSchema = z.strictObject({
  v: z.literal(1),
  nonce: z.string(),
  time: z.iso.datetime(),
});
export type ServerTime = z.infer<typeof serverTimeSchema>;
