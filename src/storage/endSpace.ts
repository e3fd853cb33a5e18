/**
 * A space ends when its tasks are done or its window is over by signed server time: its readable
 * parts go at once, what is sealed stays until its receipts, and then the rest of it goes too.
 */
import { ok, type Result } from '#core/result.ts';
import type { CommonDatabase } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

/** The mark first, so that a kill in between is made good at the next start. */
export async function endSpace(device: Device, id: string): Promise<Result<void, StorageProblem>> {
  const marked = await device.common.run((database) => database.spaces.update(id, { ended: true }));
  return marked.ok ? wipe(device, id) : marked;
}

export async function tidyEndedSpaces(device: Device): Promise<Result<void, StorageProblem>> {
  const spaces = await device.common.run((database) => database.spaces.toArray());
  if (!spaces.ok) return spaces;
  for (const space of spaces.value.filter((row) => row.ended)) {
    const wiped = await wipe(device, space.id);
    if (!wiped.ok) return wiped;
    const forgotten = await device.common.run((database) => forget(database, space.id));
    if (!forgotten.ok) return forgotten;
  }
  return ok(undefined);
}

const wipe = async (device: Device, id: string): Promise<Result<void, StorageProblem>> =>
  device.common.run(() => device.removeSpace(id));

/** Only when nothing sealed is left: the device key and the bearer token carry the outbox. */
function forget(database: CommonDatabase, id: string): PromiseLike<void> {
  const { spaces, interviews, runs, journal, outbox } = database;
  return database.transaction('rw', [spaces, interviews, runs, journal, outbox], async () => {
    if ((await outbox.where('space').equals(id).count()) > 0) return;
    const own = await interviews.where('space').equals(id).primaryKeys();
    const rows = await journal.toCollection().primaryKeys();
    if (rows.some(([interview]) => own.includes(interview))) return;
    await runs.where('interview').anyOf(own).delete();
    await interviews.bulkDelete(own);
    await spaces.delete(id);
  });
}
