/**
 * An invite: 80 random bits on paper. From them come a redeem token (the mailbox knows only its
 * hash), a key that ties a device key to this paper, and the identity that opens the envelope. What one
 * of them does tells nothing about the others (HKDF labels).
 *
 * Written in Crockford's base32 as five groups of four: sixteen characters, then four that check them.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { base32crockford, bech32 } from '@scure/base';
import { err, ok, type Result } from '#core/result.ts';
import { recipientOf } from './age.ts';
import {
  type Bytes,
  concat,
  equalBytes,
  fromBase64,
  randomBytes,
  toBase64,
  toBase64url,
  utf8,
} from './bytes.ts';
import { sha256, sha256Hex } from './sha256.ts';

const secretBytes = 10;
const groups = 5;
const groupLength = 4;

export interface InviteSecrets {
  /** base64url; sent once, to redeem */
  readonly redeemToken: string;
  /** SHA-256 of the token, hex: what the mailbox keeps */
  readonly tokenHash: string;
  /** Opens nothing; proves that a device key came from this paper. */
  readonly hmacKey: Bytes;
  readonly envelopeIdentity: string;
  readonly envelopeRecipient: string;
}

export interface Invite {
  readonly text: string;
  readonly secrets: InviteSecrets;
}

export async function createInvite(): Promise<Invite> {
  const secret = randomBytes(secretBytes);
  return { text: inviteText(secret), secrets: await deriveSecrets(secret) };
}

/** Forgives case, spaces, hyphens, and I L for 1, O for 0. */
export async function parseInvite(typed: string): Promise<Result<InviteSecrets, { type: 'not-an-invite' }>> {
  const cleaned = clean(typed);
  if (!/^[0-9A-HJKMNP-TV-Z]{20}$/.test(cleaned)) return err({ type: 'not-an-invite' });
  const secret = new Uint8Array(base32crockford.decode(cleaned.slice(0, 16)));
  if (cleaned.slice(16) !== check(secret)) return err({ type: 'not-an-invite' });
  return ok(await deriveSecrets(secret));
}

/** Long enough to be meant as an invite, so that a slip in it is told apart from a code. */
export const looksLikeInvite = (typed: string): boolean => clean(typed).length >= 12;

/** HMAC-SHA-256 of the raw public key, base64. */
export const keyMac = (hmacKey: Uint8Array, publicKey: string): string =>
  toBase64(hmac(nobleSha256, hmacKey, fromBase64(publicKey)));

export const keyMacMatches = (hmacKey: Uint8Array, publicKey: string, mac: string): boolean =>
  equalBytes(utf8(keyMac(hmacKey, publicKey)), utf8(mac));

function inviteText(secret: Bytes): string {
  const characters = base32crockford.encode(secret) + check(secret);
  return Array.from({ length: groups }, (_, i) =>
    characters.slice(i * groupLength, (i + 1) * groupLength),
  ).join('-');
}

/** 20 bits: a slip goes through once in a million. */
function check(secret: Bytes): string {
  return base32crockford
    .encode(sha256(concat(utf8('adem invite check 1'), secret)).subarray(0, 5))
    .slice(0, 4);
}

const clean = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');

async function deriveSecrets(secret: Bytes): Promise<InviteSecrets> {
  const derive = (label: string): Bytes =>
    new Uint8Array(hkdf(nobleSha256, secret, utf8('adem invite 1'), utf8(label), 32));
  const token = derive('redeem');
  const envelopeIdentity = bech32
    .encode('AGE-SECRET-KEY-', bech32.toWords(derive('envelope')), false)
    .toUpperCase();
  return {
    redeemToken: toBase64url(token),
    tokenHash: sha256Hex(token),
    hmacKey: derive('device key'),
    envelopeIdentity,
    envelopeRecipient: await recipientOf(envelopeIdentity),
  };
}
