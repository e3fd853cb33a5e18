/**
 * The desk's append-only log: `state/00000001.age`, `00000002.age` … each sealed to desk and
 * escrow, chained by hash, synced before anything that depends on it, and written a second time into
 * the copy folder. A last entry cut off by a crash is moved to `state/set-aside` and reported.
 */
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { openWith, sealTo } from '#crypto/age.ts';
import { text, utf8 } from '#crypto/bytes.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import {
  causeOf,
  codeOf,
  makeFolder,
  readIfThere,
  syncFolder,
  writeNew,
  writeWhole,
} from '../durableFile.ts';
import type { DeskProblem } from '../problem.ts';
import { type Entry, type Frame, frameSchema } from './entry.ts';

export interface LogPlace {
  /** The desk's folder and the folder of the second copy. */
  readonly dir: string;
  readonly copy: string;
  /** Desk and escrow. */
  readonly recipients: readonly string[];
  readonly identities: readonly string[];
  /** Named when the identity does not fit. */
  readonly keyFile: string;
}

export interface Log {
  readonly frames: readonly Frame[];
  /** A last entry that was not whole: where it lies now, or where it still lies when only reading. */
  readonly torn: string | null;
  readonly append: (entry: Entry, time: Date) => Promise<Result<Frame, DeskProblem>>;
}

const firstPrevious = '0'.repeat(64);
const fileName = (number: number): string => `${String(number).padStart(8, '0')}.age`;
const stateFolder = (dir: string): string => join(dir, 'state');

/** `write`: the caller holds the lock, so a torn entry may be set aside and the copy brought up to date. */
export async function openLog(place: LogPlace, mode: 'read' | 'write'): Promise<Result<Log, DeskProblem>> {
  const numbers = await listNumbers(stateFolder(place.dir));
  if (!numbers.ok) return numbers;
  const copied = await listNumbers(stateFolder(place.copy));
  if (!copied.ok) return copied;
  if (copied.value > numbers.value) return err({ type: 'state-behind', dir: place.dir, copy: place.copy });
  const frames: Frame[] = [];
  let previous = firstPrevious;
  let torn: string | null = null;
  for (let number = 1; number <= numbers.value; number++) {
    const read = await readEntry(place, number, previous);
    if (!read.ok) {
      const last = number === numbers.value && copied.value < number;
      const foreign = read.error.type === 'wrong-identity' && number === 1;
      if (foreign || !last || read.error.type === 'cannot-read') return read;
      const aside = await setAside(place, number, mode);
      if (!aside.ok) return aside;
      torn = aside.value;
      break;
    }
    frames.push(read.value.frame);
    previous = read.value.hash;
  }
  if (mode === 'write') {
    for (let number = copied.value + 1; number <= frames.length; number++) {
      const done = await copyEntry(place, number);
      if (!done.ok) return done;
    }
  }
  const append: Log['append'] = async (entry, time) => {
    const frame: Frame = { v: 1, number: frames.length + 1, previous, time: time.toISOString(), entry };
    const sealed = await sealTo(place.recipients, utf8(JSON.stringify(frame)));
    if (!sealed.ok) return err({ type: 'bad-recipients', cause: sealed.error.type });
    const written = await writeNew(join(stateFolder(place.dir), fileName(frame.number)), sealed.value);
    if (!written.ok) return written;
    frames.push(frame);
    previous = sha256Hex(sealed.value);
    const done = await copyEntry(place, frame.number);
    return done.ok ? ok(frame) : done;
  };
  return ok({ frames, torn, append });
}

export async function makeLogFolders(dir: string, copy: string): Promise<Result<void, DeskProblem>> {
  const main = await makeFolder(stateFolder(dir));
  return main.ok ? makeFolder(stateFolder(copy)) : main;
}

/** The highest number; a hole below it is a damaged state and shows when that entry is read. */
async function listNumbers(folder: string): Promise<Result<number, DeskProblem>> {
  try {
    const names = await readdir(folder);
    return ok(
      Math.max(
        0,
        ...names.filter((name) => /^\d{8}\.age$/.test(name)).map((name) => Number(name.slice(0, 8))),
      ),
    );
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return ok(0);
    return err({ type: 'cannot-read', path: folder, cause: causeOf(thrown) });
  }
}

async function readEntry(
  place: LogPlace,
  number: number,
  previous: string,
): Promise<Result<{ readonly frame: Frame; readonly hash: string }, DeskProblem>> {
  const path = join(stateFolder(place.dir), fileName(number));
  const damaged = async (): Promise<Result<never, DeskProblem>> => {
    const copyPath = join(stateFolder(place.copy), fileName(number));
    const copy = await readIfThere(copyPath);
    const whole =
      copy.ok && copy.value !== null && (await parseFrame(place, copy.value, number, previous)).ok;
    return err({ type: 'damaged-state', path, copy: whole ? copyPath : null });
  };
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return damaged();
  const parsed = await parseFrame(place, bytes.value, number, previous);
  if (parsed.ok) return ok({ frame: parsed.value, hash: sha256Hex(bytes.value) });
  return parsed.error === 'not-for-me' && number === 1
    ? err({ type: 'wrong-identity', path: place.keyFile })
    : damaged();
}

async function parseFrame(
  place: LogPlace,
  sealed: Uint8Array,
  number: number,
  previous: string,
): Promise<Result<Frame, 'not-for-me' | 'damaged'>> {
  const plain = await openWith(place.identities, sealed);
  if (!plain.ok) return err(plain.error.type);
  try {
    const frame = frameSchema.safeParse(JSON.parse(text(plain.value)));
    const fits = frame.success && frame.data.number === number && frame.data.previous === previous;
    return fits ? ok(frame.data) : err('damaged');
  } catch {
    return err('damaged');
  }
}

async function setAside(
  place: LogPlace,
  number: number,
  mode: 'read' | 'write',
): Promise<Result<string, DeskProblem>> {
  const folder = stateFolder(place.dir);
  const path = join(folder, fileName(number));
  if (mode === 'read') return ok(path);
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  const made = await makeFolder(join(folder, 'set-aside'));
  if (!made.ok) return made;
  const hash = sha256Hex(bytes.value ?? new Uint8Array(0)).slice(0, 8);
  const aside = join(folder, 'set-aside', fileName(number).replace('.age', `-${hash}.age`));
  try {
    await rename(path, aside);
    await syncFolder(folder);
    return ok(aside);
  } catch (thrown) {
    return err({ type: 'cannot-write', path: aside, cause: causeOf(thrown) });
  }
}

async function copyEntry(place: LogPlace, number: number): Promise<Result<void, DeskProblem>> {
  const path = join(stateFolder(place.dir), fileName(number));
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return err({ type: 'damaged-state', path, copy: null });
  return writeWhole(join(stateFolder(place.copy), fileName(number)), bytes.value);
}
