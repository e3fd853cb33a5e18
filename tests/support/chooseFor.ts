/** What a person drawn by chance gives to an item, and what the study should then hold. */
import type { AnswerValue } from '#core/event/event.ts';
import { type DeviceReason, type OfferedReason, offeredReasons } from '#core/event/missing.ts';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Item, Texts } from '#core/questionnaire/compiled.ts';
import { reasonNamed } from './appWords.ts';
import { asShown } from './asShown.ts';
import type { Choice, ShownItem } from './robot.ts';

export type Held = { readonly value: AnswerValue } | { readonly missing: DeviceReason };

/** Whole number from 0 to below `most`; the same for the same seed. */
export type Chance = (most: number) => number;

/** Mulberry32: small, even enough, and the same on every machine. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most);
  };
};

export const chooseFor = (item: Item, shown: ShownItem, chance: Chance): Choice => {
  if (item.type === 'note') return 'pass';
  // Whoever says no is asked nothing more: everybody here says yes, which comes first.
  if (item.type === 'choice' && item.consent !== undefined) return { pick: shown.options.slice(0, 1) };
  const drawn = chance(12);
  if (drawn === 0) return 'pass';
  const reason = shown.reasons[chance(Math.max(1, shown.reasons.length))];
  if (drawn === 1 && reason !== undefined) return { reason };
  switch (shown.kind) {
    case 'one':
    case 'many':
      // One of them: an exclusive option beside another would take it away again.
      return { pick: shown.options.slice(chance(shown.options.length)).slice(0, 1) };
    case 'number':
      return { type: String(1 + chance(3)) };
    case 'text':
      return { type: `Woorden ${chance(1_000_000)}, é en "aanhaling"` };
    case 'date':
      return { type: ['15', '3', '2015'].slice(-shown.options.length).join(' ') };
    case 'note':
      return 'pass';
  }
};

export interface ShownTo {
  readonly shown: ShownItem;
  readonly texts: Texts;
  readonly roster: readonly RosterRow[];
}

export const heldOf = (item: Item, choice: Choice, { shown, texts, roster }: ShownTo): Held => {
  if (choice === 'pass') return { missing: 'seen-and-passed' };
  if ('reason' in choice) return { missing: reasonOf(choice.reason) };
  if ('type' in choice) return { value: typedOf(item, choice.type) };
  const rows =
    item.type === 'choices' && item.rows !== undefined
      ? roster.filter(({ kind }) => kind === item.rows?.kind).map(({ id }) => id)
      : [];
  const options = Object.entries(texts.items[item.id]?.options ?? {});
  const ids = choice.pick.map(
    (name) =>
      // Options of roster rows come first, in the order of the roster.
      rows[shown.options.indexOf(name)] ?? options.find(([, text]) => asShown(text).test(name))?.[0] ?? name,
  );
  if (item.type === 'choices') return { value: ids };
  return { value: item.type === 'choice' ? (ids[0] ?? '') : Number(ids[0]) };
};

/** Boxes of a date are filled from the day to the year. */
const typedOf = (item: Item, typed: string): AnswerValue => {
  if (item.type === 'text') return typed;
  if (item.type !== 'date') return Number(typed);
  return typed
    .split(' ')
    .map((part) => part.padStart(2, '0'))
    .toReversed()
    .join('-');
};

const reasonOf = (name: string): OfferedReason => {
  const reason = offeredReasons.find((each) => reasonNamed(each).test(name));
  if (reason === undefined) throw new Error(`no reason is called "${name}"`);
  return reason;
};
