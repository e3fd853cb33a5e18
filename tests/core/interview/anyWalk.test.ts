import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, current, openBlock } from '#core/interview/block.ts';
import type { Given } from '#core/interview/given.ts';
import { called, choices, equals, frequency, named, yesNo } from '../../support/smallQuestionnaire.ts';
import { give, goBack, passOver, stepWith } from '../../support/walkBlock.ts';

describe('any walk', () => {
  const items = [
    yesNo('one'),
    yesNo('two', { relevant: equals('one', 'yes') }),
    frequency('three', { relevant: called('||', equals('two', 'no'), equals('one', 'no')) }),
    yesNo('four', { relevant: called('>', named('three'), { value: 1 }) }),
    choices('five'),
  ];
  const step = stepWith(items);
  const given = fc.constantFrom<Given>(
    { value: 'yes' },
    { value: 'no' },
    { value: 2 },
    { value: 0 },
    { value: ['rose'] },
    { value: ['rose', 'nothing'] },
    { missing: 'dont-know' },
    { missing: 'not-applicable' },
    passOver,
  );
  const move = fc.oneof(
    { weight: 3, arbitrary: given },
    { weight: 1, arbitrary: fc.constant('back' as const) },
  );

  const play = (moves: readonly (Given | 'back')[]) => {
    let state = openBlock(step, 1, {});
    const events = [...state.opening];
    for (const next of moves) {
      if (next === 'back') {
        state = goBack(state);
        continue;
      }
      const result = answer(state, next);
      if (!result.ok) continue;
      state = result.value.state;
      events.push(...result.value.events);
    }
    return { state, events };
  };

  it('ends after at most one answer per item once it only goes forward', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let { state } = play(moves);
        let steps = 0;
        while (current(state) !== null && steps < 100) {
          state = give(state, passOver).state;
          steps += 1;
        }
        expect(steps).toBeLessThanOrEqual(items.length);
        expect(items.every((item) => state.held.has(item.id))).toBe(true);
      }),
    );
  });

  it('has stored exactly what it holds: the last event of each item', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        const { state, events } = play(moves);
        const last = new Map(
          events.map((event) =>
            event.kind === 'answer'
              ? [event.item, 'value' in event ? { value: event.value } : { missing: event.missing }]
              : ['', {}],
          ),
        );
        expect(last).toEqual(new Map(state.held));
      }),
    );
  });

  it('holds a value only where the route leads, and calls each item first once', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        const { state, events } = play(moves);
        const one = state.held.get('one');
        const two = state.held.get('two');
        const strayed =
          two !== undefined &&
          'value' in two &&
          !(one !== undefined && 'value' in one && one.value === 'yes');
        expect(strayed).toBe(false);
        const firsts = events.filter((event) => event.kind === 'answer' && event.cause === 'first');
        expect(new Set(firsts.map((event) => event.kind === 'answer' && event.item)).size).toBe(
          firsts.length,
        );
      }),
    );
  });
});
