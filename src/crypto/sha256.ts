/** SHA-256, synchronous: hashing never has to leave a database transaction open. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { type Bytes, toHex } from './bytes.ts';

export const sha256 = (bytes: Uint8Array): Bytes => new Uint8Array(nobleSha256(bytes));

export const sha256Hex = (bytes: Uint8Array): string => toHex(sha256(bytes));
