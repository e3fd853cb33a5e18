import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { commonDatabase } from '#storage/commonDatabase.ts';
import { createConnection } from '#storage/connection.ts';
import { createTestClock } from '../support/testDevice.ts';
import { createTestDisk } from '../support/testDisk.ts';

const connect = () => {
  const disk = createTestDisk();
  let opened = 0;
  const connection = createConnection({
    create: () => {
      opened++;
      return Promise.resolve(commonDatabase(disk.factory, IDBKeyRange));
    },
    after: createTestClock().after,
    makeRoom: () => Promise.resolve(false),
    onOutdated: () => undefined,
  });
  return { disk, connection, opened: () => opened };
};
const row = (i: number) => ({ id: `r${i}`, interview: 'i', header: 'h' });

describe('a connection', () => {
  it('that the browser drops under many calls at once is opened again, and every call is done', async () => {
    const { disk, connection, opened } = connect();
    await connection.run((database) => database.runs.count());
    const calls = Array.from({ length: 20 }, (_, i) =>
      connection.run((database) => database.runs.put(row(i))),
    );
    disk.dropConnections();
    expect((await Promise.all(calls)).filter((done) => !done.ok)).toEqual([]);
    expect(await connection.run((database) => database.runs.count())).toEqual({ ok: true, value: 20 });
    expect(opened()).toBeLessThan(4);
  });

  it('lets a bug through as a bug', async () => {
    const { connection } = connect();
    await expect(connection.run(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  });

  it('that was closed stays closed', async () => {
    const { connection } = connect();
    connection.close();
    expect(await connection.run((database) => database.runs.count())).toEqual({
      ok: false,
      error: { type: 'closed' },
    });
  });
});
