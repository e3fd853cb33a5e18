/**
 * Backup and restore. A backup is a tar archive of what is sealed anyway (log, bundles, sealed files)
 * with a list of hashes at its end; it holds no key, so it may lie anywhere, and it is worth
 * nothing without the key files, which are kept apart.
 */
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { text, utf8 } from '#crypto/bytes.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { readKept, type Shelf } from './bundles/keepFile.ts';
import { checkPlaces } from './checkPlaces.ts';
import { type DeskTools, deskFileSchema, keyPath, tokenFile, withDesk } from './desk.ts';
import { causeOf, makeFolder, readIfThere, syncFolder, writeNew, writeWhole } from './durableFile.ts';
import type { DeskProblem } from './problem.ts';
import { createTar, DamagedArchive, readTar } from './tar.ts';

export interface BackupCounts {
  readonly files: number;
}

const listName = 'SHA256SUMS';
const shelves: readonly Shelf[] = ['bundles', 'quarantine', 'files'];

/** Takes the lock: a backup is one moment of the desk, not a mixture of two. */
export const backup = (
  dir: string,
  out: string,
  tools: DeskTools,
): Promise<Result<BackupCounts, DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    const folder = await makeFolder(dirname(resolve(out)));
    if (!folder.ok) return folder;
    const names = await listNames(dir);
    if (!names.ok) return names;
    try {
      const tar = await createTar(out, tools.now());
      const hashes: string[] = [];
      for (const name of names.value) {
        const bytes = await readSound(name, desk);
        if (!bytes.ok) {
          await tar.abandon();
          await rm(out, { force: true });
          return bytes;
        }
        hashes.push(`${sha256Hex(bytes.value)}  ${name}`);
        await tar.add(name, bytes.value);
      }
      await tar.add(listName, utf8(`${hashes.join('\n')}\n`));
      await tar.close();
      await syncFolder(dirname(resolve(out)));
      return ok({ files: names.value.length });
    } catch (thrown) {
      return err({ type: 'cannot-write', path: out, cause: causeOf(thrown) });
    }
  });

export interface RestoreOptions {
  readonly from: string;
  /** New or empty folder. */
  readonly out: string;
  readonly copy?: string;
  /** Folder with desk.txt, desk-signing.json and mailbox-token. */
  readonly keys: string;
}

/** Unpacks into a new folder, checks every hash, then opens and replays the whole log with the given keys. */
export async function restore(
  options: RestoreOptions,
  tools: DeskTools,
): Promise<Result<BackupCounts, DeskProblem>> {
  const out = resolve(options.out);
  const copy = resolve(options.copy ?? `${out}-copy`);
  const places = await checkPlaces(out, copy);
  if (!places.ok) return places;
  const restored = await unpackAndCheck(options, out, copy, tools);
  if (!restored.ok) {
    await rm(out, { recursive: true, force: true }).catch(() => undefined);
    await rm(copy, { recursive: true, force: true }).catch(() => undefined);
  }
  return restored;
}

async function unpackAndCheck(
  options: RestoreOptions,
  out: string,
  copy: string,
  tools: DeskTools,
): Promise<Result<BackupCounts, DeskProblem>> {
  const unpacked = await unpack(options.from, out, copy);
  if (!unpacked.ok) return unpacked;
  const placed = await placeCopy(out, copy);
  if (!placed.ok) return placed;
  for (const name of ['desk.txt', 'desk-signing.json', tokenFile]) {
    const path = join(options.keys, name);
    const key = await readIfThere(path);
    if (!key.ok) return key;
    if (key.value === null) return err({ type: 'missing-key', path });
    const made = await makeFolder(dirname(keyPath(out, name)));
    const written = made.ok ? await writeNew(keyPath(out, name), key.value) : made;
    if (!written.ok) return written;
  }
  return withDesk(out, tools, async (desk) => {
    const { kept, quarantine } = desk.state;
    const held: readonly (readonly [Shelf, Iterable<string>])[] = [
      ['bundles', kept.keys()],
      ['quarantine', quarantine.keys()],
    ];
    for (const [shelf, hashes] of held) {
      for (const sha256 of hashes) {
        // A quarantined file may differ from its name: that is why it lies there.
        if (shelf === 'quarantine' && quarantine.get(sha256)?.reason === 'hash-differs') continue;
        const there = await readKept(desk, shelf, sha256);
        if (!there.ok) return there;
      }
    }
    return ok({ files: unpacked.value });
  });
}

