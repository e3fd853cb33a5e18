/** The small questionnaire of authoredQuestionnaire.ts, changed and compiled. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import { type Authoring, authored, filesOf } from './authoredQuestionnaire.ts';

export function compiledGarden(change: Authoring = () => undefined): Questionnaire {
  const from = authored();
  change(from);
  const compiled = compileQuestionnaire(filesOf(from), parseExpression);
  if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
  return compiled.value;
}
