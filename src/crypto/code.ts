/**
 * The code of a space: six digits, drawn, never chosen. It opens what a person needs to go on
 * (identities, gates, progress, first names) and never an answer. Six digits fall to somebody who has a
 * copy of the disk (safety: 15 core-hours), which is why no answer lies behind them.
 */
import { argon2id } from 'hash-wasm';
import { type Bytes, concat, randomBytes, utf8 } from './bytes.ts';

const digits = 6;
const ivBytes = 12;

export function drawCode(): string {
  // 32 random bits modulo a million are uneven by less than one part in four thousand.
  const drawn = new DataView(randomBytes(4).buffer).getUint32(0) % 10 ** digits;
  return String(drawn).padStart(digits, '0');
}

export const newDeviceSalt = (): Bytes => randomBytes(16);

/** Argon2id at OWASP's floor: 19 MiB, two passes. One run however many spaces there are. */
export async function stretchCode(code: string, salt: Uint8Array): Promise<CryptoKey> {
  const stretched = await argon2id({
    password: code,
    salt,
    parallelism: 1,
    iterations: 2,
    memorySize: 19456,
    hashLength: 32,
    outputType: 'binary',
  });
  return crypto.subtle.importKey('raw', new Uint8Array(stretched), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The key of a space's readable parts: wrapped under the code, in memory while the space is open. */
export const newSpaceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);

export async function wrapKey(kek: CryptoKey, spaceKey: CryptoKey, ad: string): Promise<Bytes> {
  return sealLocal(kek, new Uint8Array(await crypto.subtle.exportKey('raw', spaceKey)), ad);
}

/** Null: another code. */
export async function unwrapKey(kek: CryptoKey, wrapped: Uint8Array, ad: string): Promise<CryptoKey | null> {
  const raw = await openLocal(kek, wrapped, ad);
  return raw === null ? null : crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Random nonce in front. `ad` names the record, so that one cannot be put in another's place. */
export async function sealLocal(key: CryptoKey, plain: Uint8Array, ad: string): Promise<Bytes> {
  const iv = randomBytes(ivBytes);
  const parameters = { name: 'AES-GCM', iv, additionalData: utf8(ad) };
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt(parameters, key, new Uint8Array(plain))));
}

/** Null: another key, another record or damaged. */
export async function openLocal(key: CryptoKey, sealed: Uint8Array, ad: string): Promise<Bytes | null> {
  try {
    const parameters = {
      name: 'AES-GCM',
      iv: new Uint8Array(sealed.subarray(0, ivBytes)),
      additionalData: utf8(ad),
    };
    const plain = await crypto.subtle.decrypt(parameters, key, new Uint8Array(sealed.subarray(ivBytes)));
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}
