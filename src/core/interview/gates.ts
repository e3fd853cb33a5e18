/**
 * Gates: the closed list of states of a space that decide which task opens. What a block's answers set, and
 * what a task still waits for. A consent counts as it was last answered; passing it over takes it back.
 */
import type { Gate } from '../protocol/envelope.ts';
import type { Block, Item } from '../questionnaire/compiled.ts';
import type { BlockState } from './block.ts';
import type { Held } from './given.ts';

export type ConsentAnswer = 'given' | 'refused';

/** What an answer sets; a consent that is null is neither given nor refused any more. */
export type GateChange =
  | { readonly gate: 'information-seen' }
  | { readonly gate: 'consent'; readonly consent: string; readonly answer: ConsentAnswer | null };

/** All gates that this block sets, by what its items hold now. */
export const gatesOf = ({ step, held }: BlockState): readonly GateChange[] => changesOf(step.block, held);

/** The same of any pass: device and desk read a consent alike. */
export const changesOf = ({ items }: Block, held: ReadonlyMap<string, Held>): readonly GateChange[] =>
  items.flatMap((item) => {
    const own = held.get(item.id);
    return own === undefined ? [] : gateOf(item, own);
  });

/** Tasks may wait for what this block sets. */
export const setsGate = ({ items }: Block): boolean => items.some(isGate);

const isGate = (item: Item): boolean =>
  (item.type === 'note' && item.information) || (item.type === 'choice' && item.consent !== undefined);

function gateOf(item: Item, held: Held): readonly GateChange[] {
  if (item.type === 'note' && item.information) {
    return 'missing' in held && held.missing === 'not-asked' ? [] : [{ gate: 'information-seen' }];
  }
  if (item.type !== 'choice' || item.consent === undefined) return [];
  const picked = 'value' in held ? held.value : null;
  const answer = picked === 'yes' ? 'given' : picked === 'no' ? 'refused' : null;
  return [{ gate: 'consent', consent: item.consent, answer }];
}

/** What a space remembers, by task id. Times are of the device's clock. */
export interface GateStates {
  readonly done: ReadonlySet<string>;
  readonly seen: Readonly<Record<string, string>>;
  readonly consents: Readonly<
    Record<string, Readonly<Record<string, { readonly answer: ConsentAnswer; readonly wall: string }>>>
  >;
}

export type Opening =
  | { readonly state: 'open' }
  /** `from`: nothing but time is missing. Null: something else is, and nobody is told what. */
  | { readonly state: 'later'; readonly from: Date | null };

export function openingOf(gates: readonly Gate[], states: GateStates, now: Date): Opening {
  const times = gates.map((gate) => openFrom(gate, states));
  const known = times.filter((time) => time !== null);
  if (known.length < times.length) return { state: 'later', from: null };
  const from = Math.max(...known, 0);
  return from <= now.getTime() ? { state: 'open' } : { state: 'later', from: new Date(from) };
}

const hourMs = 3_600_000;

/** Milliseconds since 1970 from which the gate is open; null: that is not known yet. */
function openFrom(gate: Gate, { done, seen, consents }: GateStates): number | null {
  switch (gate.gate) {
    case 'task-done':
      return done.has(gate.task) ? 0 : null;
    case 'information-seen': {
      const wall = Object.hasOwn(seen, gate.task) ? seen[gate.task] : undefined;
      if (wall === undefined) return null;
      // Without thinking time the clock, which may have been put back, has no say.
      return gate.hours === 0 ? 0 : Date.parse(wall) + gate.hours * hourMs;
    }
    case 'consent-given': {
      const task = Object.hasOwn(consents, gate.task) ? consents[gate.task] : undefined;
      const consent =
        task !== undefined && Object.hasOwn(task, gate.consent) ? task[gate.consent] : undefined;
      return consent?.answer === 'given' ? 0 : null;
    }
  }
}
