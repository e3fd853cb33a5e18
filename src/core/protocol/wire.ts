/**
 * What device, mailbox and desk say to each other. Unknown keys are refused everywhere.
 *
 * Device API, own listener, `/v1`, `authorization: Bearer <32 bytes base64url>` but for redeem and health:
 *   POST redeem           redeemRequest -> 200 redeemReply | 404 (one answer for unknown, used, expired)
 *   GET  manifest         -> 200 signed manifest
 *   GET  files/<sha256>   -> 200 octets
 *   PUT  bundles/<sha256> octets -> 201 | 200 {receipt}, the identical signed receipt both times
 *   POST confirm          {} -> 200 {} : closes the invite
 *   GET  receipts?after=n -> 200 receiptsReply : desk receipts of this space's bundles
 *   GET  health           -> 200 {ok:true}      GET ready -> 200 {ok:true} | 503
 * Every hash of a token (redeem, bearer) is over its 32 bytes, not over their text. Every refusal is
 * {error: '<short-reason>'}. Every request may carry `adem-nonce` (16 random bytes, base64url); the answer then carries
 * `adem-time`: base64 of the JSON of a signed `serverTime`.
 *
 * Desk API, another listener, `/desk/v1`, bearer = the mailbox's desk token:
 *   GET  receipt-key -> {key}            PUT study {study, root, demo}     PUT manifest signed document
 *   PUT  files/<sha256> octets           PUT invites/<number> inviteRequest
 *   POST invites/<number>/close {}       POST invites/<number>/revoke {}
 *   GET  bundles?after=n&limit=m -> bundlesReply     GET bundles/<sha256> -> octets
 *   PUT  receipts {receipts} : signed desk receipts; those of bundles not kept here are passed over
 *   GET  ready, metrics (text, counts only)
 * A PUT answers 201 when it is new and 200 when the same thing was there; 409 when something else was.
 */
import * as z from 'zod/mini';
import { base64Schema, publicKeySchema } from '../event/base64.ts';
import { bundleSizes, sha256Schema } from '../event/bundle.ts';
import { idSchema } from '../event/event.ts';
import { signedSchema } from './signed.ts';

export const maxBodyBytes = bundleSizes[3];

const key32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
export const inviteNumberSchema = z.string().check(z.regex(/^[0-9a-f]{16}$/));

export const redeemRequestSchema = z.strictObject({
  /** Redeem token derived from the invite, base64url; the mailbox knows its SHA-256 only. */
  token: key32,
  /** Raw P-256 public key, base64. */
  publicKey: publicKeySchema,
  /** SHA-256 of the bearer token that the device drew, hex. */
  bearer: sha256Schema,
});
export type RedeemRequest = z.infer<typeof redeemRequestSchema>;

export const redeemReplySchema = z.strictObject({
  invite: inviteNumberSchema,
  /** base64 of an age file */
  envelope: base64Schema,
  manifest: signedSchema,
  /** Raw Ed25519 public key of the study root, base64; worth nothing unless its fingerprint is the envelope's. */
  root: base64Schema,
});
export type RedeemReply = z.infer<typeof redeemReplySchema>;

export const storedReplySchema = z.strictObject({ receipt: signedSchema });

export const receiptsReplySchema = z.strictObject({
  receipts: z.array(signedSchema),
  next: z.int().check(z.nonnegative()),
});

export const studyRequestSchema = z.strictObject({ study: idSchema, root: base64Schema, demo: z.boolean() });
export const receiptKeyReplySchema = z.strictObject({ key: base64Schema });

export const inviteRequestSchema = z.strictObject({
  /** SHA-256 of the redeem token, hex. */
  tokenHash: sha256Schema,
  envelope: base64Schema,
  expires: z.iso.datetime(),
});
export type InviteRequest = z.infer<typeof inviteRequestSchema>;

export const bundlesReplySchema = z.strictObject({
  bundles: z.array(
    z.strictObject({
      cursor: z.int().check(z.positive()),
      sha256: sha256Schema,
      size: z.int().check(z.positive()),
      invite: inviteNumberSchema,
      receipt: signedSchema,
      /** The space was revoked before this arrived: goes to quarantine. */
      revoked: z.boolean(),
    }),
  ),
  next: z.int().check(z.nonnegative()),
});
export type BundlesReply = z.infer<typeof bundlesReplySchema>;

export const deskReceiptsRequestSchema = z.strictObject({ receipts: z.array(signedSchema) });

/** Path parameters. */
export const sha256ParamsSchema = z.strictObject({ sha256: sha256Schema });
export const inviteParamsSchema = z.strictObject({ number: inviteNumberSchema });

/** Queries of the listings; `after` is the last cursor seen. */
const wholeNumber = z.string().check(z.regex(/^\d{1,15}$/));
export const receiptsQuerySchema = z.strictObject({ after: z.optional(wholeNumber) });
export const bundlesQuerySchema = z.strictObject({
  after: z.optional(wholeNumber),
  limit: z.optional(wholeNumber),
});

/** 16 random bytes, base64url. */
export const nonceSchema = idSchema;
export const emptyRequestSchema = z.strictObject({});
