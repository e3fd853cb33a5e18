import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyPair, type KeyPair, openWith } from '#crypto/age.ts';
import { text } from '#crypto/bytes.ts';
import type { Entry } from '../../src/desk/state/entry.ts';
import { takeLock } from '../../src/desk/state/lock.ts';
import { type LogPlace, makeLogFolders, openLog } from '../../src/desk/state/log.ts';
import { sure } from '../support/deskBench.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const entry = (count: number): Entry => ({ kind: 'receipts-sent', count });

let folder: string;
let place: LogPlace;
let desk: KeyPair;
let escrow: KeyPair;
const file = (number: number, root = place.dir): string => join(root, 'state', `0000000${number}.age`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adem-log-'));
  [desk, escrow] = await Promise.all([generateKeyPair(), generateKeyPair()]);
  place = {
    dir: join(folder, 'desk'),
    copy: join(folder, 'copy'),
    recipients: [desk.recipient, escrow.recipient],
    identities: [desk.identity],
    keyFile: 'desk.txt',
  };
  sure(await makeLogFolders(place.dir, place.copy));
  const log = sure(await openLog(place, 'write'));
  for (const count of [1, 2, 3]) sure(await log.append(entry(count), now));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const counts = async (mode: 'read' | 'write' = 'write') =>
  sure(await openLog(place, mode)).frames.map(({ entry: one }) =>
    one.kind === 'receipts-sent' ? one.count : null,
  );

describe('the log of the desk', () => {
  it('gives back what was written, in order, and is sealed so that escrow alone opens it too', async () => {
    expect(await counts()).toEqual([1, 2, 3]);
    const opened = sure(await openWith([escrow.identity], await readFile(file(2))));
    expect(JSON.parse(text(opened))).toMatchObject({
      v: 1,
      number: 2,
      entry: { kind: 'receipts-sent', count: 2 },
    });
  });

  it('is written a second time into the copy folder', async () => {
    expect((await readdir(join(place.copy, 'state'))).length).toBe(3);
    expect(await readFile(file(3, place.copy))).toEqual(await readFile(file(3)));
  });

  it('brings the copy up to date when a crash came between the two', async () => {
    await rm(file(3, place.copy));
    await counts('write');
    expect(await readFile(file(3, place.copy))).toEqual(await readFile(file(3)));
  });
});

describe('after a crash or damage', () => {
  it.each([0, 40, 250])(
    'a last entry cut off after %i bytes is set aside and reported, and the log goes on',
    async (length) => {
      await rm(file(3, place.copy));
      await truncate(file(3), length);
      const log = sure(await openLog(place, 'write'));
      expect(log.frames).toHaveLength(2);
      expect(log.torn).toContain('set-aside');
      expect(await readdir(join(place.dir, 'state', 'set-aside'))).toHaveLength(1);
      sure(await log.append(entry(9), now));
      expect(await counts()).toEqual([1, 2, 9]);
    },
  );

  it('a reader leaves a torn last entry where it is and says so', async () => {
    await rm(file(3, place.copy));
    await truncate(file(3), 100);
    const log = sure(await openLog(place, 'read'));
    expect(log.torn).toBe(file(3));
    expect(await readdir(join(place.dir, 'state'))).toContain('00000003.age');
  });

  it('a damaged entry in the middle stops everything and names the whole copy', async () => {
    await truncate(file(2), 100);
    expect(await openLog(place, 'write')).toEqual({
      ok: false,
      error: { type: 'damaged-state', path: file(2), copy: file(2, place.copy) },
    });
  });

  it('a last entry that is damaged here but whole in the copy is not taken for a crash', async () => {
    await truncate(file(3), 100);
    expect(await openLog(place, 'write')).toMatchObject({
      ok: false,
      error: { type: 'damaged-state', copy: file(3, place.copy) },
    });
  });

  it('an entry taken out is found', async () => {
    await rm(file(2));
    await rm(file(2, place.copy));
    expect(await openLog(place, 'write')).toMatchObject({
      ok: false,
      error: { type: 'damaged-state', path: file(2), copy: null },
    });
  });

  it('an entry put in the place of another is found', async () => {
    await writeFile(file(1), await readFile(file(2)));
    expect(await openLog(place, 'write')).toMatchObject({
      ok: false,
      error: { type: 'damaged-state', path: file(1) },
    });
  });

  it('a folder put back to an earlier day is found by its copy', async () => {
    await rm(file(3));
    expect(await openLog(place, 'write')).toMatchObject({ ok: false, error: { type: 'state-behind' } });
  });

  it('an identity of another desk is called so, not damage', async () => {
    const stranger = await generateKeyPair();
    expect(await openLog({ ...place, identities: [stranger.identity] }, 'write')).toEqual({
      ok: false,
      error: { type: 'wrong-identity', path: 'desk.txt' },
    });
    expect(await readdir(join(place.dir, 'state'))).toHaveLength(3);
  });
});

describe('one writer', () => {
  it('a second writer is refused with the process that holds the lock', async () => {
    const first = sure(await takeLock(folder));
    expect(await takeLock(folder)).toMatchObject({ ok: false, error: { type: 'in-use', pid: process.pid } });
    await first.release();
    const second = sure(await takeLock(folder));
    await second.release();
    expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it.each(['4194304999', '', 'rubbish'])(
    'a lock left by a process that is gone ("%s") is taken over',
    async (left) => {
      await writeFile(join(folder, 'lock'), left);
      const lock = sure(await takeLock(folder));
      await lock.release();
      expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual([]);
    },
  );
});
