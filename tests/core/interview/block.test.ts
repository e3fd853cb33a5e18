import { describe, expect, it } from 'vitest';
import { answer, back, current, finish, heldNow, openBlock } from '#core/interview/block.ts';
import { blockEnd, sectionEnd } from '#core/interview/blockEvent.ts';
import { children, equals, yesNo } from '../../support/smallQuestionnaire.ts';
import { give, goBack, inGarden, passOver, stepOf, stepWith, told, walk } from '../../support/walkBlock.ts';

describe('answering the items of a block', () => {
  it('shows the first item and stores nothing before an answer', () => {
    const state = openBlock(stepOf('weeding'), 1, inGarden);
    expect(current(state)?.id).toBe('weeding');
    expect(state.opening).toEqual([]);
    expect(heldNow(state)).toBeNull();
  });

  it('stores one event per item and finishes after the last', () => {
    const { state, events } = walk(
      openBlock(stepOf('weeding'), 1, inGarden),
      { value: 'yes' },
      { value: 12 },
      { value: 'nettle' },
    );
    expect(current(state)).toBeNull();
    expect(told(events)).toEqual([
      ['weeding', 'yes', 'first'],
      ['weeds', 12, 'first'],
      ['weedNames', 'nettle', 'first'],
    ]);
    expect(finish(state)).toMatchObject({
      kind: 'block-end',
      section: 'beds',
      block: 'weeding',
      end: 'completed',
      bytes: 512,
    });
  });

  it('writes where it was asked: section, row, block, pass, size', () => {
    const { events } = walk(openBlock(stepOf('watering'), 1, {}), { value: 'yes' });
    expect(events).toEqual([
      {
        kind: 'answer',
        section: 'plants',
        row: children[0]?.id,
        block: 'watering',
        pass: 1,
        cause: 'first',
        item: 'watering',
        value: 'yes',
        bytes: 512,
        signal: null,
        sizeClass: 0,
      },
    ]);
  });

  it('marks items passed by the route as not asked', () => {
    const { state, events } = walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'no' });
    expect(current(state)).toBeNull();
    expect(told(events)).toEqual([
      ['weeding', 'no', 'first'],
      ['weeds', 'not-asked', 'first'],
      ['weedNames', 'not-asked', 'first'],
    ]);
  });

  it('takes a reason as an answer, and does not ask what hangs on a value that is not there', () => {
    const { events } = walk(openBlock(stepOf('weeding'), 1, inGarden), { missing: 'prefer-not' });
    expect(told(events)).toEqual([
      ['weeding', 'prefer-not', 'first'],
      ['weeds', 'not-asked', 'first'],
      ['weedNames', 'not-asked', 'first'],
    ]);
  });

  it('lets every item be passed over', () => {
    const { state, events } = walk(openBlock(stepOf('flowers'), 1, inGarden), passOver, passOver, passOver);
    expect(current(state)).toBeNull();
    expect(told(events).map(([, missing]) => missing)).toEqual([
      'seen-and-passed',
      'seen-and-passed',
      'seen-and-passed',
    ]);
  });

  it('gives a note an event too, so that position shows and answers do not', () => {
    const { events } = walk(openBlock(stepOf('place'), 1, {}), { value: 'yes' }, passOver);
    expect(told(events)).toEqual([
      ['garden', 'yes', 'first'],
      ['welcome', 'seen-and-passed', 'first'],
    ]);
  });

  it('refuses an answer when the block is finished, as after a double tap', () => {
    const { state } = walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'no' });
    expect(answer(state, { value: 'no' })).toEqual({ ok: false, error: { type: 'block-finished' } });
  });

  it('does not end a block before its last item', () => {
    expect(() => finish(openBlock(stepOf('weeding'), 1, inGarden))).toThrow('last item');
  });

  it('never changes the state it was given', () => {
    const state = openBlock(stepOf('weeding'), 1, inGarden);
    give(state, { value: 'no' });
    expect(current(state)?.id).toBe('weeding');
    expect(state.held.size).toBe(0);
  });
});

describe('a section that is not for this person', () => {
  it('is finished at once, with every item not asked', () => {
    const state = openBlock(stepOf('weeding'), 1, { garden: 'no' });
    expect(current(state)).toBeNull();
    expect(told(state.opening)).toEqual([
      ['weeding', 'not-asked', 'first'],
      ['weeds', 'not-asked', 'first'],
      ['weedNames', 'not-asked', 'first'],
    ]);
    expect(finish(state)).toMatchObject({ end: 'completed' });
  });

  it.each([{}, { garden: { missing: 'prefer-not' } as const }])(
    'is not shown either when the fact is unknown: %o',
    (facts) => {
      expect(current(openBlock(stepOf('flowers'), 1, facts))).toBeNull();
    },
  );
});

