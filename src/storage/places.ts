/**
 * Where databases live. With Storage Buckets: one bucket per space for its readable parts and a
 * common one for everything sealed, so that wiping one person's removes its files and harms no other's.
 * A device that began without buckets stays without: what is there is never left behind unseen.
 */
import { fromBase64url, toHex } from '#crypto/bytes.ts';
import { commonName } from './commonDatabase.ts';
import { spaceDatabaseName } from './spaceDatabase.ts';

export interface Buckets {
  open(name: string, options: { readonly durability: 'strict' }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
  keys(): Promise<readonly string[]>;
}

export interface Places {
  common(): Promise<IDBFactory>;
  space(id: string): Promise<IDBFactory>;
  /** Harmless when there is nothing left. */
  removeSpace(id: string): Promise<void>;
}

const commonBucket = 'adem';
const spaceBucket = (id: string): string => `s${toHex(fromBase64url(id))}`;

export function createPlaces(factory: IDBFactory, buckets: Buckets | null): Places {
  let chosen: Promise<Buckets | null> | null = null;
  const choice = (): Promise<Buckets | null> => {
    chosen ??= usableBuckets(factory, buckets).catch((thrown: unknown) => {
      chosen = null;
      throw thrown;
    });
    return chosen;
  };
  const open = async (name: string): Promise<IDBFactory> => {
    const used = await choice();
    return used === null ? factory : (await used.open(name, { durability: 'strict' })).indexedDB;
  };
  return {
    common: () => open(commonBucket),
    space: (id) => open(spaceBucket(id)),
    async removeSpace(id) {
      const used = await choice();
      if (used === null) return deleteDatabase(factory, spaceDatabaseName(id));
      const names = await used.keys();
      return names.includes(spaceBucket(id)) ? used.delete(spaceBucket(id)) : undefined;
    },
  };
}

async function usableBuckets(factory: IDBFactory, buckets: Buckets | null): Promise<Buckets | null> {
  if (buckets === null) return null;
  const plain = await factory.databases();
  if (plain.some((database) => database.name === commonName)) return null;
  try {
    await buckets.open(commonBucket, { durability: 'strict' });
    return buckets;
  } catch (thrown) {
    // A bucket that exists but does not open must not be replaced by an empty database.
    const names = await buckets.keys().catch((): readonly string[] => []);
    if (names.includes(commonBucket)) throw thrown;
    return null;
  }
}

function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
  });
}
