/**
 * Reads the files of LevelDB, in which Chromium keeps IndexedDB, local storage and more: tables
 * (`*.ldb`) and write-ahead logs (`*.log`, `MANIFEST-*`). Deleted entries are read too: it takes what
 * is in the files, not what the database would answer.
 */
import { zstdDecompressSync } from 'node:zlib';
import { readSnappy, readVarint } from './snappy.ts';

const logBlock = 32 * 1024;
const recordHeader = 7;

/** Payloads of a log's records, fragments joined; what a damaged or recycled end leaves is kept as it is. */
export const readLevelDbLog = (bytes: Uint8Array): readonly Uint8Array[] => {
  const payloads: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  const finish = (): void => {
    if (parts.length > 0) payloads.push(Buffer.concat(parts));
    parts = [];
  };
  for (let start = 0; start < bytes.length; start += logBlock) {
    const block = bytes.subarray(start, start + logBlock);
    for (let at = 0; at + recordHeader <= block.length; ) {
      const length = (block[at + 4] ?? 0) + (block[at + 5] ?? 0) * 256;
      const kind = block[at + 6] ?? 0;
      const end = at + recordHeader + length;
      // Kinds: 1 whole, 2 first, 3 middle, 4 last. Anything else: the rest of the block is unused.
      if (kind < 1 || kind > 4 || end > block.length) break;
      if (kind <= 2) finish();
      parts.push(block.subarray(at + recordHeader, end));
      if (kind === 1 || kind === 4) finish();
      at = end;
    }
  }
  finish();
  return payloads;
};

const tableMagic = Buffer.from('57fb808b247547db', 'hex');
const footerLength = 48;

interface Handle {
  readonly offset: number;
  readonly size: number;
}

const readHandle = (bytes: Uint8Array, at: number): Handle | null => {
  const offset = readVarint(bytes, at);
  const size = offset === null ? null : readVarint(bytes, offset.next);
  return offset === null || size === null ? null : { offset: offset.value, size: size.value };
};

/** A block is followed by one byte that says how it is packed. */
const readBlock = (table: Uint8Array, { offset, size }: Handle): Uint8Array | null => {
  const kind = table[offset + size];
  const packed = table.subarray(offset, offset + size);
  if (kind === undefined) return null;
  if (kind === 0) return packed;
  if (kind === 1) return readSnappy(packed);
  if (kind !== 2) return null;
  try {
    return zstdDecompressSync(packed);
  } catch {
    return null;
  }
};

interface Entry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** Keys are stored without what they share with the key before. */
const readEntries = (block: Uint8Array): readonly Entry[] => {
  const restarts = block.length < 4 ? 0 : Buffer.from(block.slice(-4)).readUInt32LE();
  const end = block.length - 4 - 4 * restarts;
  const entries: Entry[] = [];
  let key: Uint8Array = new Uint8Array(0);
  for (let at = 0; at < end; ) {
    const shared = readVarint(block, at);
    const own = shared && readVarint(block, shared.next);
    const length = own && readVarint(block, own.next);
    if (!shared || !own || !length) break;
    const valueAt = length.next + own.value;
    if (valueAt + length.value > end) break;
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(length.next, valueAt)]);
    entries.push({ key, value: block.subarray(valueAt, valueAt + length.value) });
    at = valueAt + length.value;
  }
  return entries;
};

/** Every key and value of a table, unpacked; null when the file is no table. Blocks that are damaged are left out. */
export const readLevelDbTable = (table: Uint8Array): readonly Uint8Array[] | null => {
  const footer = table.subarray(-footerLength);
  if (footer.length < footerLength || !tableMagic.every((byte, i) => footer[40 + i] === byte)) return null;
  // The first handle of the footer is that of the meta index.
  const meta = readVarint(footer, 0);
  const metaSize = meta && readVarint(footer, meta.next);
  const index = metaSize && readHandle(footer, metaSize.next);
  const indexBlock = index && readBlock(table, index);
  if (!indexBlock) return null;
  return readEntries(indexBlock).flatMap(({ value }) => {
    const handle = readHandle(value, 0);
    const block = handle && readBlock(table, handle);
    return block ? readEntries(block).flatMap((entry) => [entry.key, entry.value]) : [];
  });
};
