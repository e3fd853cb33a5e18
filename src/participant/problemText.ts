import type { TFunction } from 'i18next';
import { unreachable } from '#core/result.ts';
import type { ShownTexts } from '#ui/items/fillText.ts';
import type { ItemProblem, SaveProblem } from './interviewMachine.ts';

type T = TFunction<'space'>;

export const saveProblemText = (t: T, { type }: SaveProblem): string => t(`save.${type}`);

export function itemProblemText(t: T, problem: ItemProblem, texts: ShownTexts): string {
  if (problem.type === 'soft') return `${texts.checks?.[problem.check] ?? ''} ${t('item.soft')}`.trim();
  const { problem: answer } = problem;
  switch (answer.type) {
    case 'check-failed':
      return `${texts.checks?.[answer.check] ?? ''} ${t('item.check')}`.trim();
    case 'out-of-bounds':
      return t('item.problem.bounds', { min: answer.min, max: answer.max });
    case 'not-whole':
      return t('item.problem.whole');
    case 'not-a-date':
      return t('item.problem.date');
    case 'too-long':
      return t('item.problem.long', { max: answer.max });
    case 'exclusive-option':
    case 'repeated-option':
    case 'unknown-option':
    case 'wrong-kind-of-value':
    case 'reason-not-offered':
    case 'block-finished':
      return t('item.check');
    default:
      return unreachable(answer);
  }
}
