/**
 * Ed25519 signatures over labelled payloads: study root, desk, mailbox. Verified strictly
 * (RFC 8032, not the laxer ZIP 215), so that one document has one set of valid signatures.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { ZodMiniType } from 'zod/mini';
import { type Signed, type SignedKind, signedSchema } from '#core/protocol/signed.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type Bytes, concat, fromBase64, text, toBase64, toHex, utf8 } from './bytes.ts';
import { sha256 } from './sha256.ts';

export interface SigningKey {
  /** 32 bytes, base64 */
  readonly secretKey: string;
  /** 32 bytes, base64 */
  readonly publicKey: string;
}

export type SignatureProblem = { readonly type: 'malformed' } | { readonly type: 'bad-signature' };

export function generateSigningKey(): SigningKey {
  const { secretKey, publicKey } = ed25519.keygen();
  return { secretKey: toBase64(secretKey), publicKey: toBase64(publicKey) };
}

const signedBytes = (kind: SignedKind, payload: Uint8Array): Bytes =>
  concat(utf8(`adem ${kind} 1\n`), payload);

/** Throws on a secret key that is not 32 bytes of base64. */
export function signPayload(kind: SignedKind, payload: unknown, secretKey: string): Signed {
  const bytes = utf8(JSON.stringify(payload));
  return {
    payload: toBase64(bytes),
    signature: toBase64(ed25519.sign(signedBytes(kind, bytes), fromBase64(secretKey))),
  };
}

/** The payload, if one of the keys signed it as this kind. Anything may be passed in as `signed`. */
export function openSigned<T>(
  kind: SignedKind,
  schema: ZodMiniType<T>,
  publicKeys: readonly string[],
  signed: unknown,
): Result<T, SignatureProblem> {
  const outer = signedSchema.safeParse(signed);
  if (!outer.success) return err({ type: 'malformed' });
  const bytes = decode(outer.data.payload);
  const signature = decode(outer.data.signature);
  if (bytes === null || signature === null) return err({ type: 'malformed' });
  const message = signedBytes(kind, bytes);
  if (!publicKeys.some((key) => verifies(signature, message, key))) return err({ type: 'bad-signature' });
  const payload = parseJson(bytes);
  const parsed = schema.safeParse(payload);
  return parsed.success ? ok(parsed.data) : err({ type: 'malformed' });
}

/** First 16 bytes of SHA-256 of a public key, 32 hexadecimal characters: what an envelope carries. */
export const fingerprint = (publicKey: string): string =>
  toHex(sha256(fromBase64(publicKey)).subarray(0, 16));

function verifies(signature: Bytes, message: Bytes, publicKey: string): boolean {
  const key = decode(publicKey);
  if (key === null) return false;
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    // Wrong lengths and points off the curve throw in the library; here they are a bad signature.
    return false;
  }
}

function decode(base64: string): Bytes | null {
  try {
    return fromBase64(base64);
  } catch {
    return null;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes));
  } catch {
    return undefined;
  }
}
