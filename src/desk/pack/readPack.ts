/** Reads a study pack's folder. What is there and is not JSON is a problem, never a crash. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/questionnaire/problem.ts';
import { readJson } from './readJson.ts';
import { readText } from './readText.ts';
import { repeatedKeys } from './repeatedKeys.ts';

export interface VersionFiles {
  /** Like "parent-core/v1". */
  readonly folder: string;
  readonly questionnaire: string;
  readonly version: number;
  /** From a folder beside the pack, outside the repository. */
  readonly outside: boolean;
  readonly definition: unknown;
  readonly texts: Readonly<Record<string, unknown>>;
  readonly cases: unknown;
}

export interface PackFiles {
  readonly study: unknown;
  readonly help: unknown;
  readonly outcomes: unknown;
  /** Scores of instruments from outside, by file; not every folder has one. */
  readonly furtherOutcomes: Readonly<Record<string, unknown>>;
  readonly versions: readonly VersionFiles[];
  readonly problems: readonly Problem[];
}

/** `also`: folders of the same layout beside the pack, for instruments that stay outside the repository. */
export function readPack(directory: string, also: readonly string[] = []): PackFiles {
  const problems: Problem[] = [];
  const study = readFile(directory, 'study.json', problems);
  const help = readFile(directory, 'help.json', problems);
  const outcomes = readFile(directory, 'outcomes.json', problems);
  const furtherOutcomes: Record<string, unknown> = {};
  const versions = [...readVersions(directory, false, problems)];
  for (const other of also) {
    if (!isFolder(other)) {
      problems.push({
        file: other,
        at: '',
        cause: 'the folder of a further pack is not there',
        remedy: 'correct --also',
      });
    }
    const further = join(other, 'outcomes.json');
    if (existsSync(further)) furtherOutcomes[further] = readFile(other, 'outcomes.json', problems);
    for (const version of readVersions(other, true, problems)) {
      const twice = versions.some(({ folder }) => folder === version.folder);
      if (twice) {
        problems.push({
          file: join(other, version.folder),
          at: '',
          cause: 'another folder holds the same version of a questionnaire with this name',
          remedy: 'give the questionnaire another name',
        });
      } else versions.push(version);
    }
  }
  return { study, help, outcomes, furtherOutcomes, versions, problems };
}

function readVersions(directory: string, outside: boolean, problems: Problem[]): readonly VersionFiles[] {
  const read = (file: string): unknown => readFile(directory, file, problems);
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
        outside,
        definition: read(`${folder}/definition.json`),
        cases: read(`${folder}/cases.json`),
        texts: readTexts(directory, folder, read),
      });
    }
  }
  return versions;
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

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function foldersIn(directory: string): readonly string[] {
  if (!isFolder(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

function readFile(directory: string, file: string, problems: Problem[]): unknown {
  const path = join(directory, file);
  const fail = (cause: string, remedy: string): undefined => {
    problems.push({ file, at: '', cause, remedy });
    return undefined;
  };
  try {
    if (!existsSync(path)) return fail('the file is not there', 'write it');
    const text = readText(path);
    const content = readJson(text);
    if (!content.ok) return fail(content.error.cause, content.error.remedy);
    for (const key of repeatedKeys(text))
      fail(
        `the key "${key}" stands twice in the same place`,
        'take one of the two out: only the last would count',
      );
    return content.value;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 'correct the file');
  }
}
