/**
 * One pass of one block: which item shows, whether an answer is valid, what is to be stored. Pure and
 * immutable; a state knows its own block only, so an answer costs the same in any questionnaire.
 *
 * Rules it keeps: every item of the block has an event when the block is finished; an item that the route
 * passes gets `not-asked`, also when a correction changes the route; going forward over an unchanged
 * answer stores nothing; memory of answers ends with the state.
 */
import type { Cause } from '../event/event.ts';
import type { Item } from '../questionnaire/compiled.ts';
import { type Facts, isFine, isRelevant } from '../questionnaire/evaluate.ts';
import { err, ok, type Result } from '../result.ts';
import { answerEvent, type BlockEvent, blockEnd } from './blockEvent.ts';
import { checkGiven, type GivenProblem } from './checkGiven.ts';
import { factOf, type Given, type Held, notAsked, sameHeld } from './given.ts';
import type { Step } from './steps.ts';

export interface BlockState {
  readonly step: Step;
  readonly pass: number;
  readonly facts: Facts;
  /** Store these before the first answer: items passed by before anything shows. Usually empty. */
  readonly opening: readonly BlockEvent[];
  /** Index of the item that shows; as many as there are items when the block is finished. */
  readonly at: number;
  /** What each item has in this pass: exactly what its last event says. */
  readonly held: ReadonlyMap<string, Held>;
  /** Soft checks that were shown, with the answer they were shown for. */
  readonly shown: ReadonlyMap<string, { readonly given: Given; readonly checks: readonly string[] }>;
}

export type AnswerProblem =
  | GivenProblem
  /** Nothing is asked: a second tap on a button that had already done its work. */
  | { readonly type: 'block-finished' }
  /** A hard check: its text stands under this id with the item's texts. */
  | { readonly type: 'check-failed'; readonly check: string };

export interface Answered {
  readonly state: BlockState;
  readonly events: readonly BlockEvent[];
  /** Id of a soft check to show; the state stays at the item and giving the same answer again passes it. */
  readonly soft: string | null;
}

/** A block of a section that is not relevant is finished at once, every item `not-asked`. */
export function openBlock(step: Step, pass: number, facts: Facts): BlockState {
  const closed: BlockState = { step, pass, facts, opening: [], at: -1, held: new Map(), shown: new Map() };
  const { state, events } = isRelevant(step.section.relevant, facts) ? goOn(closed) : passAll(closed);
  return { ...state, opening: events };
}

/** Null: the block is finished. */
export const current = (state: BlockState): Item | null => state.step.block.items[state.at] ?? null;

/** What the item that shows has in this pass, for filling in its control; null: nothing yet. */
export function heldNow(state: BlockState): Held | null {
  const item = current(state);
  return item === null ? null : (state.held.get(item.id) ?? null);
}

/** Facts as expressions of this block see them: its own items hide a fact of the same name. */
export const factsNow = (state: BlockState): Facts => lookupOf(state, state.held);

export function answer(state: BlockState, given: Given): Result<Answered, AnswerProblem> {
  const item = current(state);
  if (item === null) return err({ type: 'block-finished' });
  const checked = checkGiven(item, given, factsNow(state));
  if (!checked.ok) return checked;

  const failed = failedCheck(state, item, checked.value);
  if (failed?.kind === 'hard') return err({ type: 'check-failed', check: failed.id });
  if (failed !== null) {
    const before = state.shown.get(item.id);
    const checks = before !== undefined && sameHeld(before.given, checked.value) ? before.checks : [];
    const shown = new Map(state.shown).set(item.id, { given: checked.value, checks: [...checks, failed.id] });
    return ok({ state: { ...state, shown }, events: [], soft: failed.id });
  }

  const own = write(state, item, checked.value);
  const onward = goOn(own.state);
  return ok({ state: onward.state, events: [...own.events, ...onward.events], soft: null });
}

/** The item shown before, from memory; null at the block's first item and after its last. */
export function back(state: BlockState): BlockState | null {
  if (current(state) === null) return null;
  const facts = factsNow(state);
  const before = state.step.block.items
    .slice(0, state.at)
    .findLastIndex((item) => isRelevant(item.relevant, facts));
  return before === -1 ? null : { ...state, at: before };
}

/** Throws unless the block is finished. */
export function finish(state: BlockState): BlockEvent {
  if (current(state) !== null) throw new Error('a block ends after its last item');
  return blockEnd(state.step, state.pass, 'completed');
}

/** What later blocks may use; the caller merges it into their facts, in memory, for this sitting. */
export function carryFacts(state: BlockState): Facts {
  const carried = state.step.block.items.filter((item) => item.carry);
  return Object.fromEntries(
    carried.flatMap((item) => {
      const held = state.held.get(item.id);
      return held === undefined ? [] : [[item.id, factOf(held)]];
    }),
  );
}

interface Written {
  readonly state: BlockState;
  readonly events: readonly BlockEvent[];
}

function write(state: BlockState, item: Item, held: Held): Written {
  const before = state.held.get(item.id);
  if (sameHeld(before, held)) return { state, events: [] };
  const cause: Cause = before !== undefined ? 'correction' : state.pass > 1 ? 're-ask' : 'first';
  const event = answerEvent(state.step, state.pass, item, cause, held);
  return { state: { ...state, held: new Map(state.held).set(item.id, held) }, events: [event] };
}

/**
 * Goes to the next item that is relevant. Items in between get `not-asked` when they are passed; items
 * further on only when they already hold an answer that the route no longer reaches.
 */
function goOn(from: BlockState): Written {
  const { items } = from.step.block;
  let state = from;
  let next: number | null = null;
  const events: BlockEvent[] = [];
  for (let at = from.at + 1; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    if (isRelevant(item.relevant, factsNow(state))) {
      next ??= at;
    } else if (next === null || state.held.has(item.id)) {
      const written = write(state, item, notAsked);
      state = written.state;
      events.push(...written.events);
    }
  }
  return { state: { ...state, at: next ?? items.length }, events };
}

function passAll(from: BlockState): Written {
  const events: BlockEvent[] = [];
  let state = from;
  for (const item of from.step.block.items) {
    const written = write(state, item, notAsked);
    state = written.state;
    events.push(...written.events);
  }
  return { state: { ...state, at: from.step.block.items.length }, events };
}

/** Hard checks first. Passing over and giving a reason are never checked: nobody is held up for not answering. */
function failedCheck(state: BlockState, item: Item, given: Given) {
  if ('missing' in given) return null;
  const facts = lookupOf(state, new Map(state.held).set(item.id, given));
  const shown = state.shown.get(item.id);
  const seen = shown !== undefined && sameHeld(shown.given, given) ? shown.checks : [];
  const failing = item.checks.filter((check) => !isFine(check.that, facts));
  return (
    failing.find((check) => check.kind === 'hard') ??
    failing.find((check) => !seen.includes(check.id)) ??
    null
  );
}

function lookupOf(state: BlockState, held: ReadonlyMap<string, Held>): Facts {
  const facts: Record<string, Facts[string]> = { ...state.facts };
  for (const item of state.step.block.items) {
    const own = held.get(item.id);
    if (own === undefined) delete facts[item.id];
    else facts[item.id] = factOf(own);
  }
  return facts;
}
