/** Scores that a case promises are scores of its questionnaire, for rows that the case has. */
import type { Report } from '#core/questionnaire/problem.ts';
import type { ScoreRule } from '#core/scoring/scoreRule.ts';
import type { Case } from './casesSource.ts';

export function checkCaseScores(
  cases: readonly Case[],
  questionnaire: string,
  rules: readonly ScoreRule[],
  report: Report,
): void {
  for (const one of cases) {
    const say = (cause: string, remedy: string): void => report(`case "${one.name}"`, cause, remedy);
    for (const key of Object.keys(one.scores ?? {})) {
      const [id = key, row = null] = key.split('/').reverse();
      const rule = rules.find((known) => known.id === id && known.questionnaire === questionnaire);
      if (rule === undefined) {
        say(`it names the unknown score "${id}"`, 'correct the id, or write the score in outcomes.json');
        continue;
      }
      const kind = row === null ? 'subject' : one.rows?.[row]?.rowKind;
      if (kind === undefined) say(`the score "${key}" names an unknown row`, 'correct the row');
      else if (kind !== rule.per)
        say(
          `the score "${id}" is per ${rule.per}`,
          rule.per === 'subject' ? `write "${id}"` : `write "row/${id}" with a row that is a ${rule.per}`,
        );
    }
  }
}
