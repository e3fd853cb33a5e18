/** What a person drawn by chance gives to an item, and what the study should then hold. */
import type { AnswerValue } from '#core/event/event.ts';
import { type DeviceReason, type OfferedReason, offeredReasons } from '#core/event/missing.ts';
import type { Item, Texts } from '#core/questionnaire/compiled.ts';
import { reasonNamed } from './appWords.ts';
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

export const heldOf = (item: Item, texts: Texts, choice: Choice): Held => {
  if (choice === 'pass') return { missing: 'seen-and-passed' };
  if ('reason' in choice) return { missing: reasonOf(choice.reason) };
  if ('type' in choice) return { value: item.type === 'text' ? choice.type : Number(choice.type) };
  const options = Object.entries(texts.items[item.id]?.options ?? {});
  const ids = choice.pick.map((name) => options.find(([, text]) => text === name)?.[0] ?? name);
  if (item.type === 'choices') return { value: ids };
  return { value: item.type === 'choice' ? (ids[0] ?? '') : Number(ids[0]) };
};

const reasonOf = (name: string): OfferedReason => {
  const reason = offeredReasons.find((each) => reasonNamed(each).test(name));
  if (reason === undefined) throw new Error(`no reason is called "${name}"`);
  return reason;
};
