/**
 * Severity of a pass: the whole numbers that the picked options and points declare, sorted downwards and
 * compared from the first. What is missing, and every item without options, adds nothing.
 */

import type { Held } from '../interview/given.ts';
import type { Item } from '../questionnaire/compiled.ts';

export function severityOf(items: readonly Item[], answers: ReadonlyMap<string, Held>): readonly number[] {
  return items
    .flatMap((item) => severities(item, answers.get(item.id)))
    .filter((severity) => severity > 0)
    .sort((one, other) => other - one);
}

function severities(item: Item, held: Held | undefined): readonly number[] {
  if (held === undefined || 'missing' in held) return [];
  const { value } = held;
  switch (item.type) {
    case 'choice':
      return item.options.filter((option) => option.id === value).map((option) => option.severity);
    case 'choices': {
      const picked = typeof value === 'object' ? value : [];
      // What no written option stands for is a roster row.
      return picked.map(
        (id) => item.options.find((option) => option.id === id)?.severity ?? item.rows?.severity ?? 0,
      );
    }
    case 'frequency':
    case 'scale':
      return item.points.filter((point) => point.value === value).map((point) => point.severity);
    default:
      return [];
  }
}

/** Negative: the first is lower; 0: equal; positive: the first is higher. */
export function compareSeverity(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
