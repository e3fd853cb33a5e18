/**
 * Which item stands on the screen, from its text alone: the proof knows the questionnaire, the app is not
 * asked. Follows the order of the interview, so that the same words for two roster rows are told apart.
 */
import { isRouting, type Step } from '#core/interview/steps.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import { asShown } from './asShown.ts';
import type { ShownItem } from './robot.ts';

export interface FoundItem {
  readonly step: Step;
  readonly item: Item;
}

export interface ItemFinder {
  /** Throws when no item of this block or a later one has the text. */
  find(shown: ShownItem): FoundItem;
  /** After a lock or an exit the same block may come again from its start. */
  startAgain(): void;
}

export const createItemFinder = (
  questionnaire: Questionnaire,
  steps: readonly Step[],
  language: string,
): ItemFinder => {
  const texts = questionnaire.texts[language];
  if (texts === undefined) throw new Error(`no texts in ${language}`);
  const items = questionnaire.sections.flatMap((section) => section.blocks.flatMap((block) => block.items));
  const labels = new Map(
    items.flatMap((item) => {
      const stem = 'grid' in item && item.grid !== undefined ? texts.grids[item.grid] : undefined;
      const label = texts.items[item.id]?.label;
      return label === undefined
        ? []
        : [[item.id, stem === undefined ? asShown(label) : asShown(stem.label, label)] as const];
    }),
  );
  const itemOf = (step: Step, label: string, but: ReadonlySet<string> = new Set()): Item | undefined =>
    step.block.items.find(({ id }) => !but.has(id) && labels.get(id)?.test(label) === true);
  let at = 0;
  let seen = new Set<string>();
  return {
    find: ({ label }) => {
      // The routing section is asked again at each sitting, before the place where the person had come to.
      const routing = steps.find(
        (step) => isRouting(step) && step.index < at && itemOf(step, label) !== undefined,
      );
      const again = routing === undefined ? undefined : itemOf(routing, label);
      if (routing !== undefined && again !== undefined) return { step: routing, item: again };
      for (let index = at; index < steps.length; index += 1) {
        const step = steps[index];
        if (step === undefined) break;
        const item = itemOf(step, label, index === at ? seen : undefined);
        if (item === undefined) continue;
        if (index !== at) seen = new Set();
        at = index;
        seen.add(item.id);
        return { step, item };
      }
      throw new Error(`no item ahead says "${label}"`);
    },
    startAgain: () => {
      seen = new Set();
    },
  };
};
