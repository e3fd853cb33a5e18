/** What a person gives for one item: a value, or a typed reason why there is none. */
import type { AnswerValue } from '../event/event.ts';
import type { DeviceReason, OfferedReason } from '../event/missing.ts';
import type { Fact } from '../questionnaire/evaluate.ts';

/** What a screen may hand in. */
export type Given = { readonly value: AnswerValue } | { readonly missing: OfferedReason | 'seen-and-passed' };

/** What an item has in this pass; routing adds `not-asked`. */
export type Held = { readonly value: AnswerValue } | { readonly missing: DeviceReason };

export const passedOver = { missing: 'seen-and-passed' } as const;
export const notAsked = { missing: 'not-asked' } as const;

export const factOf = (held: Held): Fact => ('value' in held ? held.value : held);

export function sameHeld(one: Held | undefined, other: Held): boolean {
  if (one === undefined) return false;
  if (!('value' in one) || !('value' in other)) {
    return 'missing' in one && 'missing' in other && one.missing === other.missing;
  }
  if (typeof one.value !== 'object' || typeof other.value !== 'object') return one.value === other.value;
  const values = other.value;
  return one.value.length === values.length && one.value.every((option, at) => option === values[at]);
}
