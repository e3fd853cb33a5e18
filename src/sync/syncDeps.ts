/** Everything sync needs from the world, so that a test can be the world. */
import type { Device } from '#storage/device.ts';

export interface SyncDeps {
  readonly device: Device;
  now(): Date;
  /** Milliseconds that only go forward. */
  mono(): number;
  readonly fetch: typeof fetch;
  /** Scheme, host and port of the mailbox. */
  readonly origin: string;
  /** From 0 up to but not 1. */
  chance(): number;
  after(ms: number, call: () => void): () => void;
  /** Calls when the network comes back or the page becomes visible. */
  onWake(call: () => void): () => void;
}
