/**
 * Sealed files: one questionnaire version or the help lines, each under an identity of its own,
 * so that nobody holds the key to another person's questions. Padded, because the length of a file would
 * tell which questionnaire somebody fetched.
 */
import { err, ok, type Result } from '#core/result.ts';
import { generateKeyPair, type OpenProblem, openWith, sealTo } from './age.ts';
import { type Bytes, text, utf8 } from './bytes.ts';
import { sha256Hex } from './sha256.ts';

const step = 65536;
const space = 0x20;

export interface FileKey {
  readonly sha256: string;
  readonly identity: string;
}

export async function sealFile(json: unknown): Promise<FileKey & { readonly sealed: Bytes }> {
  const plain = utf8(JSON.stringify(json));
  const padded = new Uint8Array(Math.ceil(plain.length / step) * step).fill(space);
  padded.set(plain);
  const { identity, recipient } = await generateKeyPair();
  const sealed = await sealTo([recipient], padded);
  if (!sealed.ok) throw new Error('a fresh recipient was refused');
  return { sealed: sealed.value, sha256: sha256Hex(sealed.value), identity };
}

/** `damaged` also when the bytes are not the ones the manifest and the envelope name. */
export async function openFile(sealed: Uint8Array, key: FileKey): Promise<Result<unknown, OpenProblem>> {
  if (sha256Hex(sealed) !== key.sha256) return err({ type: 'damaged' });
  const plain = await openWith([key.identity], sealed);
  if (!plain.ok) return plain;
  try {
    return ok(JSON.parse(text(plain.value)));
  } catch {
    return err({ type: 'damaged' });
  }
}
