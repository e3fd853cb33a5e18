/**
 * Opening what a run sealed: for the desk and for whoever watches signals, never on a device. Reads one
 * event at one place of the chain.
 */
import { type RunHeader, runHeaderSchema } from '#core/event/bundle.ts';
import { type Event, eventSchema } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type OpenProblem, openWith } from './age.ts';
import { type Bytes, fromBase64, text, utf8 } from './bytes.ts';
import { eventCipher, importRunKey } from './run.ts';
import { sha256 } from './sha256.ts';

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
  return opened.value.length === 32 ? ok(await importRunKey(opened.value)) : err({ type: 'damaged' });
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
  try {
    const signal = text(plain).trimEnd();
    return ok(signal === '' ? null : signal);
  } catch {
    // Whoever holds S can seal bytes that are no text; they must not stop whoever reads the others.
    return err({ type: 'unreadable-event' });
  }
}

async function decrypt(key: CryptoKey, place: SealedPlace, sealed: Bytes): Promise<Bytes | null> {
  try {
    const parameters = eventCipher(sha256(utf8(place.header)), place.seq, place.before);
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed));
  } catch {
    return null;
  }
}

function parseJson(plain: Bytes): unknown {
  try {
    return JSON.parse(text(plain));
  } catch {
    return undefined;
  }
}
