/** A device on a test disk, with a clock, timers and locks that the test moves. */
import { IDBKeyRange } from 'fake-indexeddb';
import { concat, utf8 } from '#crypto/bytes.ts';
import { sha256 } from '#crypto/sha256.ts';
import { createDevice, type Device } from '#storage/device.ts';
import type { Buckets } from '#storage/places.ts';
import type { Locks } from '#storage/writerLock.ts';
import { createTestDisk, type TestDisk } from './testDisk.ts';

export interface TestClock {
  wall: Date;
  mono: number;
  /** Moves both clocks and calls what is due, in order. */
  pass(ms: number): Promise<void>;
  after(ms: number, call: () => void): () => void;
  /** Milliseconds until the next timer; null: none set. */
  next(): number | null;
}

export interface TestDevice {
  readonly device: Device;
  readonly disk: TestDisk;
  readonly clock: TestClock;
  readonly locks: Locks;
  /** The same disk after the page is gone: nothing in memory survives. */
  restart(): TestDevice;
}

interface Around {
  readonly disk?: TestDisk;
  readonly clock?: TestClock;
  readonly locks?: Locks;
  readonly buckets?: Buckets | null;
  /** Left out: a stretching that costs nothing. */
  readonly stretch?: Device['stretch'];
}

export function createTestDevice(around: Around = {}): TestDevice {
  const disk = around.disk ?? createTestDisk();
  const clock = around.clock ?? createTestClock();
  const locks = around.locks ?? createTestLocks();
  const device = createDevice({
    factory: disk.factory,
    range: IDBKeyRange,
    buckets: around.buckets ?? null,
    locks,
    app: '0.0.0-test',
    now: () => clock.wall,
    mono: () => clock.mono,
    after: clock.after,
    stretch: around.stretch ?? quickly,
  });
  return {
    device,
    disk,
    clock,
    locks,
    restart() {
      device.close();
      return createTestDevice({ ...around, disk, clock, locks: createTestLocks() });
    },
  };
}

/** What a code opens does not depend on how slowly; the real stretching is used where that is the point. */
async function quickly(code: string, salt: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', sha256(concat(utf8(code), salt)), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
}

export function createTestClock(): TestClock {
  let timers: { at: number; call: () => void }[] = [];
  const clock: TestClock = {
    wall: new Date('2026-03-02T10:20:30.400Z'),
    mono: 5000,
    after(ms, call) {
      const timer = { at: clock.mono + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async pass(ms) {
      const until = clock.mono + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        clock.mono = Math.max(clock.mono, due.at);
        due.call();
        await settle();
      }
      clock.mono = until;
      clock.wall = new Date(clock.wall.getTime() + ms);
    },
    next: () => (timers.length === 0 ? null : Math.min(...timers.map((timer) => timer.at)) - clock.mono),
  };
  return clock;
}

/** Long enough for a database and a signature, without a clock of its own. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** One lock, as the browser keeps it for all tabs of a site. */
export function createTestLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  const request = (
    _name: string,
    options: LockOptions,
    granted: LockGrantedCallback<unknown>,
  ): Promise<unknown> => {
    const aborted = new Promise<never>((_, reject) => {
      options.signal?.addEventListener('abort', () => reject(new DOMException('gave up', 'AbortError')));
    });
    const before = last;
    const turn = Promise.race([before.then(() => true), aborted]);
    const result = turn.then(() => granted(null));
    last = Promise.all([before, result.catch(() => undefined)]);
    return result;
  };
  return { request: request as Locks['request'] };
}
