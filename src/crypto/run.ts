/**
 * A run: one sitting of one interview. K and S live in memory only, so that after lock or exit
 * nobody on the device can open what was written. Layout and associated data: core/event/bundle.ts.
 */

import { type RunHeader, runHeaderSchema } from '#core/event/bundle.ts';
import { type Event, eventSchema, signalSlotBytes } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type OpenProblem, openWith, type RecipientProblem, sealTo } from './age.ts';
import {
  type Bytes,
  concat,
  fromBase64,
  fromHex,
  randomBytes,
  randomId,
  text,
  toBase64,
  toHex,
  u64,
  utf8,
} from './bytes.ts';
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
    k: await importKey(kBytes),
    s: await importKey(sBytes),
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
  const parameters = gcm(run.headerHash, input.seq, input.before);
  const [sealed, slot] = await Promise.all([
    crypto.subtle.encrypt(parameters, run.k, padded(JSON.stringify(input.event), input.bytes)),
    crypto.subtle.encrypt(parameters, run.s, padded(input.signal ?? '', signalSlotBytes)),
  ]);
  const sealedBytes = new Uint8Array(sealed);
  return { sealed: sealedBytes, slot: new Uint8Array(slot), hash: toHex(sha256(sealedBytes)) };
}

/** Which of the two age files of a run header to open: the answers' key or the signals' key. */
export type RunKey = 'k' | 's';

export async function openRunKey(
  header: string,
  which: RunKey,
  identities: readonly string[],
): Promise<Result<CryptoKey, OpenProblem>> {
  const parsed = parseRunHeader(header);
  if (parsed === null) return err({ type: 'damaged' });
  const opened = await openWith(identities, fromBase64(parsed[which]));
  if (!opened.ok) return opened;
  return opened.value.length === 32 ? ok(await importKey(opened.value)) : err({ type: 'damaged' });
}

export function parseRunHeader(header: string): RunHeader | null {
  try {
    const parsed = runHeaderSchema.safeParse(JSON.parse(header));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export interface SealedPlace {
  readonly header: string;
  readonly seq: number;
  readonly before: string;
}

/** `damaged`: not sealed by this run at this place. `unreadable-event`: sealed soundly, but not an event we know. */
export type EventProblem = { readonly type: 'damaged' } | { readonly type: 'unreadable-event' };

export async function openEvent(
  key: CryptoKey,
  place: SealedPlace,
  sealed: Bytes,
): Promise<Result<Event, EventProblem>> {
  const plain = await decrypt(key, place, sealed);
  if (plain === null) return err({ type: 'damaged' });
  const parsed = eventSchema.safeParse(parseJson(plain));
  return parsed.success ? ok(parsed.data) : err({ type: 'unreadable-event' });
}

/** The signal in a slot, null when it is empty. */
export async function openSlot(
  key: CryptoKey,
  place: SealedPlace,
  slot: Bytes,
): Promise<Result<string | null, EventProblem>> {
  const plain = await decrypt(key, place, slot);
  if (plain === null) return err({ type: 'damaged' });
  const signal = text(plain).trimEnd();
  return ok(signal === '' ? null : signal);
}

async function decrypt(key: CryptoKey, place: SealedPlace, sealed: Bytes): Promise<Bytes | null> {
  try {
    const parameters = gcm(sha256(utf8(place.header)), place.seq, place.before);
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed));
  } catch {
    return null;
  }
}

/** The counter nonce is unique because K is fresh per run and seq never repeats in an interview. */
function gcm(headerHash: Bytes, seq: number, before: string): AesGcmParams {
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

const importKey = (bytes: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

function parseJson(plain: Bytes): unknown {
  try {
    return JSON.parse(text(plain));
  } catch {
    return undefined;
  }
}
