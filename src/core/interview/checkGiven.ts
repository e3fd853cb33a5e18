/**
 * Is this a possible answer to this item? The item's definition alone decides, and where options hang on
 * facts, these. A value that passes here fits its event's size and has its place in the table.
 *
 *   choice            id of an offered option
 *   choices           ids of offered options or rows, each once, an exclusive one alone; none picked = passed over
 *   frequency, scale  value of an offered point
 *   rating            whole number within bounds
 *   number            finite number within bounds, whole if the item says so
 *   date              calendar day, month or year from 1900 to 2199, exactly as precise as the item says
 *   text              at most maxLength UTF-16 units (as text controls count) and within its event's bytes; blank = passed over
 *   note              no value
 *
 * Passing over is possible everywhere; other reasons only where the item offers them.
 */
import { type AnswerValue, idSchema } from '../event/event.ts';
import type { Expression, Item } from '../questionnaire/compiled.ts';
import type { Facts } from '../questionnaire/evaluate.ts';
import { mostRowOptions, type OfferedOption, offered, offeredOptions } from '../questionnaire/offered.ts';
import { err, ok, type Result, unreachable } from '../result.ts';
import { isDay, isMonth } from '../schedule/plainDate.ts';
import { type Given, passedOver } from './given.ts';

export type GivenProblem =
  | { readonly type: 'reason-not-offered' }
  | { readonly type: 'wrong-kind-of-value' }
  | { readonly type: 'unknown-option' }
  | { readonly type: 'repeated-option' }
  | { readonly type: 'exclusive-option'; readonly option: string }
  | { readonly type: 'out-of-bounds'; readonly min: number; readonly max: number }
  | { readonly type: 'not-whole' }
  | { readonly type: 'not-a-date'; readonly precision: 'year' | 'month' | 'day' }
  | { readonly type: 'too-long'; readonly max: number };

/**
 * The answer as it is to be stored: option ids in the definition's order, blanks as passed over.
 * Facts null: whoever checks afterwards does not know them, so every option of the definition counts as offered,
 * and where rows are, everything that has the form of a row's id.
 */
export function checkGiven(item: Item, given: Given, facts: Facts | null): Result<Given, GivenProblem> {
  if ('missing' in given) {
    const possible = given.missing === 'seen-and-passed' || item.reasons.includes(given.missing);
    return possible ? ok(given) : err({ type: 'reason-not-offered' });
  }
  return checkValue(item, given.value, facts);
}

function checkValue(item: Item, value: AnswerValue, facts: Facts | null): Result<Given, GivenProblem> {
  switch (item.type) {
    case 'choice':
      if (typeof value !== 'string') return err({ type: 'wrong-kind-of-value' });
      return choicesOf(item.options, facts).some((option) => option.id === value)
        ? ok({ value })
        : err({ type: 'unknown-option' });
    case 'choices':
      return typeof value === 'object'
        ? checkOptions(facts === null ? anyOptions(item, value) : offeredOptions(item, facts), value)
        : err({ type: 'wrong-kind-of-value' });
    case 'frequency':
    case 'scale':
      if (typeof value !== 'number') return err({ type: 'wrong-kind-of-value' });
      return choicesOf(item.points, facts).some((point) => point.value === value)
        ? ok({ value })
        : err({ type: 'unknown-option' });
    case 'rating':
      return checkNumber(value, item.min, item.max, true);
    case 'number':
      return checkNumber(value, item.min, item.max, item.whole);
    case 'date':
      if (typeof value !== 'string') return err({ type: 'wrong-kind-of-value' });
      return yearForm.test(value) && isDate[item.precision](value)
        ? ok({ value })
        : err({ type: 'not-a-date', precision: item.precision });
    case 'text':
      return typeof value === 'string'
        ? checkText(value, item.maxLength, item.bytes)
        : err({ type: 'wrong-kind-of-value' });
    case 'note':
      return err({ type: 'wrong-kind-of-value' });
    default:
      return unreachable(item);
  }
}

const choicesOf = <T extends { readonly relevant?: Expression }>(
  choices: readonly T[],
  facts: Facts | null,
): readonly T[] => (facts === null ? choices : offered(choices, facts));

/** Other years are a slip of the finger. */
const yearForm = /^(19|20|21)\d{2}(-|$)/;
const isDate = {
  day: isDay,
  month: isMonth,
  year: (text: string): boolean => text.length === 4,
} as const;

function anyOptions(
  { options, rows }: Extract<Item, { type: 'choices' }>,
  picked: readonly string[],
): readonly OfferedOption[] {
  const unwritten = picked.filter((id) => options.every((option) => option.id !== id));
  const ids = rows === undefined ? [] : unwritten.filter((id) => idSchema.safeParse(id).success);
  return [...new Set(ids)]
    .slice(0, mostRowOptions)
    .map((id) => ({ id, exclusive: false }))
    .concat(options);
}

function checkOptions(
  options: readonly OfferedOption[],
  picked: readonly string[],
): Result<Given, GivenProblem> {
  if (picked.length === 0) return ok(passedOver);
  if (new Set(picked).size < picked.length) return err({ type: 'repeated-option' });
  const known = options.filter((option) => picked.includes(option.id));
  if (known.length < picked.length) return err({ type: 'unknown-option' });
  const alone = known.find((option) => option.exclusive);
  if (alone !== undefined && known.length > 1) return err({ type: 'exclusive-option', option: alone.id });
  return ok({ value: known.map((option) => option.id) });
}

function checkNumber(
  value: AnswerValue,
  min: number,
  max: number,
  whole: boolean,
): Result<Given, GivenProblem> {
  if (typeof value !== 'number' || !Number.isFinite(value)) return err({ type: 'wrong-kind-of-value' });
  if (whole && !Number.isInteger(value)) return err({ type: 'not-whole' });
  if (value < min || value > max) return err({ type: 'out-of-bounds', min, max });
  // JSON knows no minus zero, so it would come back as another answer.
  return ok({ value: value === 0 ? 0 : value });
}

function checkText(value: string, maxLength: number, bytes: number): Result<Given, GivenProblem> {
  if (value.trim() === '') return ok(passedOver);
  if (value.length > maxLength || jsonBytes(value) > bytes - eventFrameBytes)
    return err({ type: 'too-long', max: maxLength });
  return ok({ value });
}

/** Bytes of an event without its value, every other part at its longest. */
export const eventFrameBytes = 424;

/** UTF-8 length of the text as JSON writes it: escapes are ASCII, so no lone surrogate is left. */
export function jsonBytes(text: string): number {
  let bytes = 0;
  for (const character of JSON.stringify(text)) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
