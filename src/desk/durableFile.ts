/**
 * Files that are still there after a power cut: written under their final name only once, synced,
 * and their folder synced too. Nothing is ever overwritten in place.
 */
import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { type DeskProblem, existsAlready } from './problem.ts';

const onlyMe = 0o600;
const onlyMyFolder = 0o700;

/** Makes the folder and its parents, readable by its owner only. */
export async function makeFolder(dir: string): Promise<Result<void, DeskProblem>> {
  try {
    await mkdir(dir, { recursive: true, mode: onlyMyFolder });
    return ok(undefined);
  } catch (thrown) {
    return err({ type: 'cannot-write', path: dir, cause: causeOf(thrown) });
  }
}

/** Refuses a path that exists: what is written once stays as it is. */
export async function writeNew(path: string, bytes: Uint8Array | string): Promise<Result<void, DeskProblem>> {
  try {
    await writeSynced(path, bytes, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (thrown) {
    return err({ type: 'cannot-write', path, cause: causeOf(thrown) });
  }
}

/** Whole or not at all, over an older file of that name: for ciphertext named by its hash and for exports. */
export async function writeWhole(
  path: string,
  bytes: Uint8Array | string,
): Promise<Result<void, DeskProblem>> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeSynced(draft, bytes, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC);
    await rename(draft, path);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (thrown) {
    await rm(draft, { force: true }).catch(() => undefined);
    return err({ type: 'cannot-write', path, cause: causeOf(thrown) });
  }
}

/** null: there is no such file. */
export async function readIfThere(
  path: string,
): Promise<Result<Uint8Array<ArrayBuffer> | null, DeskProblem>> {
  try {
    return ok(new Uint8Array(await readFile(path)));
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT'
      ? ok(null)
      : err({ type: 'cannot-read', path, cause: causeOf(thrown) });
  }
}

/** A file name given by a person: absent is an error with its name. */
export async function readText(path: string): Promise<Result<string, DeskProblem>> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  } catch (thrown) {
    const cause = thrown instanceof TypeError ? 'it is not UTF-8 text' : causeOf(thrown);
    return err({ type: 'cannot-read', path, cause });
  }
}

export async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

const sentences: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'there is no such file or folder',
  EEXIST: existsAlready,
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
};

export const causeOf = (thrown: unknown): string =>
  sentences[codeOf(thrown)] ?? (thrown instanceof Error ? thrown.message : 'unknown cause');

async function writeSynced(path: string, bytes: Uint8Array | string, flags: number): Promise<void> {
  const handle = await open(path, flags, onlyMe);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
