import { describe, expect, it } from 'vitest';
import { answer, type BlockState, carryFacts, current, openBlock } from '#core/interview/block.ts';
import type { Given } from '#core/interview/given.ts';
import { called, choices, equals, named, number, yesNo } from '../../support/smallQuestionnaire.ts';
import { give, goBack, inGarden, passOver, stepOf, stepWith, told, walk } from '../../support/walkBlock.ts';

describe('checks', () => {
  const weeds = (): BlockState => walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'yes' }).state;

  it('holds a hard check up with the id of its text', () => {
    expect(answer(weeds(), { value: 51 })).toEqual({
      ok: false,
      error: { type: 'check-failed', check: 'weedsTooHigh' },
    });
  });

  it('shows a soft check once, and the same answer passes it', () => {
    const first = give(weeds(), { value: 30 });
    expect(first).toMatchObject({ soft: 'weedsHigh', events: [] });
    expect(current(first.state)?.id).toBe('weeds');
    const second = give(first.state, { value: 30 });
    expect(second.soft).toBeNull();
    expect(told(second.events)).toEqual([['weeds', 30, 'first']]);
  });

  it('shows a soft check again for another answer', () => {
    const first = give(weeds(), { value: 30 });
    expect(give(first.state, { value: 31 }).soft).toBe('weedsHigh');
  });

  it('shows two soft checks one after the other', () => {
    const twice = number('twice', 0, 100, {
      checks: [
        { id: 'a', kind: 'soft', that: called('<', named('twice'), { value: 5 }) },
        { id: 'b', kind: 'soft', that: called('<', named('twice'), { value: 6 }) },
      ],
    });
    const first = give(openBlock(stepWith([twice]), 1, {}), { value: 9 });
    const second = give(first.state, { value: 9 });
    expect([first.soft, second.soft]).toEqual(['a', 'b']);
    expect(give(second.state, { value: 9 }).events).toHaveLength(1);
  });

  it('never checks a reason: nobody is held up for not answering', () => {
    const wanted = { id: 'please', that: called('!', called('missing', named('some'))) };
    const step = stepWith([
      number('some', 0, 9, {
        checks: [
          { ...wanted, kind: 'hard' },
          { ...wanted, kind: 'soft' },
        ],
      }),
    ]);
    expect(told(give(openBlock(step, 1, {}), passOver).events)).toEqual([
      ['some', 'seen-and-passed', 'first'],
    ]);
  });

  it('checks again on the way forward when an earlier answer changed', () => {
    const step = stepWith([
      number('most', 0, 9),
      number('some', 0, 9, {
        checks: [{ id: 'fits', kind: 'hard', that: called('<=', named('some'), named('most')) }],
      }),
      yesNo('end'),
    ]);
    const { state } = walk(openBlock(step, 1, {}), { value: 8 }, { value: 7 });
    const corrected = give(goBack(goBack(state)), { value: 3 }).state;
    expect(answer(corrected, { value: 7 })).toEqual({
      ok: false,
      error: { type: 'check-failed', check: 'fits' },
    });
  });

  it('takes an unknown check as fine', () => {
    const step = stepWith([
      number('some', 0, 9, {
        checks: [{ id: 'fits', kind: 'hard', that: called('<=', named('some'), named('absent')) }],
      }),
    ]);
    expect(give(openBlock(step, 1, {}), { value: 7 }).events).toHaveLength(1);
  });
});

describe('carry facts', () => {
  it('hands over what carries, a reason as a reason', () => {
    expect(carryFacts(walk(openBlock(stepOf('place'), 1, {}), { value: 'yes' }, passOver).state)).toEqual({
      garden: 'yes',
    });
    expect(
      carryFacts(walk(openBlock(stepOf('place'), 1, {}), { missing: 'dont-know' }, passOver).state),
    ).toEqual({
      garden: { missing: 'dont-know' },
    });
  });

  it('does not let the fact of an earlier sitting stand in for an item that is asked again', () => {
    const step = stepWith([
      yesNo('one'),
      yesNo('two', { relevant: equals('garden', 'yes') }),
      yesNo('garden'),
    ]);
    expect(current(give(openBlock(step, 1, inGarden), { value: 'yes' }).state)?.id).toBe('garden');
  });
});

describe('signals', () => {
  const storm = (): BlockState => openBlock(stepOf('storm'), 1, {});
  const signals = (...given: Given[]): readonly (string | null)[] =>
    walk(storm(), ...given).events.map((event) => event.signal);

  it('fills the slot when a number reaches its mark or a named option is picked', () => {
    expect(signals({ value: 3 }, { value: 3 }, { value: 'no' })).toEqual(['wind', null, 'shelter']);
  });

  it('leaves the slot empty below the mark, for another option and for a reason', () => {
    expect(signals({ value: 2 }, { value: 0 }, { value: 'yes' })).toEqual([null, null, null]);
    expect(signals({ missing: 'prefer-not' })).toEqual([null]);
  });

  it('signals any picked option of several', () => {
    const item = { ...choices('flowers'), signal: ['tulip'] };
    expect(give(openBlock(stepWith([item]), 1, {}), { value: ['rose', 'tulip'] }).events[0]?.signal).toBe(
      'flowers',
    );
  });
});
