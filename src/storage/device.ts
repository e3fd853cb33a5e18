/**
 * The device: its databases, its one writer lock, its clock and its queue. Everything in storage
 * and sync gets it as an argument; the real one is made in browserDevice.ts.
 */
import { ok, type Result } from '#core/result.ts';
import { newDeviceSalt } from '#crypto/code.ts';
import { dropBallast, keepBallast } from './ballast.ts';
import { type CommonDatabase, commonDatabase } from './commonDatabase.ts';
import { type Connection, createConnection } from './connection.ts';
import { type Buckets, createPlaces } from './places.ts';
import type { StorageProblem } from './problem.ts';
import { createQueue, type Queue } from './queue.ts';
import { type SpaceDatabase, spaceDatabase } from './spaceDatabase.ts';
import { createWriterLock, type Locks, type WriterLock } from './writerLock.ts';

export interface DeviceDeps {
  readonly factory: IDBFactory;
  readonly range: typeof IDBKeyRange;
  readonly buckets: Buckets | null;
  readonly locks: Locks | null;
  readonly app: string;
  now(): Date;
  /** Milliseconds that only go forward. */
  mono(): number;
  after(ms: number, call: () => void): () => void;
  /** The slow way from a code to a key. */
  stretch(code: string, salt: Uint8Array): Promise<CryptoKey>;
}

export interface Device extends WriterLock {
  readonly app: string;
  now(): Date;
  mono(): number;
  after(ms: number, call: () => void): () => void;
  stretch(code: string, salt: Uint8Array): Promise<CryptoKey>;
  readonly common: Connection<CommonDatabase>;
  space(id: string): Connection<SpaceDatabase>;
  /** Deletes the readable parts of a space. Its connection must be closed. */
  removeSpace(id: string): Promise<void>;
  /** Everything that writes to the journal. */
  readonly queue: Queue;
  salt(): Promise<Result<Uint8Array, StorageProblem>>;
  /** Something new waits in the outbox. */
  readonly outbox: Signal;
  /** A newer version of the app took the database over: go blank. */
  readonly outdated: Signal;
  /** Signed server time by study, as last heard; null until then. No other clock ends a space. */
  readonly serverTime: Map<string, string>;
  close(): void;
}

export interface Signal {
  listen(listener: () => void): () => void;
  fire(): void;
}

const lockWaitMs = 3000;

export function createDevice(deps: DeviceDeps): Device {
  const places = createPlaces(deps.factory, deps.buckets);
  const outdated = createSignal();
  const onOutdated = outdated.fire;
  const { after } = deps;
  const common: Connection<CommonDatabase> = createConnection({
    create: async () => commonDatabase(await places.common(), deps.range),
    after,
    makeRoom: () => makeRoom(),
    onOutdated,
  });
  const makeRoom = roomMaker(common);
  const waitSignal = (): AbortSignal => {
    const controller = new AbortController();
    after(lockWaitMs, () => controller.abort());
    return controller.signal;
  };
  return {
    ...createWriterLock(deps.locks, waitSignal),
    app: deps.app,
    now: deps.now,
    mono: deps.mono,
    after,
    stretch: deps.stretch,
    common,
    space: (id) =>
      createConnection({
        create: async () => spaceDatabase(id, await places.space(id), deps.range),
        after,
        makeRoom,
        onOutdated,
      }),
    removeSpace: places.removeSpace,
    queue: createQueue(),
    salt: () => deviceSalt(common),
    outbox: createSignal(),
    outdated,
    serverTime: new Map(),
    close: common.close,
  };
}

/** Nothing new may begin without ballast. */
export const ensureBallast = (device: Device): Promise<Result<void, StorageProblem>> =>
  device.common.run(keepBallast);

/** Not inside itself: a disk can be too full to delete from, and giving up the ballast is a write too. */
function roomMaker(common: Connection<CommonDatabase>): () => Promise<boolean> {
  let making = false;
  return async () => {
    if (making) return false;
    making = true;
    try {
      const dropped = await common.run(dropBallast);
      return dropped.ok && dropped.value;
    } finally {
      making = false;
    }
  };
}

async function deviceSalt(common: Connection<CommonDatabase>): Promise<Result<Uint8Array, StorageProblem>> {
  const drawn = newDeviceSalt();
  const row = await common.run((database) =>
    database.transaction('rw', database.device, async () => {
      const known = await database.device.get('device');
      if (known !== undefined) return known;
      const made = { id: 'device', salt: drawn } as const;
      await database.device.add(made);
      return made;
    }),
  );
  return row.ok ? ok(row.value.salt) : row;
}

function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fire() {
      for (const listener of listeners) listener();
    },
  };
}
