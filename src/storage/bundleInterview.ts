/**
 * Sealed events become bundles in the outbox. Needs no code: what is read here can only be opened
 * by the desk. Rows leave the journal in the transaction that puts their bundle into the outbox.
 */
import { type BundleHeader, largestClass, type SizeClass } from '#core/event/bundle.ts';
import { err, ok, type Result } from '#core/result.ts';
import { bundleLength, bundleRoom, sealBundle } from '#crypto/bundle.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import type { InterviewRow, JournalRow, RunRow, SpaceRow } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

/**
 * `section`: one bundle of the section's size, what does not fit waits for the next.
 * `all`: exit, lock, start and interview end leave no row behind.
 */
export type BundleReach = 'section' | 'all';

/** Call inside the device's queue. */
export async function bundleInterview(
  device: Device,
  interview: string,
  reach: BundleReach,
): Promise<Result<void, StorageProblem>> {
  let least: SizeClass = 0;
  for (;;) {
    const waiting = await read(device, interview);
    if (!waiting.ok) return waiting;
    if (waiting.value === null) return ok(undefined);
    const made = await seal(waiting.value, least);
    const saved = await commit(device, waiting.value.interview, made);
    if (!saved.ok) return saved;
    device.outbox.fire();
    if (reach === 'section') return ok(undefined);
    least = largestClass;
  }
}

interface Waiting {
  readonly interview: InterviewRow;
  readonly space: SpaceRow;
  readonly rows: readonly JournalRow[];
  readonly runs: ReadonlyMap<string, RunRow>;
}

/** Null: nothing waits. */
async function read(device: Device, id: string): Promise<Result<Waiting | null, StorageProblem>> {
  return device.common.run((database) =>
    database.transaction(
      'r',
      database.interviews,
      database.spaces,
      database.journal,
      database.runs,
      async () => {
        const rows = await database.journal
          .where('[interview+seq]')
          .between([id, 0], [id, Number.MAX_SAFE_INTEGER])
          .toArray();
        const interview = await database.interviews.get(id);
        if (rows.length === 0 || interview === undefined) return null;
        const space = await database.spaces.get(interview.space);
        if (space === undefined) throw new Error('sealed events without their space');
        const runs = await database.runs.where('interview').equals(id).toArray();
        return { interview, space, rows, runs: new Map(runs.map((run) => [run.id, run])) };
      },
    ),
  );
}

const sizeClasses: readonly SizeClass[] = [0, 1, 2, 3];

interface Made {
  readonly sealed: Uint8Array;
  readonly sha256: string;
  readonly rows: readonly JournalRow[];
  readonly tail: string;
}

async function seal(waiting: Waiting, least: SizeClass): Promise<Made> {
  const { trust } = waiting.space;
  const recipients = [...trust.recipients, trust.signalRecipient];
  const smallest = Math.max(least, ...waiting.rows.map((row) => row.sizeClass));
  for (const sizeClass of sizeClasses.filter((one) => one >= smallest)) {
    const room = await bundleRoom(recipients, sizeClass);
    if (!room.ok) throw new Error(`recipients of an accepted manifest were refused: ${room.error.type}`);
    const rows = waiting.rows.slice(0, howManyFit(waiting, room.value));
    const last = rows.at(-1);
    // One event and its run's header always fit the next size.
    if (last === undefined) continue;
    const made = await sealBundle({
      header: headerOf(waiting, rows),
      blobs: rows,
      deviceKey: waiting.space.deviceKey,
      recipients,
      sizeClass,
    });
    if (!made.ok) throw new Error(`a bundle that fits was refused: ${made.error.type}`);
    return { ...made.value, rows, tail: sha256Hex(last.sealed) };
  }
  throw new Error('an event larger than the largest bundle');
}

/** Bisection: a bundle only grows with its events. */
function howManyFit(waiting: Waiting, room: number): number {
  const fits = (count: number): boolean => {
    const rows = waiting.rows.slice(0, count);
    return bundleLength(headerOf(waiting, rows), rows) <= room;
  };
  let fitting = 0;
  let tooMany = waiting.rows.length + 1;
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(middle)) fitting = middle;
    else tooMany = middle;
  }
  return fitting;
}

function headerOf({ interview, space, runs }: Waiting, rows: readonly JournalRow[]): BundleHeader {
  const used = [...new Set(rows.map((row) => row.run))];
  const headerText = (id: string): string => {
    const run = runs.get(id);
    if (run === undefined) throw new Error('a sealed event without its run');
    return run.header;
  };
  return {
    v: 1,
    study: space.study,
    manifest: space.trust.serial,
    invite: space.invite,
    publicKey: space.publicKey,
    keyMac: space.keyMac,
    interview: interview.id,
    number: interview.bundles + 1,
    previous: interview.previous,
    before: interview.bundledTail,
    runs: used.map(headerText),
    events: rows.map((row) => ({
      seq: row.seq,
      run: used.indexOf(row.run),
      sealed: row.sealed.length,
      slot: row.slot.length,
    })),
  };
}

async function commit(device: Device, read: InterviewRow, made: Made): Promise<Result<void, StorageProblem>> {
  const saved = await device.common.run((database) =>
    database.transaction(
      'rw',
      database.interviews,
      database.journal,
      database.runs,
      database.outbox,
      async () => {
        const interview = await database.interviews.get(read.id);
        if (interview === undefined) return false;
        if (interview.previous === made.sha256) return true;
        if (interview.bundles !== read.bundles || interview.previous !== read.previous) return false;
        await database.outbox.add({
          id: made.sha256,
          kind: 'bundle',
          space: read.space,
          body: made.sealed,
          state: 'waiting',
          mailboxTime: null,
        });
        await database.journal.bulkDelete(made.rows.map((row) => [row.interview, row.seq]));
        await database.interviews.put({
          ...interview,
          bundles: interview.bundles + 1,
          previous: made.sha256,
          bundledTail: made.tail,
        });
        const left = await database.journal
          .where('[interview+seq]')
          .between([read.id, 0], [read.id, Number.MAX_SAFE_INTEGER])
          .toArray();
        const needed = new Set(left.map((row) => row.run));
        const runs = await database.runs.where('interview').equals(read.id).primaryKeys();
        await database.runs.bulkDelete(runs.filter((run) => !needed.has(run)));
        return true;
      },
    ),
  );
  if (!saved.ok) return saved;
  return saved.value ? ok(undefined) : err({ type: 'not-saved' });
}
