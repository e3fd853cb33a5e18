/**
 * A run: one sitting of one interview. K and S live in memory only, so that after lock or exit
 * nobody on the device can open what was written. Layout and associated data: core/event/bundle.ts.
 * Opening stands apart in openRun.ts, so that it is not even part of what a device loads.
 */

import type { RunHeader } from '#core/event/bundle.ts';
import { type Event, signalSlotBytes } from '#core/event/event.ts';
import { ok, type Result } from '#core/result.ts';
import { type RecipientProblem, sealTo } from './age.ts';
import { type Bytes, concat, fromHex, randomBytes, randomId, toBase64, toHex, u64, utf8 } from './bytes.ts';
import { sha256 } from './sha256.ts';

/** Memory only. */
export interface Run {
  /** The text whose SHA-256 every event of the run is bound to. */
  readonly header: string;
  readonly headerHash: Bytes;
  readonly k: CryptoKey;
  readonly s: CryptoKey;
}

export interface RunStart {
  readonly interview: string;
  readonly sitting: number;
  /** desk and escrow */
  readonly recipients: readonly string[];
  readonly signalRecipient: string;
}

export interface SealedEvent {
  readonly sealed: Bytes;
  readonly slot: Bytes;
  /** SHA-256 of `sealed`, hex: what the next event is bound to. */
  readonly hash: string;
}

/** Hash before the first event of an interview. */
export const firstBefore = '0'.repeat(64);

const tagBytes = 16;
const space = 0x20;

/** Sealed length of an event of `bytes` plain bytes together with its slot. */
export const sealedEventLength = (bytes: number): number => bytes + tagBytes + signalSlotBytes + tagBytes;

export async function startRun(start: RunStart): Promise<Result<Run, RecipientProblem>> {
  const kBytes = randomBytes(32);
  const sBytes = randomBytes(32);
  const kFile = await sealTo(start.recipients, kBytes);
  if (!kFile.ok) return kFile;
  const sFile = await sealTo([start.signalRecipient], sBytes);
  if (!sFile.ok) return sFile;
  const header = JSON.stringify({
    v: 1,
    interview: start.interview,
    sitting: start.sitting,
    run: randomId(),
    k: toBase64(kFile.value),
    s: toBase64(sFile.value),
  } satisfies RunHeader);
  const run = {
    header,
    headerHash: sha256(utf8(header)),
    k: await importRunKey(kBytes),
    s: await importRunKey(sBytes),
  };
  kBytes.fill(0);
  sBytes.fill(0);
  return ok(run);
}

/**
 * `before`: hash of the previous sealed event, hex. `bytes`: plain size by the item's definition.
 * Throws when the event does not fit: the compiler bounds every item, so that is a bug.
 */
export async function sealEvent(
  run: Run,
  input: {
    readonly seq: number;
    readonly before: string;
    readonly event: Event;
    readonly bytes: number;
    readonly signal: string | null;
  },
): Promise<SealedEvent> {
  const parameters = eventCipher(run.headerHash, input.seq, input.before);
  const [sealed, slot] = await Promise.all([
    crypto.subtle.encrypt(parameters, run.k, padded(JSON.stringify(input.event), input.bytes)),
    crypto.subtle.encrypt(parameters, run.s, padded(input.signal ?? '', signalSlotBytes)),
  ]);
  const sealedBytes = new Uint8Array(sealed);
  return { sealed: sealedBytes, slot: new Uint8Array(slot), hash: toHex(sha256(sealedBytes)) };
}

/** The counter nonce is unique because K is fresh per run and seq never repeats in an interview. */
export function eventCipher(headerHash: Bytes, seq: number, before: string): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv: concat(new Uint8Array(4), u64(seq)),
    additionalData: concat(headerHash, u64(seq), fromHex(before)),
  };
}

function padded(value: string, bytes: number): Bytes {
  const plain = utf8(value);
  if (plain.length > bytes) throw new Error(`an event needs ${plain.length} bytes, its item allows ${bytes}`);
  const whole = new Uint8Array(bytes).fill(space);
  whole.set(plain);
  return whole;
}

export const importRunKey = (bytes: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
