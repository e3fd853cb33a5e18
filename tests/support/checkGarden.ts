/** Breaks one thing in the garden's outcomes.json and says what its check says. */
import { type Problem, problemLine } from '#core/questionnaire/problem.ts';
import { readAuthored } from '#core/questionnaire/schemaProblems.ts';
import type { Outcomes } from '#core/scoring/outcomes.ts';
import { checkOutcomes } from '#desk/pack/outcomes/checkOutcomes.ts';
import { outcomesSchema } from '#desk/pack/outcomes/outcomesSource.ts';
import { gardenOutcomes, gardenQuestionnaire } from './gardenOutcomes.ts';

/** By path, like "scores.0.method". */
export type Edits = Readonly<Record<string, unknown>>;
export const gone = Symbol('gone');

/** Writes, or takes out, what stands at a path like "scores.0.method". */
function edit(target: unknown, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((here, key) => {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) throw new Error(`no ${path}`);
    return Reflect.get(here, key) as unknown;
  }, target);
  if (typeof holder !== 'object' || holder === null) throw new Error(`no ${path}`);
  if (value === gone) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, value);
}

interface Checked {
  readonly outcomes: Outcomes | null;
  readonly lines: readonly string[];
}
export function checkGarden(
  edits: Edits,
  { folders = ['garden'], compiled = [gardenQuestionnaire] } = {},
): Checked {
  const written: unknown = structuredClone(gardenOutcomes());
  for (const [path, value] of Object.entries(edits)) edit(written, path, value);
  const problems: Problem[] = [];
  const report = (at: string, cause: string, remedy: string): void => {
    problems.push({ file: 'outcomes.json', at, cause, remedy });
  };
  const source = readAuthored(outcomesSchema, written, report);
  const outcomes =
    source === null ? null : checkOutcomes({ source, compiled, folders, languages: ['en'] }, report);
  return { outcomes, lines: problems.map(problemLine) };
}