async function unpack(from: string, out: string, copy: string): Promise<Result<number, DeskProblem>> {
  const hashes = new Map<string, string>();
  let list: string | null = null;
  for (const folder of [...shelves, 'state']) {
    for (const place of [out, copy]) {
      const made = await makeFolder(join(place, folder));
      if (!made.ok) return made;
    }
  }
  try {
    for await (const { name, bytes } of readTar(from)) {
      if (name === listName) {
        list = text(bytes);
        continue;
      }
      if (!isOurs(name))
        return err({ type: 'bad-backup', path: from, cause: 'it holds a file that no backup of a desk has' });
      hashes.set(name, sha256Hex(bytes));
      for (const place of name === 'desk.json' ? [out] : [out, copy]) {
        const written = await writeNew(join(place, name), bytes);
        if (!written.ok) return written;
      }
    }
  } catch (thrown) {
    const damaged = thrown instanceof DamagedArchive || thrown instanceof TypeError;
    return err({
      type: 'bad-backup',
      path: from,
      cause: damaged ? 'it is damaged or not complete' : causeOf(thrown),
    });
  }
  const told = [...hashes].map(([name, hash]) => `${hash}  ${name}`).join('\n');
  if (list === null || list.trimEnd() !== told)
    return err({ type: 'bad-backup', path: from, cause: 'its list of hashes does not fit its files' });
  return ok(hashes.size);
}

/** desk.json says where the copy lies; after a restore that is a new place. */
async function placeCopy(out: string, copy: string): Promise<Result<void, DeskProblem>> {
  const path = join(out, 'desk.json');
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  try {
    const facts = deskFileSchema.parse(JSON.parse(text(bytes.value ?? new Uint8Array(0))));
    return await writeWhole(path, `${JSON.stringify({ ...facts, copy: relative(out, copy) }, null, 2)}\n`);
  } catch {
    return err({ type: 'damaged-file', path });
  }
}

/** Only these names, so that a strange archive writes nothing outside its folder. */
const isOurs = (name: string): boolean =>
  name === 'desk.json' ||
  /^state\/\d{8}\.age$/.test(name) ||
  /^(bundles|quarantine|files)\/[0-9a-f]{64}\.age$/.test(name);

async function listNames(dir: string): Promise<Result<readonly string[], DeskProblem>> {
  const names: string[] = ['desk.json'];
  for (const folder of ['state', ...shelves]) {
    try {
      const found = await readdir(join(dir, folder));
      names.push(
        ...found
          .map((name) => `${folder}/${name}`)
          .filter(isOurs)
          .sort(),
      );
    } catch (thrown) {
      return err({ type: 'cannot-read', path: join(dir, folder), cause: causeOf(thrown) });
    }
  }
  return ok(names);
}

/** A bundle whose bytes have changed is taken from the copy; a backup never carries damage on. */
async function readSound(
  name: string,
  desk: { readonly dir: string; readonly copy: string },
): Promise<Result<Uint8Array<ArrayBuffer>, DeskProblem>> {
  const shelf = shelves.find((one) => name.startsWith(`${one}/`));
  if (shelf !== undefined && shelf !== 'quarantine') return readKept(desk, shelf, basename(name, '.age'));
  const path = join(desk.dir, name);
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  return bytes.value === null
    ? err({ type: 'cannot-read', path, cause: 'there is no such file' })
    : ok(bytes.value);
}
