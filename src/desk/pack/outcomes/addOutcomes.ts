/**
 * A licensed instrument stays outside the repository, and its scores, norms and figures with it: a
 * smaller outcomes.json in its folder adds them. It changes no rule of the study.
 */
import type { FurtherOutcomesSource, OutcomesSource } from './outcomesSource.ts';

export const addOutcomes = (
  outcomes: OutcomesSource,
  further: readonly FurtherOutcomesSource[],
): OutcomesSource => ({
  ...outcomes,
  sources: Object.fromEntries([
    ...further.flatMap(({ sources }) => Object.entries(sources ?? {})),
    ...Object.entries(outcomes.sources),
  ]),
  scores: [...outcomes.scores, ...further.flatMap(({ scores }) => scores)],
  comparisons: [...outcomes.comparisons, ...further.flatMap(({ comparisons }) => comparisons ?? [])],
});
