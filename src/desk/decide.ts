/** Records a decision of the team. Decisions are never edited; in a demonstration they are marked as synthetic. */
import { err, type Result } from '#core/result.ts';
import { type DeskTools, withDesk } from './desk.ts';
import type { DeskProblem } from './problem.ts';

export interface SecondParentDecision {
  readonly family: string;
  readonly reason: string;
  readonly by: string;
}

/** May come before the family's first invite, so that one file can invite both parents. */
export const decideSecondParent = (
  dir: string,
  decision: SecondParentDecision,
  tools: DeskTools,
): Promise<Result<void, DeskProblem>> =>
  withDesk(dir, tools, (desk) => {
    const { family, reason, by } = decision;
    if (
      [family, reason, by].some((given) => given.trim() === '') ||
      family.length > 16 ||
      reason.length > 500 ||
      by.length > 100
    ) {
      const sentence =
        'A decision needs a family code, a reason (at most 500 characters) and who decided (at most 100).';
      return Promise.resolve(err({ type: 'bad-option', sentence }));
    }
    return desk.append({
      kind: 'decision',
      about: 'second-parent',
      family,
      reason,
      by,
      synthetic: desk.facts.demo,
    });
  });
