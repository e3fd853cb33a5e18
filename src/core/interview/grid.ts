/**
 * Lines of one grid that stand together on one screen. Each of them stays an item with an event of its own;
 * this only says which belong together, and takes several answers at once.
 */
import type { Item } from '../questionnaire/compiled.ts';
import { ok, type Result } from '../result.ts';
import { type Answered, type AnswerProblem, answer, type BlockState, back, current } from './block.ts';
import type { BlockEvent } from './blockEvent.ts';
import type { Given } from './given.ts';

export type Line = Extract<Item, { type: 'scale' | 'frequency' }>;

export const gridOf = (item: Item | null): string | null =>
  (item?.type === 'scale' || item?.type === 'frequency') && item.grid !== undefined ? item.grid : null;

/** The lines that follow each other around the item that shows; empty when it is no line. */
export function linesNow(state: BlockState): readonly Line[] {
  const grid = gridOf(current(state));
  if (grid === null) return [];
  const { items } = state.step.block;
  const inGrid = (item: Item): item is Line => gridOf(item) === grid;
  const from = items.findLastIndex((item, at) => at <= state.at && !inGrid(item)) + 1;
  const after = items.findIndex((item, at) => at > state.at && !inGrid(item));
  return items.slice(from, after === -1 ? items.length : after).filter(inGrid);
}

/** At the first line, wherever in the grid the person was. */
export function gridStart(state: BlockState): BlockState {
  const [first] = linesNow(state);
  return first === undefined ? state : { ...state, at: state.step.block.items.indexOf(first) };
}

/** The item before the whole grid; null: the block begins with it. */
export const backOverGrid = (state: BlockState): BlockState | null => back(gridStart(state));

/** One answer for each line, in order. Nothing counts unless all of them do. */
export function answerLines(state: BlockState, given: readonly Given[]): Result<Answered, AnswerProblem> {
  let now = gridStart(state);
  const events: BlockEvent[] = [];
  for (const each of given) {
    const answered = answer(now, each);
    if (!answered.ok) return answered;
    now = answered.value.state;
    events.push(...answered.value.events);
  }
  return ok({ state: now, events, soft: null });
}
