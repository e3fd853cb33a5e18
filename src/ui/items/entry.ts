import type { AnswerValue } from '#core/event/event.ts';
import { type Given, type Held, passedOver } from '#core/interview/given.ts';

/** What stands on the screen for one item, before going on. It lives in memory only. */
export type Entry =
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly given: Given }
  /** Something was typed that cannot be read as this item's kind of value. */
  | { readonly kind: 'unreadable'; readonly what: 'number' | 'date' };

export const noEntry: Entry = { kind: 'none' };

export const entryOf = (value: AnswerValue): Entry => ({ kind: 'given', given: { value } });

export const entryValue = (entry: Entry): AnswerValue | undefined =>
  entry.kind === 'given' && 'value' in entry.given ? entry.given.value : undefined;

export const entryReason = (entry: Entry): string | undefined =>
  entry.kind === 'given' && 'missing' in entry.given ? entry.given.missing : undefined;

/** What the control shows when an item comes back inside its block. */
export function entryFrom(held: Held | null): Entry {
  if (held === null) return noEntry;
  if ('value' in held) return { kind: 'given', given: held };
  const { missing } = held;
  return missing === 'not-asked' || missing === 'seen-and-passed'
    ? noEntry
    : { kind: 'given', given: { missing } };
}

/** Null: it cannot be handed in like this. */
export function givenFrom(entry: Entry): Given | null {
  switch (entry.kind) {
    case 'none':
      return passedOver;
    case 'given':
      return entry.given;
    case 'unreadable':
      return null;
  }
}
