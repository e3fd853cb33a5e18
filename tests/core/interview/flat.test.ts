import { describe, expect, it } from 'vitest';
import { answer, type BlockState, openBlock } from '#core/interview/block.ts';
import { planSteps, type Step } from '#core/interview/steps.ts';
import { block, section, yesNo } from '../../support/smallQuestionnaire.ts';

/** The middle block of a questionnaire with this many items. Reading any other block is counted. */
function middle(items: number): { readonly step: Step; readonly read: () => number } {
  let read = 0;
  const blocks = Array.from({ length: items / 5 }, (_, at) =>
    block(
      `b${at}`,
      Array.from({ length: 5 }, (_item, index) => yesNo(`i${at}x${index}`)),
    ),
  );
  const steps = planSteps({ sections: [section('all', blocks)] }, []);
  const step = steps[Math.floor(steps.length / 2)];
  if (step === undefined) throw new Error('no step');
  const watched = new Proxy(step.section, {
    get: (target, key) => {
      if (key === 'blocks') read += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  return { step: { ...step, section: watched }, read: () => read };
}

describe('the cost of one answer', () => {
  it.each([50, 2000])('does not look at the other blocks of %i items', (items) => {
    const { step, read } = middle(items);
    let state: BlockState = openBlock(step, 1, {});
    for (let at = 0; at < 5; at += 1) {
      const result = answer(state, { value: 'yes' });
      if (result.ok) state = result.value.state;
    }
    expect(state.held.size).toBe(5);
    expect(read()).toBe(0);
  });
});
