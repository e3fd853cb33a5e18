/**
 * Ciphertext on disk, in two places, before anything says that the desk has it. A name is the
 * file's hash, so writing one again changes nothing.
 */
import { join } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import type { Desk } from '../desk.ts';
import { readIfThere, writeWhole } from '../durableFile.ts';
import type { DeskProblem } from '../problem.ts';

export type Shelf = 'bundles' | 'quarantine' | 'files';

export const shelfPath = (dir: string, shelf: Shelf, sha256: string): string =>
  join(dir, shelf, `${sha256}.age`);

export async function keepFile(
  desk: Pick<Desk, 'dir' | 'copy'>,
  shelf: Shelf,
  sha256: string,
  bytes: Uint8Array,
): Promise<Result<void, DeskProblem>> {
  const main = await writeWhole(shelfPath(desk.dir, shelf, sha256), bytes);
  return main.ok ? writeWhole(shelfPath(desk.copy, shelf, sha256), bytes) : main;
}

/** From the desk's folder, or from the copy when the first is gone or changed. */
export async function readKept(
  desk: Pick<Desk, 'dir' | 'copy'>,
  shelf: Shelf,
  sha256: string,
): Promise<Result<Uint8Array<ArrayBuffer>, DeskProblem>> {
  for (const dir of [desk.dir, desk.copy]) {
    const bytes = await readIfThere(shelfPath(dir, shelf, sha256));
    if (!bytes.ok) return bytes;
    if (bytes.value !== null && sha256Hex(bytes.value) === sha256) return ok(bytes.value);
  }
  return err({ type: 'damaged-file', path: shelfPath(desk.dir, shelf, sha256) });
}
