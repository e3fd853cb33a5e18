/**
 * One score of one person or row. Missing answers never count as 0: too few valid ones, and there
 * is no score. Only a positive answer is enough by itself to say that something happened, and only a
 * high one to say that the highest is high.
 */
import type { MissingReason } from '../event/missing.ts';
import { bandOf } from './bandOf.ts';
import { rateOfAct, yearsFactor } from './rateOfAct.ts';
import { readAnswer } from './readAnswer.ts';
import type { Answers, Score, ScoreContext, ScoreMissing } from './score.ts';
import type { ScoreRule } from './scoreRule.ts';

export function scoreOf(rule: ScoreRule, answers: Answers, context: ScoreContext): Score {
  const read = rule.items.map((item) => readAnswer(item, answers.get(item.item)));
  const reasons = read.flatMap((one) => ('missing' in one ? [one.missing] : []));
  const numbers = read.flatMap((one) => ('number' in one ? [one.number] : []));
  const of = read.length - reasons.filter((reason) => rule.leaveOut.includes(reason)).length;
  if (!isSettled(rule, numbers) && !isEnough(rule, numbers.length, of))
    return { missing: commonReason(reasons, numbers) };

  const value = numberOf(rule, numbers, of, context);
  if (typeof value === 'string') return { missing: value };
  return { value, valid: numbers.length, of, band: bandOf(value, rule.bands?.list ?? []) };
}

/** Nothing that is missing could undo what these say: something happened, or the last band is reached. */
function isSettled({ method, atLeast, enough }: ScoreRule, numbers: readonly number[]): boolean {
  const from = method === 'any' ? atLeast : method === 'highest' ? enough : null;
  return from !== null && numbers.some((number) => number >= from);
}

function isEnough({ least }: ScoreRule, valid: number, of: number): boolean {
  if (valid === 0) return false;
  // 0.8 of 5 is 4.000000000000001 for a computer.
  return 'share' in least ? valid >= least.share * of - 1e-9 : valid >= least.number;
}

function commonReason(reasons: readonly MissingReason[], numbers: readonly number[]): ScoreMissing {
  const [first] = reasons;
  return first !== undefined && numbers.length === 0 && reasons.every((reason) => reason === first)
    ? first
    : 'too-few-answers';
}

function numberOf(
  rule: ScoreRule,
  numbers: readonly number[],
  of: number,
  context: ScoreContext,
): number | ScoreMissing {
  const total = (terms: readonly number[]): number => terms.reduce((sum, number) => sum + number, 0);
  const filled = (sum: number): number => (rule.fill === 'mean' ? (sum / numbers.length) * of : sum);
  switch (rule.method) {
    case 'sum':
      return filled(total(numbers));
    case 'mean':
      return total(numbers) / numbers.length;
    case 'count':
      return filled(numbers.filter((number) => number >= rule.atLeast).length);
    case 'highest':
      return Math.max(...numbers);
    case 'any':
      return Number(numbers.some((number) => number >= rule.atLeast));
    case 'rate': {
      const factor = yearsFactor(context);
      if (!factor.ok) return factor.error;
      return total(numbers.map((times) => rateOfAct(times, factor.value, context)));
    }
    case 'recency':
      return Math.min(...numbers);
  }
}
