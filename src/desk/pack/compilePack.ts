/** A whole study pack: everything compiled, or every problem of every file at once. */

import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { type Help, helpSchema } from '#core/questionnaire/helpLines.ts';
import type { Problem, Report } from '#core/questionnaire/problem.ts';
import { reportSchemaIssues } from '#core/questionnaire/schemaProblems.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type Case, casesSchema } from './casesSource.ts';
import { parseExpression } from './celExpression.ts';
import { checkCases } from './checkCases.ts';
import { checkStudy } from './checkStudy.ts';
import { readPack, type VersionFiles } from './readPack.ts';
import { type Study, studySchema } from './studySource.ts';

export interface CompiledPack {
  readonly questionnaires: readonly Questionnaire[];
  readonly help: Help;
  readonly study: Study;
  /** Hand-worked cases by folder, like "parent-core/v1". */
  readonly cases: Readonly<Record<string, readonly Case[]>>;
}

export function compilePack(directory: string): Result<CompiledPack, readonly Problem[]> {
  const files = readPack(directory);
  const problems: Problem[] = [...files.problems];
  const reportIn =
    (file: string): Report =>
    (at, cause, remedy) => {
      problems.push({ file, at, cause, remedy });
    };

  const study = parse(studySchema, files.study, reportIn('study.json'));
  const help = parse(helpSchema, files.help, reportIn('help.json'));
  const languages = study?.languages ?? languagesOf(files.versions);
  if (help !== null) checkHelp(help, languages, reportIn('help.json'));

  const questionnaires: Questionnaire[] = [];
  const cases: Record<string, readonly Case[]> = {};
  for (const version of files.versions) {
    if (version.definition === undefined) continue;
    const compiled = compileQuestionnaire({ ...version, languages }, parseExpression);
    if (!compiled.ok) {
      problems.push(...compiled.error);
      continue;
    }
    questionnaires.push(compiled.value);
    checkFolder(version, compiled.value, reportIn(`${version.folder}/definition.json`));
    const read = parse(casesSchema, version.cases, reportIn(`${version.folder}/cases.json`));
    if (read !== null) {
      cases[version.folder] = read.cases;
      checkCases(read.cases, compiled.value, reportIn(`${version.folder}/cases.json`));
    }
  }
  checkPrefixes(questionnaires, reportIn);
  if (study !== null) checkStudy(study, files.versions, questionnaires, reportIn('study.json'));
  if (problems.length > 0 || study === null || help === null) return err(problems);
  return ok({ questionnaires, help, study, cases });
}

interface Schema<T> {
  safeParse(
    raw: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: Parameters<typeof reportSchemaIssues>[0] } };
}

function parse<T>(schema: Schema<T>, raw: unknown, report: Report): T | null {
  // A file that could not be read has its problem already.
  if (raw === undefined) return null;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  reportSchemaIssues(parsed.error.issues, raw, report);
  return null;
}

const languagesOf = (versions: readonly VersionFiles[]): readonly string[] =>
  [...new Set(versions.flatMap((version) => Object.keys(version.texts)))].sort();

function checkFolder(files: VersionFiles, compiled: Questionnaire, report: Report): void {
  if (compiled.questionnaire !== files.questionnaire) {
    report(
      '',
      `"questionnaire" is "${compiled.questionnaire}", but the folder is ${files.questionnaire}`,
      'make both the same',
    );
  }
  if (compiled.version !== files.version) {
    report('', `"version" is ${compiled.version}, but the folder is v${files.version}`, 'make both the same');
  }
}

function checkPrefixes(questionnaires: readonly Questionnaire[], reportIn: (file: string) => Report): void {
  const owners = new Map<string, string>();
  for (const { prefix, questionnaire, version } of questionnaires) {
    const owner = owners.get(prefix) ?? questionnaire;
    owners.set(prefix, owner);
    if (owner !== questionnaire) {
      reportIn(`${questionnaire}/v${version}/definition.json`)(
        '',
        `the prefix "${prefix}" belongs to ${owner}`,
        'choose another prefix',
      );
    }
  }
}

function checkHelp(help: Help, languages: readonly string[], report: Report): void {
  for (const language of languages) {
    const texts = Object.hasOwn(help.texts, language) ? help.texts[language] : undefined;
    if (texts === undefined) {
      report('', `the language "${language}" is missing`, 'add it under "texts"');
      continue;
    }
    for (const { id } of help.lines) {
      if (!Object.hasOwn(texts.lines, id))
        report(
          `line ${id}`,
          `the translation into "${language}" is missing`,
          `add it under "texts.${language}.lines"`,
        );
    }
    for (const id of Object.keys(texts.lines)) {
      if (!help.lines.some((line) => line.id === id))
        report(
          `line ${id}`,
          'there is a text for a line that does not exist',
          'take it out or correct its id',
        );
    }
  }
}
