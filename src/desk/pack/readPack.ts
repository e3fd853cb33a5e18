/** Reads a study pack's folder. What is there and is not JSON is a problem, never a crash. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/questionnaire/problem.ts';

export interface VersionFiles {
  /** Like "parent-core/v1". */
  readonly folder: string;
  readonly questionnaire: string;
  readonly version: number;
  readonly definition: unknown;
  readonly texts: Readonly<Record<string, unknown>>;
  readonly cases: unknown;
}

export interface PackFiles {
  readonly study: unknown;
  readonly help: unknown;
  readonly versions: readonly VersionFiles[];
  readonly problems: readonly Problem[];
}

/** Largest file that is read: an author's mistake is said, not loaded. */
const largestFileBytes = 2_000_000;

export function readPack(directory: string): PackFiles {
  const problems: Problem[] = [];
  const read = (file: string): unknown => readJson(directory, file, problems);
  const study = read('study.json');
  const help = read('help.json');
  const versions: VersionFiles[] = [];
  for (const questionnaire of foldersIn(directory)) {
    for (const folderName of foldersIn(join(directory, questionnaire))) {
      const folder = `${questionnaire}/${folderName}`;
      const version = /^v([1-9][0-9]{0,3})$/.exec(folderName)?.[1];
      if (version === undefined) {
        problems.push({
          file: folder,
          at: '',
          cause: 'a folder of a questionnaire that is not a version',
          remedy: 'name it v1, v2 and so on',
        });
        continue;
      }
      versions.push({
        folder,
        questionnaire,
        version: Number(version),
        definition: read(`${folder}/definition.json`),
        cases: read(`${folder}/cases.json`),
        texts: readTexts(directory, folder, read),
      });
    }
  }
  return { study, help, versions, problems };
}

function readTexts(
  directory: string,
  folder: string,
  read: (file: string) => unknown,
): Record<string, unknown> {
  const texts: Record<string, unknown> = {};
  for (const file of readdirSync(join(directory, folder)).sort()) {
    const language = /^([a-z]{2})\.json$/.exec(file)?.[1];
    if (language !== undefined) texts[language] = read(`${folder}/${file}`);
  }
  return texts;
}

function foldersIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

function readJson(directory: string, file: string, problems: Problem[]): unknown {
  const path = join(directory, file);
  const fail = (cause: string, remedy: string): undefined => {
    problems.push({ file, at: '', cause, remedy });
    return undefined;
  };
  try {
    if (!existsSync(path)) return fail('the file is not there', 'write it');
    if (statSync(path).size > largestFileBytes)
      return fail('the file is larger than 2 MB', 'split the questionnaire');
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return content;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return fail(`it cannot be read as JSON: ${said}`, 'correct the place that is named');
  }
}
