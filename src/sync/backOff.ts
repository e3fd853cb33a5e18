/** Full jitter: anywhere from nothing to twice as long as last time, so that devices do not come back in step. */
const baseMs = 2000;
const capMs = 15 * 60 * 1000;

/** `failures` in a row so far, from 1. What the server asked for is waited for in any case. */
export function backOffMs(failures: number, chance: number, retryAfterMs: number | null): number {
  const jitter = chance * Math.min(capMs, baseMs * 2 ** (failures - 1));
  return Math.max(jitter, retryAfterMs ?? 0);
}
