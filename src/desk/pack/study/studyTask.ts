/** A task of study.json beside the questionnaire that it gives out. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Study } from './studySource.ts';

export type StudyTask = Study['tasks'][number];

/** The version that a task gives out, if it compiles. */
export const questionnaireOf = (
  task: StudyTask,
  compiled: readonly Questionnaire[],
): Questionnaire | undefined =>
  compiled.find((one) => one.questionnaire === task.questionnaire && one.version === task.version);

/** Which items of a questionnaire set which consents. */
export const consentsIn = (
  questionnaire: Questionnaire,
): readonly { readonly item: string; readonly consent: string }[] =>
  questionnaire.sections.flatMap((section) =>
    section.blocks.flatMap((block) =>
      block.items.flatMap((item) =>
        item.type === 'choice' && item.consent !== undefined
          ? [{ item: item.id, consent: item.consent }]
          : [],
      ),
    ),
  );
