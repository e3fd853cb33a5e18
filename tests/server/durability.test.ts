import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateSigningKey } from '#crypto/signing.ts';
import { checkDurability, openDatabase } from '../../src/server/openDatabase.ts';
import { createTestMailbox, randomBundle, sha256Of } from '../support/testMailbox.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-disk-'));
});
afterEach(() => rm(folder, { recursive: true }));

const full = 2;

describe('a commit that was answered', () => {
  it('was made with full syncing: the setting is read back after the write itself', async () => {
    const mailbox = await createTestMailbox({ folder });
    await mailbox.prepare();
    expect((await mailbox.put(await mailbox.space(), randomBundle())).statusCode).toBe(201);
    expect(mailbox.opened.sqlite.pragma('synchronous', { simple: true })).toBe(full);
    expect(mailbox.opened.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    await mailbox.stop();
  });

  it('would not be safe with the setting this library comes with, and the check notices after a write', () => {
    const file = join(folder, 'other.sqlite');
    const sqlite = new Sqlite(file);
    sqlite.pragma('journal_mode = WAL');
    sqlite.exec('CREATE TABLE one (n INTEGER); INSERT INTO one VALUES (1)');
    const checked = checkDurability(sqlite, file);
    expect(checked.ok ? '' : checked.error.sentence).toMatch(
      /^The database .* would not be safe after a power cut/,
    );
    sqlite.pragma('synchronous = FULL');
    sqlite.exec('INSERT INTO one VALUES (2)');
    expect(checkDurability(sqlite, file).ok).toBe(true);
    sqlite.close();
  });

  it('would not be safe in memory either', () => {
    const sqlite = new Sqlite(':memory:');
    expect(checkDurability(sqlite, ':memory:').ok).toBe(false);
    sqlite.close();
  });
});

describe('a database that cannot be used', () => {
  it('is left alone and named in one sentence', async () => {
    const file = join(folder, 'mailbox.sqlite');
    await writeFile(file, 'this is a diary, not a database, and somebody may want it back'.repeat(50));
    const opened = await openDatabase(file, 'key');
    expect(opened.ok ? '' : opened.error.sentence).toBe(
      `The database ${file} cannot be opened (SQLITE_NOTADB).`,
    );
  });

  it('is one that was signed for with another receipt key', async () => {
    const file = join(folder, 'mailbox.sqlite');
    const first = await openDatabase(file, generateSigningKey().publicKey);
    if (first.ok) await first.value.db.destroy();
    const second = await openDatabase(file, generateSigningKey().publicKey);
    expect(second.ok ? '' : second.error.sentence).toMatch(/receipt key .* put the right one back/);
  });
});

describe('two processes on one database', () => {
  it('never let the desk see a later bundle before an earlier one is there', async () => {
    const mailbox = await createTestMailbox({ folder, waitMs: 20 });
    await mailbox.prepare();
    const space = await mailbox.space();
    const other = new Sqlite(join(folder, 'mailbox.sqlite'));
    try {
      // The other process has taken serial 1 and is slow to commit.
      other.exec('BEGIN; UPDATE mailbox SET bundle_serial = bundle_serial + 1');
      const theirs = randomBundle(40);
      const bytes = randomBundle(50);
      const meanwhile = await mailbox.put(space, bytes);
      expect([meanwhile.statusCode, meanwhile.json()]).toEqual([503, { error: 'busy' }]);
      expect(meanwhile.headers['retry-after']).toBe('30');
      expect((await mailbox.stores.bundles.list(0, 10)).bundles).toEqual([]);
      other
        .prepare(
          'INSERT INTO bundle (serial, sha256, invite, size, revoked, receipt, bytes) VALUES (1, ?, ?, 40, 0, ?, ?)',
        )
        .run(sha256Of(theirs), space.number, '{"payload":"","signature":""}', theirs);
      other.exec('COMMIT');
      expect((await mailbox.put(space, bytes)).statusCode).toBe(201);
      const seen = (await mailbox.stores.bundles.list(0, 10)).bundles;
      expect(seen.map((bundle) => [bundle.cursor, bundle.sha256])).toEqual([
        [1, sha256Of(theirs)],
        [2, sha256Of(bytes)],
      ]);
    } finally {
      other.close();
      await mailbox.stop();
    }
  });
});

describe('a receipt', () => {
  it('is never given for a bundle whose row could not be written', async () => {
    const mailbox = await createTestMailbox({ folder });
    await mailbox.prepare();
    const space = await mailbox.space();
    await mailbox.put(space, randomBundle(10));
    // A full disk, as SQLite reports it: no further page may be allocated.
    const pages = mailbox.opened.sqlite.pragma('page_count', { simple: true });
    mailbox.opened.sqlite.pragma(`max_page_count = ${String(pages)}`);
    const bytes = randomBundle(200_000);
    const answer = await mailbox.put(space, bytes);
    expect([answer.statusCode, answer.json()]).toEqual([503, { error: 'busy' }]);
    expect((await mailbox.stores.bundles.list(0, 10)).bundles).toHaveLength(1);
    mailbox.opened.sqlite.pragma('max_page_count = 1000000');
    expect((await mailbox.put(space, bytes)).statusCode).toBe(201);
    expect((await mailbox.stores.bundles.list(0, 10)).bundles.map((bundle) => bundle.cursor)).toEqual([1, 2]);
    await mailbox.stop();
  });
});
