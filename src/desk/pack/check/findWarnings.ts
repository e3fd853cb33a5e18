/** Everything that an author should look at again and that hinders nothing: printed by `check`, never an error. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Problem } from '#core/questionnaire/problem.ts';
import { findChildWording } from './findChildWording.ts';
import { findConditions } from './findConditions.ts';
import { findHardTexts } from './findHardTexts.ts';
import { findLongBlocks } from './findLongBlocks.ts';
import { findMonthWords } from './findMonthWords.ts';
import type { QuestionnaireSize } from './questionnaireSizes.ts';

export function findWarnings(
  questionnaires: readonly Questionnaire[],
  sizes: readonly QuestionnaireSize[],
): readonly Problem[] {
  return questionnaires.flatMap((questionnaire) => {
    const folder = `${questionnaire.questionnaire}/v${questionnaire.version}`;
    return [
      ...findConditions(questionnaire, folder),
      ...findLongBlocks(questionnaire, folder, sizes),
      ...findHardTexts(questionnaire, folder),
      ...findChildWording(questionnaire, folder),
      ...findMonthWords(questionnaire, folder),
    ];
  });
}
