/**
 * Which options or points of an item are offered to this respondent: a value that is not offered is not valid.
 * Options that stand for roster rows come first, in the order of the roster; their ids are those of the rows.
 */
import type { RosterKind } from '../protocol/envelope.ts';
import type { Expression, Item, Option } from './compiled.ts';
import { type Facts, isRelevant } from './evaluate.ts';

export const offered = <T extends { readonly relevant?: Expression }>(
  choices: readonly T[],
  facts: Facts,
): readonly T[] => choices.filter((choice) => isRelevant(choice.relevant, facts));

/** Name of the fact that holds the ids of all rows of a kind: no expression can name it. */
export const rowsFact = (kind: RosterKind): string => `#${kind}`;

/** Rows that one item offers at most: an event's size is fixed beforehand. */
export const mostRowOptions = 12;

type Choices = Extract<Item, { type: 'choices' }>;
export type OfferedOption = Pick<Option, 'id' | 'exclusive'>;

export function offeredOptions(item: Choices, facts: Facts): readonly OfferedOption[] {
  return [...rowsOf(item, facts).map((id) => ({ id, exclusive: false })), ...offered(item.options, facts)];
}

function rowsOf({ rows }: Choices, facts: Facts): readonly string[] {
  const name = rows === undefined ? '' : rowsFact(rows.kind);
  const ids = Object.hasOwn(facts, name) ? facts[name] : undefined;
  return typeof ids === 'object' && !('missing' in ids) ? ids.slice(0, mostRowOptions) : [];
}
