import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanProfile } from './profileScan.ts';

/** Repeats itself, so that a packer does not leave it as it is. */
const text = 'regenjas vuurtoren regenjas vuurtoren regenjasvuurtoren';
const marker = 'regenjasvuurtoren';
const packed = (pack: (bytes: Buffer) => Uint8Array): Uint8Array => pack(Buffer.from(text));

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'adem-scan-'));
  mkdirSync(join(profile, 'Default'));
});
afterEach(() => {
  rmSync(profile, { recursive: true, force: true });
});

const put = (name: string, ...parts: readonly Uint8Array[]): void => {
  writeFileSync(join(profile, 'Default', name), Buffer.concat(parts));
};
const foundIn = (...markers: readonly string[]): readonly string[] =>
  scanProfile(profile, markers.length > 0 ? markers : [marker]).occurrences.map(
    ({ file, how }) => `${file}: ${how}`,
  );

describe('the search of a profile', () => {
  it('finds nothing in an empty profile', () => {
    expect(scanProfile(profile, [marker])).toEqual({ occurrences: [], files: 0, bytes: 0, unread: [] });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
  ] as const)('looks inside %s wherever it begins, whatever follows', (name, pack) => {
    put('some file', Buffer.from('before'), packed(pack), Buffer.from('after'));
    expect(foundIn()).toEqual([`Default/some file: raw > ${name}`]);
  });

  it('looks inside what is packed inside something packed', () => {
    put('twice', gzipSync(Buffer.concat([Buffer.from('x'), packed(deflateSync)])));
    expect(foundIn()).toEqual(['Default/twice: raw > gzip > deflate']);
  });

  it('looks inside a packed body of a cache entry, which nothing announces', () => {
    const header = Buffer.alloc(24);
    header.set(Buffer.from('305c72a71b6dfbfc', 'hex'));
    header.writeUInt32LE(3, 12);
    const end = Buffer.alloc(24);
    end.set(Buffer.from('d8410d97456ffaf4', 'hex'));
    put(
      '0123456789abcdef_0',
      header,
      Buffer.from('key'),
      packed(brotliCompressSync),
      end,
      Buffer.from('head'),
      end,
    );
    put('f_00000a', packed(brotliCompressSync));
    expect(foundIn()).toEqual([
      'Default/0123456789abcdef_0: cache > brotli',
      'Default/f_00000a: body > brotli',
    ]);
  });

  it('opens sealed session files with the key that everybody on the computer has', () => {
    const cipher = createCipheriv(
      'aes-128-cbc',
      pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1'),
      Buffer.alloc(16, ' '),
    );
    const sealed = Buffer.concat([Buffer.from('v10'), cipher.update(text), cipher.final()]);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt32LE(sealed.length);
    put('Session_1', Buffer.from('SNSS\x05\0\0\0', 'latin1'), lengths, sealed);
    expect(foundIn()).toEqual(['Default/Session_1: session']);
  });

  it('says which session file it could not open', () => {
    put('Session_1', Buffer.from('SNSS\x05\0\0\0\x13\0\0\0v10', 'latin1'), Buffer.alloc(16));
    expect(scanProfile(profile, [marker]).unread).toEqual(['Default/Session_1']);
  });

  it('reads a long SQLite value that the file spreads over pages', () => {
    const database = new Database(join(profile, 'Default', 'Some database'));
    database.exec('pragma page_size = 512; create table long (value text)');
    const long = Array.from({ length: 400 }, (_, i) => `${i} vuurtoren`).join('-');
    database.prepare('insert into long values (?)').run(long);
    database.close();
    expect(foundIn(long)).toEqual(['Default/Some database: sqlite']);
  });

  it('says which database and which table it could not read', () => {
    put('Broken', Buffer.from('SQLite format 3\0'), Buffer.alloc(100, 1));
    put('000005.ldb', Buffer.alloc(100, 1));
    expect(scanProfile(profile, [marker]).unread).toEqual(['Default/000005.ldb', 'Default/Broken']);
  });

  it('looks at the names of files too', () => {
    put(`${marker}.txt`);
    expect(foundIn()).toEqual([`Default/${marker}.txt: name`]);
  });
});
