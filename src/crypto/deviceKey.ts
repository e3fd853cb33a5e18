/**
 * The key of one space on one device: ECDSA P-256 in WebCrypto, because every browser of the
 * last years has it, not extractable. It signs; it opens nothing.
 */
import { type Bytes, fromBase64, toBase64 } from './bytes.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

export const createDeviceKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);

/** Raw uncompressed point, base64. */
export async function publicKeyOf(pair: CryptoKeyPair): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
}

/** 64 bytes, r ‖ s. */
export async function signWithDevice(privateKey: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(signing, privateKey, message));
}

/** False for a wrong signature and for a key that is none. */
export async function verifyDevice(publicKey: string, message: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64(publicKey), algorithm, false, ['verify']);
    return await crypto.subtle.verify(signing, key, signature, message);
  } catch {
    return false;
  }
}
