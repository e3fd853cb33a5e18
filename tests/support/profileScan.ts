/**
 * Searches the whole profile of a closed browser for texts that must not be there: raw and in the usual
 * writings, and inside everything that a browser packs, splits or seals for itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { readCacheEntry } from './cacheEntry.ts';
import { readLevelDbLog, readLevelDbTable } from './levelDb.ts';
import { type Hit, markerSearch } from './markerSearch.ts';
import { readSessionFile, sessionFileStart } from './sessionFile.ts';
import { readSqliteValues, sqliteStart } from './sqliteValues.ts';
import { type Layer, unpack, unpackWhole } from './unpack.ts';

export interface Occurrence extends Hit {
  /** Path inside the profile. */
  readonly file: string;
  /** `raw`, or through what the text was reached. */
  readonly how: string;
}

export interface Scan {
  readonly occurrences: readonly Occurrence[];
  readonly files: number;
  /** Bytes searched, unpacked ones included. */
  readonly bytes: number;
  /** Files of a known kind that could not be read as such; their raw bytes were searched. */
  readonly unread: readonly string[];
}

/** What stands between values that are searched in one go: no text goes on across it. */
const gap = new Uint8Array(8);
const joined = (how: string, values: readonly Uint8Array[]): Layer => ({
  how,
  bytes: Buffer.concat(values.flatMap((value) => [value, gap])),
});

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  start.every((byte, i) => bytes[i] === byte);

interface Reading {
  readonly layers: readonly Layer[];
  readonly complete: boolean;
}
const nothing: Reading = { layers: [], complete: true };

const readings: readonly ((name: string, bytes: Uint8Array, path: string) => Reading)[] = [
  (name, bytes) =>
    /^MANIFEST-|\.log$/.test(name)
      ? { layers: unpack(joined('log', readLevelDbLog(bytes))), complete: true }
      : nothing,
  (name, bytes) => {
    if (!/\.(ldb|sst)$/.test(name)) return nothing;
    const values = readLevelDbTable(bytes);
    return { layers: values === null ? [] : unpack(joined('table', values)), complete: values !== null };
  },
  (_, bytes, path) => {
    if (!startsWith(bytes, sqliteStart)) return nothing;
    const values = readSqliteValues(path);
    const layers = (values ?? []).flatMap((value) => unpackWhole({ how: 'sqlite', bytes: value }));
    return { layers, complete: values !== null };
  },
  (_, bytes) => {
    const streams = readCacheEntry(bytes) ?? [];
    return {
      layers: streams.flatMap((stream) => unpackWhole({ how: 'cache', bytes: stream })),
      complete: true,
    };
  },
  (_, bytes) => {
    if (!startsWith(bytes, sessionFileStart)) return nothing;
    const session = readSessionFile(bytes);
    const layers = session === null ? [] : [joined('session', session.commands)];
    return { layers, complete: session?.closed === 0 };
  },
  // Bodies that the older kind of cache keeps in files of their own.
  (name, bytes) =>
    /^f_[0-9a-f]{6}$/.test(name) ? { layers: unpackWhole({ how: 'body', bytes }), complete: true } : nothing,
];

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

export const scanProfile = (profile: string, markers: readonly string[]): Scan => {
  const search = markerSearch(markers);
  const occurrences: Occurrence[] = [];
  const unread: string[] = [];
  const files = filesUnder(profile);
  let bytes = 0;
  for (const path of files) {
    const content = readFileSync(path);
    const file = relative(profile, path);
    const readAs = readings.map((read) => read(basename(path), content, path));
    if (readAs.some(({ complete }) => !complete)) unread.push(file);
    for (const layer of [
      ...unpack({ how: 'raw', bytes: content }),
      ...readAs.flatMap(({ layers }) => layers),
    ]) {
      bytes += layer.bytes.length;
      for (const hit of search(layer.bytes)) occurrences.push({ ...hit, file, how: layer.how });
    }
  }
  // A file's or folder's own name may hold a text too.
  for (const path of files) {
    const file = relative(profile, path);
    for (const hit of search(Buffer.from(file))) occurrences.push({ ...hit, file, how: 'name' });
  }
  return { occurrences, files: files.length, bytes, unread };
};
