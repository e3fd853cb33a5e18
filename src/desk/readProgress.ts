/** What some families have completed and consented to, from the bundles the desk holds. In memory only. */
import { ok, type Result } from '#core/result.ts';
import { nothingYet, type Progress, progressOf } from '#core/table/progress.ts';
import type { Desk } from './desk.ts';
import { gatherArrived } from './gatherArrived.ts';
import { gatherInvited } from './gatherInvited.ts';
import { openQuestionnaires } from './openPack.ts';
import type { DeskProblem } from './problem.ts';

export async function readProgress(
  desk: Desk,
  families: ReadonlySet<string>,
): Promise<Result<Progress, DeskProblem>> {
  const interviews = await gatherArrived(desk, ({ family }) => families.has(family));
  if (!interviews.ok) return interviews;
  if (interviews.value.length === 0) return ok(nothingYet);
  const questionnaires = await openQuestionnaires(desk);
  if (!questionnaires.ok) return questionnaires;
  return ok(
    progressOf({
      people: gatherInvited(desk).filter(({ family }) => families.has(family)),
      interviews: interviews.value,
      questionnaires: questionnaires.value,
    }),
  );
}
