import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLevelDbLog, readLevelDbTable } from './levelDb.ts';

const latin = (parts: readonly Uint8Array[] | null): readonly string[] | null =>
  parts === null ? null : parts.map((part) => Buffer.from(part).toString('latin1'));

const record = (kind: number, payload: string): Buffer => {
  const header = Buffer.alloc(7);
  header.writeUInt16LE(payload.length, 4);
  header[6] = kind;
  return Buffer.concat([header, Buffer.from(payload, 'latin1')]);
};

describe('LevelDB logs', () => {
  it('joins a record that lies in three blocks', () => {
    const first = record(2, 'a'.repeat(32_768 - 7));
    const middle = record(3, 'b'.repeat(32_768 - 7));
    const log = Buffer.concat([first, middle, record(4, 'c'), record(1, 'whole')]);
    expect(latin(readLevelDbLog(log))).toEqual([`${'a'.repeat(32_761)}${'b'.repeat(32_761)}c`, 'whole']);
  });

  it('goes on in the next block after an unused end', () => {
    const block = Buffer.concat([record(1, 'one'), Buffer.alloc(32_768 - 10)]);
    expect(latin(readLevelDbLog(Buffer.concat([block, record(1, 'two')])))).toEqual(['one', 'two']);
  });

  it('keeps what is left of a record whose end was never written', () => {
    expect(latin(readLevelDbLog(record(2, 'half a record')))).toEqual(['half a record']);
  });
});

interface Written {
  readonly shared: number;
  readonly key: string;
  readonly value: Uint8Array;
}
const blockOf = (entries: readonly Written[]): Buffer => {
  const rows = entries.map(({ shared, key, value }) =>
    Buffer.concat([Buffer.from([shared, key.length, value.length]), Buffer.from(key, 'latin1'), value]),
  );
  const restarts = Buffer.alloc(8);
  restarts.writeUInt32LE(1, 4);
  return Buffer.concat([...rows, restarts]);
};
const value = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** One data block, one index block; kinds of packing: 0 none, 1 Snappy, 2 zstd. */
const tableOf = (kind: number, pack: (block: Buffer) => Uint8Array): Buffer => {
  const data = pack(
    blockOf([
      { shared: 0, key: 'row-one', value: value('first value') },
      { shared: 4, key: 'two', value: value('second value') },
    ]),
  );
  const checksum = Buffer.alloc(4);
  const handle = Buffer.from([0, data.length]);
  const index = blockOf([{ shared: 0, key: 'z', value: handle }]);
  const footer = Buffer.alloc(48);
  footer.set([0, 0, data.length + 5, index.length]);
  footer.set(Buffer.from('57fb808b247547db', 'hex'), 40);
  return Buffer.concat([data, Buffer.from([kind]), checksum, index, Buffer.from([0]), checksum, footer]);
};
/** All as one run of letters: a block Snappy may well write. */
const asSnappy = (block: Buffer): Uint8Array =>
  Buffer.concat([Buffer.from([block.length, 0xf0, block.length - 1]), block]);

describe('LevelDB tables', () => {
  it.each([
    ['nothing', 0, (block: Buffer) => block],
    ['Snappy', 1, asSnappy],
    ['zstd', 2, (block: Buffer) => zstdCompressSync(block)],
  ] as const)('gives whole keys and values, packed with %s', (_, kind, pack) => {
    expect(latin(readLevelDbTable(tableOf(kind, pack)))).toEqual([
      'row-one',
      'first value',
      'row-two',
      'second value',
    ]);
  });

  it('says so when the file is no table', () => {
    expect(readLevelDbTable(Buffer.alloc(100))).toBeNull();
    expect(readLevelDbTable(Buffer.alloc(3))).toBeNull();
  });

  it('leaves out a damaged block and does not fail', () => {
    const table = tableOf(1, asSnappy);
    table[0] = 0xff;
    expect(readLevelDbTable(table)).toEqual([]);
  });
});
