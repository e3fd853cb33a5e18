/** Base64 that decodes: padded, and with no stray bits in its last character, which decoders refuse. */
import * as z from 'zod/mini';

export const base64Schema = z
  .string()
  .check(z.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/));

/** Raw uncompressed P-256 point: 65 bytes. */
export const publicKeySchema = base64Schema.check(z.length(88));
