/** Storage buckets in memory: each with databases of its own. */
import type { Buckets } from '#storage/places.ts';
import { createTestDisk, type TestDisk } from './testDisk.ts';

export interface TestBuckets extends Buckets {
  readonly disks: Map<string, TestDisk>;
  broken: boolean;
}

export function createTestBuckets(): TestBuckets {
  const buckets: TestBuckets = {
    disks: new Map(),
    broken: false,
    open(name) {
      // The characters that the standard allows.
      if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name))
        return Promise.reject(new TypeError(`not a bucket name: ${name}`));
      if (buckets.broken) return Promise.reject(new DOMException('did not open', 'UnknownError'));
      const disk = buckets.disks.get(name) ?? createTestDisk();
      buckets.disks.set(name, disk);
      return Promise.resolve({ indexedDB: disk.factory });
    },
    delete(name) {
      buckets.disks.delete(name);
      return Promise.resolve();
    },
    keys: () => Promise.resolve([...buckets.disks.keys()]),
  };
  return buckets;
}
