/** `words export` and `words import`: a language goes to a translator as a table and comes back checked. */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { TextsSource } from '#core/questionnaire/source.ts';
import type { PackFolders } from '../packFolders.ts';
import { publishedEntry, readPublished } from '../publish/publishedSource.ts';
import { readPack } from '../readPack.ts';
import { readText } from '../readText.ts';
import { fail, say } from '../say.ts';
import { studySchema } from '../study/studySource.ts';
import { readVersionFolder, type VersionFolder } from '../versionFolder.ts';
import { writeJson } from '../writeJson.ts';
import { exportWords } from './exportWords.ts';
import { importWords, sheetPlace } from './importWords.ts';
import { fromSheet, toSheet } from './wordSheet.ts';

export function wordsCommand(folders: () => PackFolders): Command {
  const words = new Command('words').description('texts as a table for translators, and back');
  words
    .command('export')
    .description('writes every text with its source, note, state and limits as CSV')
    .argument('<version>', 'like parent-core/v1')
    .argument('<language>', 'like en; a new one may be begun')
    .option('--out <file>', 'where to (default: <questionnaire>-v<n>-<language>.csv)')
    .action((folder: string, language: string, options: { out?: string }) => {
      exportTo(folders(), folder, language, options.out);
    });
  words
    .command('import')
    .description('checks a table and writes its language file; published versions are never touched')
    .argument('<file>', 'the CSV that came back')
    .action((file: string) => {
      importFrom(folders(), file);
    });
  return words;
}

interface Opened {
  readonly version: VersionFolder;
  /** The pack's folder in which the version lies. */
  readonly directory: string;
  readonly source: TextsSource;
}

function open({ directory, also }: PackFolders, folder: string): Opened | null {
  const home = [directory, ...also].find((one) => existsSync(join(one, folder, 'definition.json')));
  if (home === undefined) {
    fail([`There is no ${folder} in ${[directory, ...also].join(' or ')}.`]);
    return null;
  }
  const version = readVersionFolder(join(home, folder), []);
  if (!version.ok) {
    fail(version.error.map(problemLine));
    return null;
  }
  const study = studySchema.safeParse(readPack(directory).study);
  const language = study.success ? study.data.languages[0] : undefined;
  const source = language === undefined ? undefined : version.value.texts.get(language);
  if (source === undefined) {
    fail([`${folder} has no texts in the source language, which study.json names first.`]);
    return null;
  }
  return { version: version.value, directory: home, source };
}

function exportTo(folders: PackFolders, folder: string, language: string, out: string | undefined): void {
  if (!/^[a-z]{2}$/.test(language)) {
    fail([`"${language}" is not a language: write two small letters, like en.`]);
    return;
  }
  const opened = open(folders, folder);
  if (opened === null) return;
  const translated = opened.version.texts.get(language) ?? null;
  const rows = exportWords({ folder, language, source: opened.source, translated });
  const file = resolve(out ?? `${folder.replace('/', '-')}-${language}.csv`);
  try {
    writeFileSync(file, toSheet(rows));
  } catch (error) {
    fail([`Cannot write to ${file}: ${error instanceof Error ? error.message : String(error)}`]);
    return;
  }
  const empty = rows.filter(({ translation }) => translation === '').length;
  say(`${file}: ${rows.length} texts, ${empty} of them without a translation`);
}

function importFrom(folders: PackFolders, file: string): void {
  const content = readTable(file);
  if (content === null) return;
  const rows = fromSheet(content);
  if (!rows.ok) {
    fail([`${file} cannot be read as a table: ${rows.error.message}.`]);
    return;
  }
  const place = sheetPlace(rows.value);
  if (place === null) {
    fail([`${file} does not say in every row of which version and language it is.`]);
    return;
  }
  const opened = open(folders, place.folder);
  if (opened === null) return;
  const [questionnaire = '', version = ''] = place.folder.split('/v');
  const published = readPublished(opened.directory);
  if (!published.ok || publishedEntry(published.value, questionnaire, Number(version)) !== undefined) {
    fail([
      `${place.folder} is published and never changes again. Export from the version you are working on.`,
    ]);
    return;
  }
  const before = opened.version.texts.get(place.language) ?? null;
  const imported = importWords(rows.value, opened.source, before);
  if (!imported.ok) {
    fail([...imported.error, `${imported.error.length} rows are refused; nothing was written.`]);
    return;
  }
  const target = join(opened.directory, place.folder, `${place.language}.json`);
  writeJson(target, imported.value.texts);
  say(`${target}: ${rows.value.length} texts, review: ${imported.value.review}`);
}

function readTable(file: string): string | null {
  try {
    return readText(resolve(file));
  } catch (error) {
    fail([`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`]);
    return null;
  }
}
