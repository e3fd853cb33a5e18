/** Takes a block of the small questionnaire, or one made for a test, from answer to answer. */
import { type Answered, answer, type BlockState, back } from '#core/interview/block.ts';
import type { BlockEvent } from '#core/interview/blockEvent.ts';
import type { Given } from '#core/interview/given.ts';
import { planSteps, type Step } from '#core/interview/steps.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { block, children, section, smallQuestionnaire } from './smallQuestionnaire.ts';

const steps = planSteps(smallQuestionnaire, children);
export const stepOf = (blockId: string): Step => {
  const found = steps.find((step) => step.block.id === blockId);
  if (found === undefined) throw new Error(`no block ${blockId}`);
  return found;
};
export const stepWith = (items: readonly Item[]): Step => {
  const [step] = planSteps({ sections: [section('own', [block('own', items)])] }, []);
  if (step === undefined) throw new Error('no step');
  return step;
};
export const inGarden: Facts = { garden: 'yes' };
export const passOver: Given = { missing: 'seen-and-passed' };

export const give = (state: BlockState, given: Given): Answered => {
  const result = answer(state, given);
  if (!result.ok) throw new Error(`refused: ${result.error.type}`);
  return result.value;
};
export const walk = (
  state: BlockState,
  ...given: readonly Given[]
): { state: BlockState; events: readonly BlockEvent[] } =>
  given.reduce<{ state: BlockState; events: readonly BlockEvent[] }>(
    (walked, next) => {
      const answered = give(walked.state, next);
      return { state: answered.state, events: [...walked.events, ...answered.events] };
    },
    { state, events: state.opening },
  );
export const told = (events: readonly BlockEvent[]) =>
  events.map((event) =>
    event.kind === 'answer' ? [event.item, event.value ?? event.missing, event.cause] : [event.kind],
  );
export const goBack = (state: BlockState): BlockState => back(state) ?? state;
