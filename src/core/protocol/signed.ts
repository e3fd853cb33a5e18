/**
 * A signed document: the exact bytes that were signed travel, so nobody has to agree on a
 * canonical form. Ed25519 over "adem <kind> 1\n" ‖ payload.
 */
import * as z from 'zod/mini';

export const signedSchema = z.strictObject({
  /** base64 of UTF-8 JSON */
  payload: z.string(),
  /** base64 of 64 bytes */
  signature: z.string(),
});
export type Signed = z.infer<typeof signedSchema>;

/** One label per kind: a signature of one kind never counts as another. */
export type SignedKind = 'manifest' | 'mailbox-receipt' | 'desk-receipt' | 'time';
