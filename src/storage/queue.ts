/**
 * One thing after the other: whatever touches the journal goes through one queue, so that no two
 * calls seal against the same tail.
 */
export interface Queue {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything asked for so far has ended. */
  idle(): Promise<void>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  const run = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    // A bug in one call is its caller's; the next call starts regardless.
    last = next.catch(() => undefined);
    return next;
  };
  return { run, idle: () => run(() => Promise.resolve()) };
}
