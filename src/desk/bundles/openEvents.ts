/**
 * Opens the events of a verified bundle with the desk's identity: each run's key once, each event
 * at its place in the chain. Plain events live in memory only.
 */
import type { Event } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { OpenedBundle } from '#crypto/openBundle.ts';
import { openEvent, openRunKey, parseRunHeader } from '#crypto/openRun.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import type { QuarantineReason } from '../state/entry.ts';

export interface OpenedEvent {
  readonly event: Event;
  /** Random id of the run it was sealed in. */
  readonly run: string;
}

export type EventsProblem = Extract<
  QuarantineReason,
  'mixed-interview' | 'damaged-event' | 'unreadable-event'
>;

export async function openEvents(
  bundle: OpenedBundle,
  identity: string,
): Promise<Result<readonly OpenedEvent[], EventsProblem>> {
  const runs: { readonly header: string; readonly run: string; readonly key: CryptoKey }[] = [];
  for (const header of bundle.header.runs) {
    const parsed = parseRunHeader(header);
    if (parsed === null) return err('damaged-event');
    if (parsed.interview !== bundle.header.interview) return err('mixed-interview');
    const key = await openRunKey(header, 'k', [identity]);
    if (!key.ok) return err('damaged-event');
    runs.push({ header, run: parsed.run, key: key.value });
  }
  const events: OpenedEvent[] = [];
  let before = bundle.header.before;
  for (const [index, place] of bundle.header.events.entries()) {
    const run = runs[place.run];
    const blob = bundle.blobs[index];
    if (run === undefined || blob === undefined) return err('damaged-event');
    const opened = await openEvent(run.key, { header: run.header, seq: place.seq, before }, blob.sealed);
    if (!opened.ok) return err(opened.error.type === 'damaged' ? 'damaged-event' : 'unreadable-event');
    const event = opened.value;
    if (event.interview !== bundle.header.interview || event.seq !== place.seq) return err('mixed-interview');
    events.push({ event, run: run.run });
    before = sha256Hex(blob.sealed);
  }
  return ok(events);
}

/** Hash of the last sealed event: what the next bundle of the interview must name as `before`. */
export function tailOf(bundle: OpenedBundle): string {
  const last = bundle.blobs.at(-1);
  return last === undefined ? bundle.header.before : sha256Hex(last.sealed);
}
