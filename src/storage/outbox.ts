/**
 * What waits to travel and what has travelled. Nothing is deleted here without a receipt that its
 * caller has verified; a step that is done twice changes nothing.
 */
import type { Result } from '#core/result.ts';
import { type CommonDatabase, confirmId, type OutboxRow, type SpaceRow } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

/** Ids only: bodies are large and are read one at a time. */
export const waitingIds = (device: Device): Promise<Result<readonly string[], StorageProblem>> =>
  device.common.run((database) => database.outbox.where('state').equals('waiting').primaryKeys());

export interface Parcel {
  readonly row: OutboxRow;
  readonly space: SpaceRow;
}

/** Null: gone in the meantime. */
export const readParcel = (device: Device, id: string): Promise<Result<Parcel | null, StorageProblem>> =>
  device.common.run((database) =>
    database.transaction('r', database.outbox, database.spaces, async () => {
      const row = await database.outbox.get(id);
      const space = row === undefined ? undefined : await database.spaces.get(row.space);
      return row === undefined || space === undefined ? null : { row, space };
    }),
  );

/**
 * Bundles of one space without a mailbox receipt, and its interviews that have sealed events in no bundle
 * yet. By index, so that no body is read.
 */
export const countUnsent = (device: Device, space: string): Promise<Result<number, StorageProblem>> =>
  device.common.run((database) =>
    database.transaction('r', database.outbox, database.interviews, database.journal, async () => {
      const own = await database.outbox.where('space').equals(space).primaryKeys();
      const waiting = new Set(await database.outbox.where('state').equals('waiting').primaryKeys());
      const interviews = await database.interviews.where('space').equals(space).primaryKeys();
      const rows = await Promise.all(
        interviews.map((interview) =>
          database.journal
            .where('[interview+seq]')
            .between([interview, 0], [interview, Number.MAX_SAFE_INTEGER])
            .count(),
        ),
      );
      const bundles = own.filter((id) => waiting.has(id) && id !== confirmId(space));
      return bundles.length + rows.filter((count) => count > 0).length;
    }),
  );

/** After a verified mailbox receipt. */
export const markSent = (
  device: Device,
  id: string,
  mailboxTime: string,
): Promise<Result<void, StorageProblem>> =>
  device.common.run(async (database) => {
    await database.outbox.update(id, { state: 'sent', mailboxTime: oneSpelling(mailboxTime) });
  });

/** After an answer to `confirm` that carries signed time. */
export const dropConfirm = (device: Device, id: string): Promise<Result<void, StorageProblem>> =>
  device.common.run((database) =>
    database.transaction('rw', database.outbox, async () => {
      const row = await database.outbox.get(id);
      if (row?.kind === 'confirm') await database.outbox.delete(id);
    }),
  );

/** After verified desk receipts; the cursor moves in the same transaction. */
export const dropReceived = (
  device: Device,
  space: string,
  bundles: readonly string[],
  after: number,
): Promise<Result<void, StorageProblem>> =>
  device.common.run((database) =>
    database.transaction('rw', database.outbox, database.spaces, async () => {
      const rows = await database.outbox.bulkGet([...bundles]);
      const own = rows.filter((row) => row?.space === space && row.kind === 'bundle');
      await database.outbox.bulkDelete(own.flatMap((row) => (row === undefined ? [] : [row.id])));
      await database.spaces.update(space, { receiptsAfter: after });
    }),
  );

const keptDays = 14;
const dayMs = 86_400_000;

const keptUntil = (time: string): string => new Date(Date.parse(time) - keptDays * dayMs).toISOString();

/** Fourteen days after the mailbox's receipt; `time` is signed by the same mailbox, never the device's. */
export const oldIds = (
  device: Device,
  space: string,
  time: string,
): Promise<Result<readonly string[], StorageProblem>> =>
  device.common.run((database) => sentBefore(database, space, keptUntil(time)).primaryKeys());

/** Unless its receipt has become a newer one in the meantime. */
export const dropOld = (device: Device, id: string, time: string): Promise<Result<void, StorageProblem>> =>
  device.common.run((database) =>
    database.transaction('rw', database.outbox, async () => {
      const row = await database.outbox.get(id);
      const sent = row?.state === 'sent' ? row.mailboxTime : null;
      if (sent !== null && sent <= keptUntil(time)) await database.outbox.delete(id);
    }),
  );

/** Spaces with something sent that the desk has not yet acknowledged. */
export const spacesAwaitingDesk = (device: Device): Promise<Result<readonly SpaceRow[], StorageProblem>> =>
  device.common.run((database) =>
    database.transaction('r', database.outbox, database.spaces, async () => {
      const spaces = await database.spaces.toArray();
      const counts = await Promise.all(
        spaces.map((space) => sentBefore(database, space.id, afterAll).count()),
      );
      return spaces.filter((_, index) => (counts[index] ?? 0) > 0);
    }),
  );

const afterAll = '\uffff';
const oneSpelling = (time: string): string => new Date(time).toISOString();

/** By index, so that no body is read; rows without a mailbox time are not in it. */
const sentBefore = (database: CommonDatabase, space: string, until: string) =>
  database.outbox.where('[space+mailboxTime]').between([space, ''], [space, until], true, true);

export const allSpaces = (device: Device): Promise<Result<readonly SpaceRow[], StorageProblem>> =>
  device.common.run((database) => database.spaces.toArray());
