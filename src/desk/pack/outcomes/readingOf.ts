/** How one item of a score becomes a number, and between which numbers; null after saying why it cannot. */
import type { Item } from '#core/questionnaire/compiled.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Counting, Reading, ScoredItem } from '#core/scoring/scoreRule.ts';
import type { ScoredItemSource, ScoreSource } from './outcomesSource.ts';

interface Refusal {
  readonly cause: string;
  readonly remedy: string;
}
type Read = Result<Pick<ScoredItem, 'reading' | 'low' | 'high'>, Refusal>;

export function readingOf(
  source: ScoredItemSource,
  item: Item,
  { method, reversed }: ScoreSource,
  counting: Counting,
  say: (cause: string, remedy: string) => void,
): ScoredItem | null {
  const read = readable(source, item, method, counting);
  if (read.ok) return { item: item.id, ...read.value, reversed: reversed?.includes(item.id) ?? false };
  say(`the item "${item.id}" ${read.error.cause}`, read.error.remedy);
  return null;
}

function readable(
  source: ScoredItemSource,
  item: Item,
  method: ScoreSource['method'],
  counting: Counting,
): Read {
  if (method === 'rate' && item.type !== 'frequency')
    return refusal('is no count, and a rate needs counts', 'name an item of type frequency');
  if (method === 'recency' && item.type !== 'choice')
    return refusal('cannot say how long ago', 'name an item of type choice');
  if (typeof source === 'string') return asGiven(item, method, counting);
  if ('numbers' in source) return fromNumbers(source.numbers, item);
  if (item.type !== 'choices') return refusal('has nothing to tick', 'leave "options" or "except" out');
  const reading: Reading =
    'options' in source
      ? { how: 'ticked', options: source.options }
      : { how: 'ticked-other', options: source.except };
  return ok({ reading, low: 0, high: 1 });
}

function fromNumbers(numbers: Readonly<Record<string, number | null>>, item: Item): Read {
  const known = choicesOf(item);
  if (known === null) return refusal('takes no table of numbers', 'use a choice, a scale or a count');
  const given = Object.keys(numbers);
  const unknown = given.find((id) => !known.includes(id));
  if (unknown !== undefined) return refusal(`has no option or point "${unknown}"`, 'correct it');
  const left = known.find((id) => !given.includes(id));
  if (left !== undefined)
    return refusal(`has no number for "${left}"`, 'add it, or null where it does not apply');
  if (Object.values(numbers).every((number) => number === null))
    return refusal('has only nulls', 'write a number for an option');
  return table(numbers);
}

function choicesOf(item: Item): readonly string[] | null {
  switch (item.type) {
    case 'choice':
      return item.options.map(({ id }) => id);
    case 'frequency':
    case 'scale':
      return item.points.map(({ value }) => String(value));
    default:
      return null;
  }
}

function asGiven(item: Item, method: ScoreSource['method'], { recencyDays, midpoints }: Counting): Read {
  switch (item.type) {
    case 'choice': {
      if (method !== 'recency')
        return table(Object.fromEntries(item.options.map(({ id, code }) => [id, code])));
      const left = item.options.find(({ id }) => !Object.hasOwn(recencyDays.value, id));
      return left === undefined
        ? picked(recencyDays.value, item)
        : refusal(`has the option "${left.id}" without days`, 'add it to "counting.recencyDays"');
    }
    case 'frequency': {
      const left = item.points.find(({ value }) => !Object.hasOwn(midpoints.value, String(value)));
      return left === undefined
        ? picked(midpoints.value, item)
        : refusal(`has the class ${left.value} without a midpoint`, 'add it to "counting.midpoints"');
    }
    case 'scale': {
      const values = item.points.map(({ value }) => value);
      return ok({ reading: { how: 'number' }, low: Math.min(...values), high: Math.max(...values) });
    }
    case 'rating':
    case 'number':
      return ok({ reading: { how: 'number' }, low: item.min, high: item.max });
    case 'choices':
      return refusal('can be ticked more than once', 'name "options" whose ticking counts');
    case 'date':
    case 'text':
    case 'note':
      return refusal(`is a ${item.type} and has no number`, 'take it out');
  }
}

const picked = (numbers: Readonly<Record<string, number>>, item: Item): Read =>
  table(Object.fromEntries((choicesOf(item) ?? []).map((id) => [id, numbers[id] ?? null])));

function table(numbers: Readonly<Record<string, number | null>>): Read {
  const reading: Reading = { how: 'table', numbers };
  const known = Object.values(numbers).filter((number) => number !== null);
  return ok({ reading, low: Math.min(...known), high: Math.max(...known) });
}

const refusal = (cause: string, remedy: string): Read => err({ cause, remedy });
