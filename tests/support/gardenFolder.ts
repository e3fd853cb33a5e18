/** The small questionnaire of authoredQuestionnaire.ts as a folder of a pack. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const route = from.definition.sections.map(({ id, repeat }) => ({
    section: id,
    ...(repeat === undefined ? {} : { row: 'one' }),
    asked: [],
  }));
  const rows = { one: { rowKind: 'child' } };
  write('cases.json', { format: 1, cases: [{ name: 'a walk', rows, answers: {}, route }] });
  return folder;
}
