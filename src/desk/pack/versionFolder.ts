/** One folder of a version as it was written, wherever it lies: enough to compare it with another one. */
import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Problem } from '#core/questionnaire/problem.ts';
import { readAuthored } from '#core/questionnaire/schemaProblems.ts';
import {
  type Definition,
  definitionSchema,
  type TextsSource,
  textsSchema,
} from '#core/questionnaire/source.ts';
import { err, ok, type Result } from '#core/result.ts';
import { readJson } from './readJson.ts';
import { readText } from './readText.ts';

export interface VersionFolder {
  /** As it was named. */
  readonly name: string;
  readonly definition: Definition;
  readonly texts: ReadonlyMap<string, TextsSource>;
}

/** `named`: a path, or a folder inside one of the packs like "parent-core/v1". */
export function readVersionFolder(
  named: string,
  packs: readonly string[],
): Result<VersionFolder, readonly Problem[]> {
  const path = [...(isAbsolute(named) ? [] : packs.map((pack) => join(pack, named))), resolve(named)].find(
    (one) => existsSync(join(one, 'definition.json')),
  );
  const problems: Problem[] = [];
  if (path === undefined) {
    return err([
      {
        file: named,
        at: '',
        cause: 'there is no definition.json',
        remedy: 'name a folder of a version, like parent-core/v1',
      },
    ]);
  }
  const definition = readWith(
    definitionSchema,
    join(path, 'definition.json'),
    `${named}/definition.json`,
    problems,
  );
  const texts = new Map<string, TextsSource>();
  for (const file of readdirSync(path).sort()) {
    const language = /^([a-z]{2})\.json$/.exec(file)?.[1];
    if (language === undefined) continue;
    const read = readWith(textsSchema, join(path, file), `${named}/${file}`, problems);
    if (read !== null) texts.set(language, read);
  }
  return definition === null || problems.length > 0 ? err(problems) : ok({ name: named, definition, texts });
}

type Schema<T> = Parameters<typeof readAuthored<T>>[0];

function readWith<T>(schema: Schema<T>, path: string, file: string, problems: Problem[]): T | null {
  try {
    const raw = readJson(readText(path));
    if (!raw.ok) {
      problems.push({ file, at: '', ...raw.error });
      return null;
    }
    return readAuthored(schema, raw.value, (at, cause, remedy) => {
      problems.push({ file, at, cause, remedy });
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    problems.push({ file, at: '', cause: `it cannot be read: ${said}`, remedy: 'correct the file' });
  }
  return null;
}
