/** From what counts for an item to the number that a score uses. What is missing stays missing: never 0. */
import type { MissingReason } from '../event/missing.ts';
import type { Counted } from '../table/cells.ts';
import type { ScoredItem } from './scoreRule.ts';

export type Read = { readonly number: number } | { readonly missing: MissingReason };

export function readAnswer({ reading, low, high, reversed }: ScoredItem, counted: Counted | undefined): Read {
  if (counted === undefined) return { missing: 'not-reached' };
  if (!('value' in counted)) return { missing: counted.missing };
  const { value } = counted;
  const number = (): number | null | undefined => {
    switch (reading.how) {
      case 'number':
        return typeof value === 'number' ? value : undefined;
      case 'table':
        return typeof value !== 'object' && Object.hasOwn(reading.numbers, String(value))
          ? reading.numbers[String(value)]
          : undefined;
      case 'ticked':
        return typeof value === 'object'
          ? Number(value.some((option) => reading.options.includes(option)))
          : undefined;
      case 'ticked-other':
        return typeof value === 'object'
          ? Number(value.some((option) => !reading.options.includes(option)))
          : undefined;
    }
  };
  const found = number();
  if (found === null) return { missing: 'not-applicable' };
  // A value that the rule does not know is kept apart, not guessed at.
  if (found === undefined || found < low || found > high) return { missing: 'quarantined' };
  return { number: reversed ? low + high - found : found };
}
