/** Warns of blocks and questionnaires that take nearly as long as they may, or longer. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Problem } from '#core/questionnaire/problem.ts';
import { audienceLimits, audienceOf } from './audience.ts';
import type { QuestionnaireSize } from './questionnaireSizes.ts';

/** Own: nine tenths of a limit is near it. */
const near = 0.9;

export function findLongBlocks(
  questionnaire: Questionnaire,
  folder: string,
  sizes: readonly QuestionnaireSize[],
): readonly Problem[] {
  const own = sizes.filter((size) => size.questionnaire === questionnaire);
  const { blockMinutes: most } = audienceLimits[audienceOf(questionnaire)];
  const longest = new Map<string, number>();
  for (const size of own) {
    for (const [block, minutes] of size.blockMinutes)
      longest.set(block, Math.max(minutes, longest.get(block) ?? 0));
  }
  const blocks = [...longest]
    .filter(([, minutes]) => minutes >= near * most)
    .map(([block, minutes]) => ({
      file: `${folder}/definition.json`,
      at: `block ${block}`,
      cause: `it takes about ${minutes.toFixed(1)} minutes, ${minutes > most ? 'more than' : 'nearly'} the ${most} after which starting again is a burden`,
      remedy: 'split it into two blocks, or ask less',
    }));
  const wholes = own.flatMap(({ who, minutes, limit }) =>
    limit === null || minutes < near * limit.minutes || minutes > limit.minutes
      ? []
      : [
          {
            file: 'study.json',
            at: `task ${questionnaire.questionnaire}`,
            cause: `${who}: about ${minutes} minutes, near the limit of ${limit.minutes}`,
            remedy: 'ask less',
          },
        ],
  );
  return [...blocks, ...wholes];
}
