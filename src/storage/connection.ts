/**
 * One connection to one database: opened when first needed, opened again when the browser dropped
 * it, let go at once when a newer version of the app asks for it. Every piece of work given to `run`
 * must be safe to do twice, because a connection can drop after its commit.
 */
import type Dexie from 'dexie';
import { err, ok, type Result } from '#core/result.ts';
import { BlockedError, isLostConnection, type StorageProblem, storageProblem } from './problem.ts';

export interface Connection<T extends Dexie> {
  /** Resolves after the commit. A bug in `work` throws. */
  run<R>(work: (database: T) => PromiseLike<R>): Promise<Result<R, StorageProblem>>;
  close(): void;
}

export interface ConnectionDeps<T extends Dexie> {
  create(): Promise<T>;
  after(ms: number, call: () => void): () => void;
  /** Makes room; false when there was nothing to give up. */
  makeRoom(): Promise<boolean>;
  onOutdated(): void;
}

const blockedMs = 3000;
const reopenings = 3;

export function createConnection<T extends Dexie>(deps: ConnectionDeps<T>): Connection<T> {
  let opened: Promise<T> | null = null;
  let finished = false;
  // What began while each attempt runs: asked for the reason when the library only saw that it was over.
  const watching = new Set<IDBTransaction[]>();

  const database = (): Promise<T> => {
    if (opened !== null) return opened;
    const opening = open();
    opened = opening;
    // What kept it from opening may be over by the next call.
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };

  const open = async (): Promise<T> => {
    const made = await deps.create();
    made.use({
      stack: 'dbcore',
      create: (core) => ({
        ...core,
        transaction(stores, mode, options) {
          const begun = core.transaction(stores, mode, options);
          if (isTransaction(begun)) for (const seen of watching) seen.push(begun);
          return begun;
        },
      }),
    });
    made.on('versionchange', () => {
      finished = true;
      made.close();
      deps.onOutdated();
      return false;
    });
    await untilOpen(made, deps);
    return made;
  };

  /** Only the one that failed: somebody else may have opened a new one already. */
  const drop = async (failed: Promise<T> | null): Promise<void> => {
    if (opened === failed) opened = null;
    const made = await failed?.catch(() => null);
    made?.close();
  };

  const attempt = async <R>(work: (made: T) => PromiseLike<R>): Promise<Attempt<T, R>> => {
    const begun: IDBTransaction[] = [];
    watching.add(begun);
    const used = database();
    try {
      return { done: true, value: await work(await used) };
    } catch (thrown) {
      const reason = reasonOf(begun);
      const made = await used.catch(() => null);
      const closed = made !== null && !made.isOpen();
      const lost = closed || (reason === null && isLostConnection(thrown));
      return { done: false, thrown, reason, lost, used };
    } finally {
      watching.delete(begun);
    }
  };

  return {
    async run(work) {
      if (finished) return err({ type: 'closed' });
      let result = await attempt(work);
      for (let again = 0; again < reopenings && !result.done && result.lost && !isFinished(); again++) {
        await drop(result.used);
        result = await attempt(work);
      }
      if (!result.done && problemOf(result)?.type === 'disk-full' && (await deps.makeRoom())) {
        result = await attempt(work);
      }
      if (result.done) return ok(result.value);
      const problem = problemOf(result);
      if (problem === null) throw result.thrown;
      // The next call may find the tab gone that was in the way, or the disk mended.
      if (problem.type === 'blocked' || problem.type === 'unreadable') await drop(result.used);
      return err(isFinished() ? { type: 'closed' } : problem);
    },
    close() {
      finished = true;
      void drop(opened);
    },
  };

  function isFinished(): boolean {
    return finished;
  }
}

type Attempt<T, R> = { readonly done: true; readonly value: R } | Failure<T>;

interface Failure<T> {
  readonly done: false;
  readonly thrown: unknown;
  /** Why the browser gave the transaction up, when it did. */
  readonly reason: DOMException | null;
  /** The browser dropped the connection: worth opening again. */
  readonly lost: boolean;
  readonly used: Promise<T>;
}

const problemOf = (failure: Pick<Failure<unknown>, 'thrown' | 'reason'>): StorageProblem | null =>
  (failure.reason === null ? null : storageProblem(failure.reason)) ?? storageProblem(failure.thrown);

const reasonOf = (begun: readonly IDBTransaction[]): DOMException | null =>
  begun.find((transaction) => transaction.error !== null)?.error ?? null;

const isTransaction = (begun: object): begun is IDBTransaction => 'error' in begun && 'objectStore' in begun;

async function untilOpen(made: Dexie, deps: Pick<ConnectionDeps<Dexie>, 'after'>): Promise<void> {
  let cancel = (): void => undefined;
  const blocked = new Promise<never>((_, reject) => {
    made.on('blocked', () => {
      cancel = deps.after(blockedMs, () => {
        made.close();
        reject(new BlockedError('an older tab holds the database'));
      });
      return false;
    });
  });
  try {
    await Promise.race([made.open(), blocked]);
  } finally {
    cancel();
  }
}
