/** The one place where storage meets the real browser: its database, buckets, locks and clocks. */
import { stretchCode } from '#crypto/code.ts';
import { appVersion } from './appVersion.ts';
import { createDevice, type Device } from './device.ts';
import type { Buckets } from './places.ts';

/** The same device for everybody in this page; nothing is opened before the first use. */
export const browserDevice: () => Device = once(() =>
  createDevice({
    factory: indexedDB,
    range: IDBKeyRange,
    buckets: browserBuckets(),
    locks: 'locks' in navigator ? navigator.locks : null,
    app: appVersion,
    now: () => new Date(),
    mono: () => performance.now(),
    stretch: stretchCode,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  }),
);

/** Not in the type library yet, and not in every browser. */
function browserBuckets(): Buckets | null {
  const found: unknown = 'storageBuckets' in navigator ? navigator.storageBuckets : null;
  return isBuckets(found) ? found : null;
}

const isBuckets = (value: unknown): value is Buckets =>
  typeof value === 'object' && value !== null && 'open' in value && 'delete' in value && 'keys' in value;

function once<T>(make: () => T): () => T {
  const made: T[] = [];
  return () => {
    const first = made[0] ?? make();
    made[0] = first;
    return first;
  };
}
