/**
 * Puts the events of one interview in order and says what is wrong with them. An event that arrived twice
 * counts once; two events under one number (a copied device) both stay; nothing is dropped: what cannot
 * count is handed on as quarantined.
 */
import type { Event } from '../event/event.ts';
import type { ArrivedEvent, ArrivedInterview, QuarantineReason } from './arrived.ts';

export interface SiftedEvent {
  readonly event: Event;
  readonly run: string;
  readonly mailboxTime: string;
  /** When it can have been written at the latest: never after an event that follows it in its interview. */
  readonly by: string;
  readonly quarantine: QuarantineReason | null;
}

export interface Sifted {
  /** By number; quarantined ones among them. */
  readonly events: readonly SiftedEvent[];
  /** Copies beyond the first. */
  readonly duplicates: number;
  /** Numbers of which two runs hold an event. */
  readonly forks: readonly number[];
  /** Numbers of which one run holds two different events. */
  readonly conflicts: readonly number[];
  /** First and last number of each stretch that did not arrive. What is missing at the end cannot be seen. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

export function sift(interview: ArrivedInterview): Sifted {
  const kept = new Map<string, ArrivedEvent>();
  const conflicts = new Set<number>();
  for (const arrived of interview.events) {
    const key = `${arrived.run} ${arrived.event.seq}`;
    const other = kept.get(key);
    if (other !== undefined && !sameEvent(other.event, arrived.event)) conflicts.add(arrived.event.seq);
    if (other === undefined || compareArrival(arrived, other) < 0) kept.set(key, arrived);
  }
  const ordered = [...kept.values()].sort(
    (one, other) => one.event.seq - other.event.seq || compareText(one.run, other.run),
  );
  const forks = ordered
    .filter((arrived, at) => ordered[at - 1]?.event.seq === arrived.event.seq)
    .map((arrived) => arrived.event.seq);

  return {
    events: withLatestTimes(ordered, forks.length > 0, aboutDiffers(ordered, interview)),
    duplicates: interview.events.length - kept.size,
    forks: [...new Set(forks)],
    conflicts: [...conflicts].sort((one, other) => one - other),
    gaps: gapsOf(ordered.map((arrived) => arrived.event.seq)),
  };
}

/** The copy that may count before one in quarantine, then the earlier; the rest only makes the choice firm. */
const compareArrival = (one: ArrivedEvent, other: ArrivedEvent): number =>
  Number(one.quarantine !== null) - Number(other.quarantine !== null) ||
  compareText(one.mailboxTime, other.mailboxTime) ||
  compareText(one.bundle, other.bundle) ||
  compareText(JSON.stringify(one.event), JSON.stringify(other.event));

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Bundles may arrive out of order. In a copied interview only a run is sure to be one line of time. */
function withLatestTimes(
  ordered: readonly ArrivedEvent[],
  forked: boolean,
  all: QuarantineReason | null,
): readonly SiftedEvent[] {
  const latest = new Map<string, string>();
  return ordered
    .toReversed()
    .map((arrived) => {
      const line = forked ? arrived.run : '';
      const after = latest.get(line);
      const by = after !== undefined && after < arrived.mailboxTime ? after : arrived.mailboxTime;
      latest.set(line, by);
      const { event, run, mailboxTime, quarantine } = arrived;
      return { event, run, mailboxTime, by, quarantine: quarantine ?? all };
    })
    .toReversed();
}

/** The first event names person, wave and version under seal; the invite must have been made for the same. */
function aboutDiffers(
  ordered: readonly ArrivedEvent[],
  interview: ArrivedInterview,
): QuarantineReason | null {
  const { person, wave, subject, questionnaire, version } = interview.about;
  const differs = ordered.some(({ event, quarantine }) => {
    if (quarantine !== null || event.about === undefined) return false;
    const { about } = event;
    return (
      about.person !== person ||
      about.wave !== wave ||
      about.subject !== subject ||
      about.questionnaire !== questionnaire ||
      about.version !== version
    );
  });
  return differs ? 'about-differs' : null;
}

function gapsOf(numbers: readonly number[]): readonly { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let expected = 0;
  for (const number of numbers) {
    if (number > expected) gaps.push({ from: expected, to: number - 1 });
    expected = Math.max(expected, number + 1);
  }
  return gaps;
}

const sameEvent = (one: Event, other: Event): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
