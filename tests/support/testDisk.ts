/**
 * A disk that a test can fill, drop or break. Databases outlive the devices that use them, as files
 * outlive a browser that is killed.
 */
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';

export interface DiskTransaction {
  readonly database: string;
  readonly stores: readonly string[];
  readonly mode: IDBTransactionMode;
  readonly durability: string | undefined;
  /** The browser has said that it is on the disk. */
  completed: boolean;
}

/** crash: the page is gone; full and aborted: the transaction is given up after its first write. */
export type DiskFault = 'crash' | 'full' | 'aborted';

export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export interface TestDisk {
  readonly factory: IDBFactory;
  readonly transactions: DiskTransaction[];
  /** Asked for every transaction that writes. */
  fault: (transaction: DiskTransaction) => DiskFault | null;
  /** As a browser does to a page in the background. */
  dropConnections(): void;
}

export function createTestDisk(): TestDisk {
  const opened = new Set<IDBDatabase>();
  const disk: TestDisk = {
    factory: watchedFactory((database) => {
      opened.add(database);
      watch(database, disk);
    }),
    transactions: [],
    fault: () => null,
    dropConnections() {
      // The library's own types ask for the class where it takes a database.
      for (const database of opened)
        forceCloseDatabase(database as unknown as Parameters<typeof forceCloseDatabase>[0]);
      opened.clear();
    },
  };
  return disk;
}

function watchedFactory(onOpen: (database: IDBDatabase) => void): IDBFactory {
  const factory = new IDBFactory();
  const open = factory.open.bind(factory);
  factory.open = (name, version) => {
    const request = version === undefined ? open(name) : open(name, version);
    request.addEventListener('success', () => onOpen(request.result));
    return request;
  };
  return factory;
}

function watch(database: IDBDatabase, disk: TestDisk): void {
  const begin = database.transaction.bind(database);
  database.transaction = (stores, mode = 'readonly', options) => {
    const started: DiskTransaction = {
      database: database.name,
      stores: typeof stores === 'string' ? [stores] : [...stores],
      mode,
      durability: options?.durability,
      completed: false,
    };
    disk.transactions.push(started);
    const fault = mode === 'readwrite' ? disk.fault(started) : null;
    if (fault === 'crash') throw new CrashError('the browser was killed');
    const transaction = begin(stores, mode, options);
    transaction.addEventListener('complete', () => {
      started.completed = true;
    });
    if (fault !== null) giveUp(transaction, fault === 'full' ? 'QuotaExceededError' : 'AbortError');
    return transaction;
  };
}

interface Abortable {
  _abort(name: string): void;
}

/** A full disk shows when the browser writes, after the requests themselves went well. */
function giveUp(transaction: IDBTransaction, name: string): void {
  const open = transaction.objectStore.bind(transaction);
  let given = false;
  transaction.objectStore = (store) => {
    const found = open(store);
    const watched = <R>(request: IDBRequest<R>): IDBRequest<R> => {
      request.addEventListener('success', () => {
        if (given) return;
        given = true;
        (transaction as unknown as Abortable)._abort(name);
      });
      return request;
    };
    const { put, add, clear } = found;
    found.put = (row: unknown) => watched(put.call(found, row));
    found.add = (row: unknown) => watched(add.call(found, row));
    found.clear = () => watched(clear.call(found));
    found.delete = (
      (remove) => (key) =>
        watched(remove.call(found, key))
    )(found.delete);
    return found;
  };
}
