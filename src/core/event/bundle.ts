/**
 * A bundle: what travels. Layout of the plain bytes inside the outer age file, all integers
 * unsigned big-endian:
 *
 *   "ADEM1\n"  6 bytes
 *   u32 h      length of the header
 *   header     h bytes, UTF-8 JSON, `bundleHeaderSchema`
 *   u32 b      length of the body
 *   body       b bytes: the sealed events one after the other, each `sealed` then `slot`,
 *              with the lengths that `header.events` gives
 *   signature  64 bytes, ECDSA P-256 SHA-256 (r ‖ s) over the UTF-8 text
 *              "adem bundle 1\nstudy S\nrecipients R\nheader H\nbody B\n" where S is the study id,
 *              R the outer recipients (age strings) sorted and joined by one space, H and B the
 *              hexadecimal SHA-256 of header and body
 *   zeros      up to a plain size with which the sealed file is exactly 32, 64, 128 or 256 KiB
 *
 * The file is named by the hexadecimal SHA-256 of its sealed bytes.
 *
 * Run: `runs[i].k` is an age file (base64) for desk and escrow holding 32 bytes K, `runs[i].s` one
 * for the signal recipient holding S. Event `seq` is AES-256-GCM under K, its slot under S, both with
 * the 12-byte big-endian nonce `seq` and the associated data
 *   SHA-256(run header text as it stands in `runs`) ‖ u64 seq ‖ SHA-256(previous sealed event)
 * The previous hash of seq 0 is 32 zero bytes; that of the first event here is `header.before`.
 * Plain events are JSON padded with spaces; an empty slot is 128 spaces.
 */
import * as z from 'zod/mini';
import { base64Schema, publicKeySchema } from './base64.ts';
import { idSchema } from './event.ts';

export const bundleMagic = 'ADEM1\n';

/** Sealed sizes, smallest first; a size class is an index into this list. */
export const bundleSizes = [32768, 65536, 131072, 262144] as const;
export type SizeClass = 0 | 1 | 2 | 3;
export const largestClass: SizeClass = 3;

export const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** 32 bytes */
const macSchema = base64Schema.check(z.length(44));

export const runHeaderSchema = z.strictObject({
  v: z.literal(1),
  interview: idSchema,
  sitting: z.int().check(z.positive()),
  /** Random, so that two runs never share a header hash. */
  run: idSchema,
  k: base64Schema,
  s: base64Schema,
});
export type RunHeader = z.infer<typeof runHeaderSchema>;

export const bundleHeaderSchema = z.strictObject({
  v: z.literal(1),
  study: idSchema,
  /** Serial of the manifest whose recipients this is sealed to. */
  manifest: z.int().check(z.positive()),
  /** Random number of the invite: tells nothing about family or person. */
  invite: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  /** Raw uncompressed P-256 point, base64. */
  publicKey: publicKeySchema,
  /** HMAC-SHA-256 of the raw public key under the invite's key, base64: ties the key to paper. */
  keyMac: macSchema,
  interview: idSchema,
  /** Number of this bundle in its interview, from 1. */
  number: z.int().check(z.positive()),
  /** Name of the interview's previous bundle, null for the first. */
  previous: z.nullable(sha256Schema),
  /** Hash of the sealed event before the first one here (64 zeros before seq 0). */
  before: sha256Schema,
  /** Run headers as texts, exactly the bytes that the events' associated data hash. */
  runs: z.array(z.string()),
  /** In order of seq; `run` is an index into `runs`; lengths in bytes. */
  events: z.array(
    z.strictObject({
      seq: z.int().check(z.nonnegative()),
      run: z.int().check(z.nonnegative()),
      sealed: z.int().check(z.positive()),
      slot: z.int().check(z.positive()),
    }),
  ),
});
export type BundleHeader = z.infer<typeof bundleHeaderSchema>;
