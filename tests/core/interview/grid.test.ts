import { describe, expect, it } from 'vitest';
import { answer, current, heldNow, openBlock } from '#core/interview/block.ts';
import type { Given } from '#core/interview/given.ts';
import { answerLines, backOverGrid, gridOf, gridStart, linesNow } from '#core/interview/grid.ts';
import { equals, line, yesNo } from '../../support/smallQuestionnaire.ts';
import { give, passOver, stepWith, told } from '../../support/walkBlock.ts';

const items = [
  yesNo('garden'),
  line('wind', 'weather'),
  line('hail', 'weather'),
  line('frost', 'weather'),
  line('moles', 'animals'),
  line('snails', 'animals'),
  yesNo('helps'),
];
const atGrid = () => give(openBlock(stepWith(items), 1, {}), { value: 'yes' }).state;
const all = (...values: readonly (number | null)[]): Given[] =>
  values.map((value) => (value === null ? passOver : { value }));

describe('lines of a grid', () => {
  it('are those around the item that shows, of its own grid only', () => {
    const first = atGrid();
    expect(linesNow(first).map(({ id }) => id)).toEqual(['wind', 'hail', 'frost']);
    const second = give(first, { value: 1 }).state;
    expect(linesNow(second)).toEqual(linesNow(first));
    expect(gridOf(current(second))).toBe('weather');
    expect(current(gridStart(second))?.id).toBe('wind');
    const next = give(give(second, passOver).state, passOver).state;
    expect(linesNow(next).map(({ id }) => id)).toEqual(['moles', 'snails']);
  });

  it('are none where no line shows', () => {
    expect(linesNow(openBlock(stepWith(items), 1, {}))).toEqual([]);
    expect(gridOf(null)).toBeNull();
  });

  it('may be the whole block', () => {
    const state = openBlock(stepWith(items.slice(1, 4)), 1, {});
    expect(linesNow(state)).toHaveLength(3);
    expect(backOverGrid(state)).toBeNull();
  });
});

describe('answering the lines of a grid together', () => {
  it('writes one event for each line, those passed over too, and goes on behind the grid', () => {
    const answered = answerLines(atGrid(), all(2, null, 0));
    if (!answered.ok) throw new Error('refused');
    expect(told(answered.value.events)).toEqual([
      ['wind', 2, 'first'],
      ['hail', 'seen-and-passed', 'first'],
      ['frost', 0, 'first'],
    ]);
    expect(current(answered.value.state)?.id).toBe('moles');
  });

  it('writes the same as one line at a time', () => {
    const together = answerLines(atGrid(), all(2, null, 0));
    let state = atGrid();
    const events = all(2, null, 0).flatMap((each) => {
      const one = give(state, each);
      state = one.state;
      return one.events;
    });
    expect(together.ok && together.value.events).toEqual(events);
    expect(together.ok && together.value.state.held).toEqual(state.held);
  });

  it('takes reasons, and on the way forward again only what changed', () => {
    const once = answerLines(atGrid(), [{ value: 1 }, { missing: 'dont-know' }, passOver]);
    if (!once.ok) throw new Error('refused');
    const [helps] = [once.value.state];
    const returned = { ...helps, at: 3 };
    expect(heldNow(returned)).toEqual(passOver);
    const again = answerLines(returned, [{ value: 1 }, { value: 3 }, passOver]);
    if (!again.ok) throw new Error('refused');
    expect(told(again.value.events)).toEqual([['hail', 3, 'correction']]);
  });

  it('counts nothing when one of them is refused', () => {
    const state = atGrid();
    expect(answerLines(state, all(1, 99, 0))).toEqual({ ok: false, error: { type: 'unknown-option' } });
    expect(state.held.has('wind')).toBe(false);
  });

  it('leads back to the item before the grid from any of its lines', () => {
    const last = give(give(atGrid(), { value: 1 }).state, { value: 1 }).state;
    const before = backOverGrid(last);
    expect(before === null ? null : current(before)?.id).toBe('garden');
  });

  it('passes by what its answers have ruled out behind it', () => {
    const carried = line('wind', 'weather');
    const step = stepWith([
      carried,
      line('hail', 'weather'),
      { ...yesNo('helps'), relevant: equals('wind', 0) },
    ]);
    const answered = answerLines(openBlock(step, 1, {}), all(2, 1));
    expect(answered.ok && told(answered.value.events).at(-1)).toEqual(['helps', 'not-asked', 'first']);
    expect(answer(openBlock(step, 1, {}), { value: 2 }).ok).toBe(true);
  });
});
