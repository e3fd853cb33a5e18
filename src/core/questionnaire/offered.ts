/** Which options or points of an item are offered to this respondent: a value that is not offered is not valid. */
import type { Expression } from './compiled.ts';
import { type Facts, isRelevant } from './evaluate.ts';

export const offered = <T extends { readonly relevant?: Expression }>(
  choices: readonly T[],
  facts: Facts,
): readonly T[] => choices.filter((choice) => isRelevant(choice.relevant, facts));
