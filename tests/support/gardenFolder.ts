/** The small questionnaire of authoredQuestionnaire.ts as a folder of a pack. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import type { Case } from '#desk/pack/cases/casesSource.ts';
import { walkCase } from '#desk/pack/cases/walkCase.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import { type Authoring, authored } from './authoredQuestionnaire.ts';

/** Writes garden/v<version> below the directory; without the consent, which no study knows. */
export function writeGarden(directory: string, version = 1, change: Authoring = () => undefined): string {
  const from = authored();
  from.definition.version = version;
  for (const { blocks } of from.definition.sections)
    for (const { items } of blocks) for (const item of items) if (item.type === 'choice') delete item.consent;
  change(from);
  const folder = join(directory, `${from.definition.questionnaire}/v${version}`);
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: unknown): void =>
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  write('definition.json', from.definition);
  for (const [language, texts] of Object.entries(from.texts)) write(`${language}.json`, texts);
  write('cases.json', { format: 1, cases: [caseOf(from)] });
  return folder;
}

/** Everything passed over; what is asked then is what the engine asks. */
function caseOf({ definition, texts }: ReturnType<typeof authored>): Case {
  const one: Case = { name: 'a walk', rows: { one: { rowKind: 'child' } }, answers: {}, route: [] };
  const languages = Object.keys(texts);
  const compiled = compileQuestionnaire({ folder: 'garden', definition, texts, languages }, parseExpression);
  const walked = compiled.ok ? walkCase(compiled.value, one) : null;
  // Broken on purpose: nobody walks it, and every section is named.
  if (walked?.ok !== true)
    return { ...one, route: definition.sections.map(({ id }) => ({ section: id, asked: [] })) };
  const route = walked.value.parts.map(({ row, ...part }) => ({ ...part, ...(row === null ? {} : { row }) }));
  return { ...one, route };
}
