/** What the study root vouches for. Signed off line; public, so it contains no word about the study's subject. */
import * as z from 'zod/mini';
import { sha256Schema } from '../event/bundle.ts';
import { idSchema } from '../event/event.ts';

export const manifestSchema = z.strictObject({
  v: z.literal(1),
  study: idSchema,
  serial: z.int().check(z.positive()),
  issued: z.iso.datetime(),
  /** Blocks redeeming only, by server time. */
  validUntil: z.iso.datetime(),
  /** Made for trying out; may carry unpublished versions and draft texts. */
  demo: z.boolean(),
  /** age strings; desk and escrow. All X25519 or all hybrid, never mixed. */
  recipients: z.array(z.string()).check(z.minLength(2), z.maxLength(2)),
  signalRecipient: z.string(),
  /** Ed25519 public keys, base64, newest first; the rest only verifies. */
  receiptKeys: z.array(z.string()).check(z.minLength(1)),
  deskKeys: z.array(z.string()).check(z.minLength(1)),
  /** SHA-256 of each sealed file. */
  files: z.array(sha256Schema),
  /** Where exit leads, or null: the cover. */
  exit: z.nullable(z.url()),
  ethics: z.nullable(z.string()),
  contact: z.nullable(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