describe('going back inside a block', () => {
  it('shows the item before with what was given', () => {
    const { state } = walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'yes' }, { value: 12 });
    expect(heldNow(goBack(state))).toEqual({ value: 12 });
    expect(heldNow(goBack(goBack(state)))).toEqual({ value: 'yes' });
  });

  it('ends at the first item of the block, and after the last', () => {
    const opened = openBlock(stepOf('weeding'), 1, inGarden);
    expect(back(opened)).toBeNull();
    expect(back(walk(opened, { value: 'no' }).state)).toBeNull();
  });

  it('goes over items that the route passes', () => {
    const step = stepWith([
      yesNo('one'),
      yesNo('two', { relevant: equals('one', 'yes') }),
      yesNo('three'),
      yesNo('four'),
    ]);
    const { state } = walk(openBlock(step, 1, {}), { value: 'no' }, { value: 'yes' });
    expect(current(goBack(state))?.id).toBe('three');
    expect(current(goBack(goBack(state)))?.id).toBe('one');
  });

  it('stores nothing for an answer that stays the same', () => {
    const { state } = walk(openBlock(stepOf('flowers'), 1, inGarden), { value: ['rose', 'tulip'] });
    expect(give(goBack(state), { value: ['tulip', 'rose'] }).events).toEqual([]);
  });

  it('stores a changed answer as a correction', () => {
    const { state } = walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'yes' }, { value: 12 });
    expect(told(give(goBack(state), { value: 13 }).events)).toEqual([['weeds', 13, 'correction']]);
  });

  it('stores at once that later answers are no longer asked when a correction changes the route', () => {
    const { state } = walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'yes' }, { value: 12 });
    const { state: corrected, events } = give(goBack(goBack(state)), { value: 'no' });
    expect(told(events)).toEqual([
      ['weeding', 'no', 'correction'],
      ['weeds', 'not-asked', 'correction'],
      ['weedNames', 'not-asked', 'first'],
    ]);
    expect(current(corrected)).toBeNull();
  });

  it('clears an answer behind the next item that the new route no longer reaches', () => {
    const step = stepWith([
      yesNo('one'),
      yesNo('two'),
      yesNo('three', { relevant: equals('one', 'yes') }),
      yesNo('four'),
    ]);
    const { state } = walk(openBlock(step, 1, {}), { value: 'yes' }, { value: 'yes' }, { value: 'yes' });
    const { state: corrected, events } = give(goBack(goBack(goBack(state))), { value: 'no' });
    expect(current(corrected)?.id).toBe('two');
    expect(told(events)).toEqual([
      ['one', 'no', 'correction'],
      ['three', 'not-asked', 'correction'],
    ]);
  });

  it('asks an item again, blank, when a second correction brings it back', () => {
    const step = stepWith([yesNo('one'), yesNo('two', { relevant: equals('one', 'yes') }), yesNo('three')]);
    const there = walk(openBlock(step, 1, {}), { value: 'yes' }, { value: 'yes' }).state;
    const away = give(goBack(goBack(there)), { value: 'no' }).state;
    const again = give(goBack(away), { value: 'yes' });
    expect(current(again.state)?.id).toBe('two');
    expect(heldNow(again.state)).toEqual({ missing: 'not-asked' });
    expect(told(give(again.state, { value: 'no' }).events)).toEqual([['two', 'no', 'correction']]);
  });
});

describe('a later pass of a block', () => {
  it('says that it asks again, and a change inside it is a correction', () => {
    const { state, events } = walk(openBlock(stepOf('weeding'), 2, inGarden), { value: 'yes' }, { value: 1 });
    expect(told(events)).toEqual([
      ['weeding', 'yes', 're-ask'],
      ['weeds', 1, 're-ask'],
    ]);
    expect(told(give(goBack(state), { value: 2 }).events)).toEqual([['weeds', 2, 'correction']]);
  });

  it('knows nothing of the pass before', () => {
    walk(openBlock(stepOf('weeding'), 1, inGarden), { value: 'yes' });
    expect(heldNow(openBlock(stepOf('weeding'), 2, inGarden))).toBeNull();
  });
});

describe('ends', () => {
  it('says how a block that is left was ended', () => {
    expect(blockEnd(stepOf('weeding'), 2, 'passed-by')).toMatchObject({
      kind: 'block-end',
      pass: 2,
      end: 'passed-by',
      signal: null,
    });
  });

  it('says with the last section that the interview is done', () => {
    expect(sectionEnd(stepOf('flowers'), 1)).toMatchObject({ kind: 'section-end', done: false, bytes: 512 });
    expect(sectionEnd(stepOf('storm'), 1)).toMatchObject({ done: true });
  });
});
