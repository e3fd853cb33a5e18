/** Bytes and their text forms. One place, so that every format spells them the same way. */
import { base64, base64urlnopad, hex } from '@scure/base';

/** Bytes over their own plain buffer: what WebCrypto accepts. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const utf8 = (value: string): Bytes => encoder.encode(value);

/** Throws on bytes that are not UTF-8. */
export const text = (bytes: Uint8Array): string => decoder.decode(bytes);

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
};

export const toHex = (bytes: Uint8Array): string => hex.encode(bytes);
export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes);
export const toBase64url = (bytes: Uint8Array): string => base64urlnopad.encode(bytes);

/** The three below throw on text of another form; callers hold text that a schema has checked. */
export const fromHex = (value: string): Bytes => new Uint8Array(hex.decode(value));
export const fromBase64 = (value: string): Bytes => new Uint8Array(base64.decode(value));
export const fromBase64url = (value: string): Bytes => new Uint8Array(base64urlnopad.decode(value));

/** Big-endian. */
export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Big-endian. */
export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** 16 random bytes, base64url: interviews, tasks, rows, spaces. */
export const randomId = (): string => toBase64url(randomBytes(16));
