/**
 * What can go wrong between a tap and the disk, as values. Whoever gets one of these knows that
 * nothing of the call was reported as saved; the text for the person is the screen's.
 */
export interface StorageProblem {
  readonly type: /** No room, ballast already given up. */
    | 'disk-full'
    /** The browser gave the transaction up for another reason. */
    | 'not-saved'
    /** The space was left, or another tab made it, or a newer version of the app took the database over. */
    | 'closed'
    /** An older tab keeps the database from being opened. */
    | 'blocked'
    /** Another tab is the one writer; nothing was read. */
    | 'busy'
    /** What is on the disk cannot be read. It is left exactly as it is. */
    | 'unreadable';
}

/** Thrown inside a connection only, when an older tab does not let go. */
export class BlockedError extends Error {
  override readonly name = 'BlockedError';
}

/** Null: not a failure of the storage but a bug. */
export function storageProblem(thrown: unknown): StorageProblem | null {
  const names = namesOf(thrown);
  const has = (...some: readonly string[]): boolean => some.some((name) => names.has(name));
  if (has('QuotaExceededError')) return { type: 'disk-full' };
  if (has('BlockedError')) return { type: 'blocked' };
  if (has('DatabaseClosedError')) return { type: 'closed' };
  if (has(...unreadable)) return { type: 'unreadable' };
  if (has('AbortError', 'TimeoutError')) return { type: 'not-saved' };
  return null;
}

/** The browser dropped the connection (Safari after a time in the background): worth opening again. */
export function isLostConnection(thrown: unknown): boolean {
  const names = namesOf(thrown);
  if (names.has('DatabaseClosedError') || names.has('InvalidStateError')) return true;
  return names.has('UnknownError') && thrown instanceof Error && /connection/i.test(thrown.message);
}

const unreadable = [
  'UnknownError',
  'NotFoundError',
  'NotReadableError',
  'VersionError',
  'OpenFailedError',
  'MissingAPIError',
  'NoSuchDatabaseError',
  'SecurityError',
  'InvalidStateError',
  'DataError',
] as const;

/** The library wraps what the browser threw, and an abort carries its cause inside. */
function namesOf(thrown: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  let current: unknown = thrown;
  while (typeof current === 'object' && current !== null && names.size < 8) {
    if ('name' in current && typeof current.name === 'string') names.add(current.name);
    current = 'inner' in current && current.inner !== current ? current.inner : null;
  }
  return names;
}
