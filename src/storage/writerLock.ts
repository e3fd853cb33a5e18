/**
 * One tab at a time may read or write what is stored. The lock is shared by everything inside a
 * tab and given back when the last holder lets go, so that a forgotten tab on its first screen does not
 * keep another one out.
 */
import { err, ok, type Result } from '#core/result.ts';
import type { StorageProblem } from './problem.ts';

export type Locks = Pick<LockManager, 'request'>;
export type Release = () => void;

export interface WriterLock {
  /** Counts at once, before its first wait. `busy`: another tab holds it and went on holding it. */
  hold(): Promise<Result<Release, StorageProblem>>;
}

const lockName = 'adem';

/** `signal` ends the waiting for another tab. */
export function createWriterLock(locks: Locks | null, signal: () => AbortSignal): WriterLock {
  let holders = 0;
  let held: Promise<Release | null> | null = null;

  const letGo = (): void => {
    holders--;
    if (holders > 0 || held === null) return;
    void held.then((release) => release?.());
    held = null;
  };

  return {
    async hold() {
      holders++;
      held ??= acquire(locks, signal());
      const release = await held;
      let open = true;
      const once = (): void => {
        if (open) letGo();
        open = false;
      };
      if (release !== null) return ok(once);
      once();
      return err({ type: 'busy' });
    },
  };
}

function acquire(locks: Locks | null, signal: AbortSignal): Promise<Release | null> {
  if (locks === null) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    locks
      .request(lockName, { signal }, () => new Promise<void>((release) => resolve(release)))
      .catch(() => resolve(null));
  });
}
