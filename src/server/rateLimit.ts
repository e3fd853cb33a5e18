/**
 * Counts per key in a fixed window, in memory only. Keys are kept as keyed hashes under a secret of
 * this process and dropped when their window is over, so nothing here tells afterwards who called.
 */
import { createHmac, randomBytes } from 'node:crypto';

export interface RateLimit {
  /** 0: go on. Otherwise the whole seconds until the next try has a chance. */
  wait(key: string, now: Date): number;
  count(key: string, now: Date): void;
  /** Drops every window that is over. */
  sweep(now: Date): void;
  readonly size: () => number;
}

/** A flood of new keys must not fill the memory: beyond this the oldest windows go. */
const keysAtMost = 50_000;

export function createRateLimit(limit: number, windowMs: number, mostKeys = keysAtMost): RateLimit {
  const salt = randomBytes(32);
  const windows = new Map<string, { count: number; readonly started: number }>();
  const hash = (key: string): string => createHmac('sha256', salt).update(key).digest('base64');

  const isOver = (started: number, now: Date): boolean =>
    now.getTime() - started >= windowMs || now.getTime() < started;

  return {
    wait(key, now) {
      const open = windows.get(hash(key));
      if (open === undefined || isOver(open.started, now) || open.count < limit) return 0;
      return Math.max(1, Math.ceil((open.started + windowMs - now.getTime()) / 1000));
    },
    count(key, now) {
      const name = hash(key);
      const open = windows.get(name);
      if (open !== undefined && !isOver(open.started, now)) {
        open.count += 1;
        return;
      }
      windows.delete(name);
      windows.set(name, { count: 1, started: now.getTime() });
      const oldest = windows.keys().next();
      if (windows.size > mostKeys && oldest.done !== true) windows.delete(oldest.value);
    },
    sweep(now) {
      for (const [name, { started }] of windows) {
        if (isOver(started, now)) windows.delete(name);
      }
    },
    size: () => windows.size,
  };
}

/** Neighbours share a count: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
export function addressPrefix(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) while (groups.length < 3) groups.push('0');
  return groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}
