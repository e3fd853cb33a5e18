/**
 * outcomes.json against the questionnaires that are really there. What comes out is what the desk
 * computes with; a rule that names something unknown, goes without its source or contradicts another is refused.
 */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { Outcomes } from '#core/scoring/outcomes.ts';
import { checkActs } from './checkActs.ts';
import { checkNamed } from './checkNamed.ts';
import { checkSources, checkWords } from './checkSources.ts';
import { compileScore } from './compileScore.ts';
import type { OutcomesSource } from './outcomesSource.ts';
import { packItems } from './packItems.ts';

export interface OutcomesCheck {
  readonly source: OutcomesSource;
  readonly compiled: readonly Questionnaire[];
  /** Questionnaires that have a folder, compiled or not. */
  readonly folders: readonly string[];
  readonly languages: readonly string[];
}

/** Complete only when nothing was reported, here or for a questionnaire. */
export function checkOutcomes(
  { source, compiled, folders, languages }: OutcomesCheck,
  report: Report,
): Outcomes {
  const pack = packItems(compiled, folders, report);
  checkSources(source, report);
  checkWords(source, languages, report);
  checkCounting(source, report);
  checkActs(source, pack, report);
  checkNamed(source, pack, report);
  const scores = source.scores.flatMap((score) => {
    const rule = compileScore(score, pack, source.counting, report);
    return rule === null ? [] : [rule];
  });
  return { ...source, scores };
}

function checkCounting({ counting }: OutcomesSource, report: Report): void {
  const { midpoints, before, rateDays } = counting;
  const say = (cause: string, remedy: string): void => report('counting', cause, remedy);
  if (rateDays.value.from >= rateDays.value.to)
    say('no period lies within "rateDays"', 'let "from" be less than "to"');
  const beforeClass = String(before.value);
  if (!Object.hasOwn(midpoints.value, beforeClass))
    say(`the class "before" (${beforeClass}) has no midpoint`, 'add it with 0');
  else if (midpoints.value[beforeClass] !== 0)
    say('what was before this period counts in it', `write 0 for the class ${beforeClass}`);
  const classes = Object.entries(midpoints.value)
    .filter(([id]) => id !== beforeClass)
    .toSorted(([one], [other]) => Number(one) - Number(other));
  for (const [index, [id, times]] of classes.entries()) {
    const next = classes[index + 1];
    if (next !== undefined && next[1] <= times)
      say(`the class ${next[0]} is not more than the class ${id}`, 'let midpoints grow with the classes');
  }
}
