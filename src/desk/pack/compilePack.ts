/** A whole study pack: everything compiled, or every problem of every file at once. */

import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { type Help, helpSchema } from '#core/questionnaire/helpLines.ts';
import type { Problem, Report } from '#core/questionnaire/problem.ts';
import { readAuthored } from '#core/questionnaire/schemaProblems.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Outcomes } from '#core/scoring/outcomes.ts';
import { type Case, casesSchema } from './cases/casesSource.ts';
import { checkCaseScores } from './cases/checkCaseScores.ts';
import { checkCases } from './cases/checkCases.ts';
import { tryCases } from './cases/tryCases.ts';
import { checkLimits } from './check/questionnaireSizes.ts';
import { parseExpression } from './language/celExpression.ts';
import { addOutcomes } from './outcomes/addOutcomes.ts';
import { checkOutcomes } from './outcomes/checkOutcomes.ts';
import { furtherOutcomesSchema, outcomesSchema } from './outcomes/outcomesSource.ts';
import { checkPublished } from './publish/checkPublished.ts';
import { checkRecodes } from './publish/checkRecodes.ts';
import { languagesThen, readPublishedAll } from './publish/publishedSource.ts';
import { isFolder, type PackFiles, readPack, type VersionFiles } from './readPack.ts';
import { checkGivenOut } from './study/checkGivenOut.ts';
import { checkStudy } from './study/checkStudy.ts';
import { type Study, studySchema } from './study/studySource.ts';

export interface CompiledPack {
  readonly questionnaires: readonly Questionnaire[];
  readonly help: Help;
  readonly study: Study;
  readonly outcomes: Outcomes;
  /** Hand-worked cases by folder, like "parent-core/v1". */
  readonly cases: Readonly<Record<string, readonly Case[]>>;
}

/** What could be compiled, whatever else is wrong: for warnings beside errors. */
export interface ExaminedPack {
  readonly problems: readonly Problem[];
  readonly questionnaires: readonly Questionnaire[];
  readonly study: Study | null;
  readonly pack: CompiledPack | null;
}

/** `also`: folders of instruments that stay outside the repository. */
export function compilePack(
  directory: string,
  also: readonly string[] = [],
): Result<CompiledPack, readonly Problem[]> {
  const { pack, problems } = examinePack(directory, also);
  return pack === null ? err(problems) : ok(pack);
}

export function examinePack(directory: string, also: readonly string[] = []): ExaminedPack {
  if (!isFolder(directory)) {
    const problem = { file: directory, at: '', cause: 'there is no such folder', remedy: 'correct its name' };
    return { problems: [problem], questionnaires: [], study: null, pack: null };
  }
  const files = readPack(directory, also);
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

  const published = readPublishedAll([directory, ...also]);
  const questionnaires: Questionnaire[] = [];
  const cases: Record<string, readonly Case[]> = {};
  for (const version of files.versions) {
    if (version.definition === undefined) continue;
    const compiled = compileQuestionnaire(
      { ...version, languages: languagesThen(languages, version, published) },
      parseExpression,
    );
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
  checkRecodes(questionnaires, reportIn);
  if (study !== null) checkStudy(study, files.versions, questionnaires, reportIn('study.json'));
  problems.push(...[directory, ...also].flatMap(checkPublished));
  if (study !== null) {
    checkGivenOut(study, questionnaires, published, reportIn('study.json'));
    checkLimits(study, questionnaires, reportIn('study.json'));
  }
  const outcomes = examineOutcomes({ files, questionnaires, cases, languages }, reportIn);
  for (const questionnaire of questionnaires) {
    const folder = `${questionnaire.questionnaire}/v${questionnaire.version}`;
    // A case that names what is not there has its problem already; nobody can walk it.
    if (problems.some(({ file }) => file === `${folder}/cases.json`)) continue;
    tryCases(cases[folder] ?? [], questionnaire, outcomes, reportIn(`${folder}/cases.json`));
  }
  const whole = problems.length === 0 && study !== null && help !== null && outcomes !== null;
  const pack = whole ? { questionnaires, help, study, outcomes, cases } : null;
  return { problems, questionnaires, study, pack };
}

interface Examined {
  readonly files: PackFiles;
  readonly questionnaires: readonly Questionnaire[];
  readonly cases: CompiledPack['cases'];
  readonly languages: readonly string[];
}
function examineOutcomes(
  { files, questionnaires, cases, languages }: Examined,
  reportIn: (file: string) => Report,
): Outcomes | null {
  const source = parse(outcomesSchema, files.outcomes, reportIn('outcomes.json'));
  const further = Object.entries(files.furtherOutcomes).flatMap(
    ([file, raw]) => parse(furtherOutcomesSchema, raw, reportIn(file)) ?? [],
  );
  if (source === null) return null;
  const folders = files.versions.map(({ questionnaire }) => questionnaire);
  const outcomes = checkOutcomes(
    { source: addOutcomes(source, further), compiled: questionnaires, folders, languages },
    reportIn('outcomes.json'),
  );
  for (const [folder, written] of Object.entries(cases)) {
    const [questionnaire = folder] = folder.split('/');
    checkCaseScores(written, questionnaire, outcomes.scores, reportIn(`${folder}/cases.json`));
  }
  return outcomes;
}

type Schema<T> = Parameters<typeof readAuthored<T>>[0];

/** A file that could not be read has its problem already. */
const parse = <T>(schema: Schema<T>, raw: unknown, report: Report): T | null =>
  raw === undefined ? null : readAuthored(schema, raw, report);

const languagesOf = (versions: readonly VersionFiles[]): readonly string[] =>
  [...new Set(versions.flatMap((version) => Object.keys(version.texts)))].sort();

function checkFolder(files: VersionFiles, compiled: Questionnaire, report: Report): void {
  if (compiled.licence !== undefined && !files.outside) {
    report(
      '',
      `it belongs to ${compiled.licence.holder}: licensed items stay outside the repository`,
      'move it to a folder of its own and name that with --also',
    );
  }
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

/** Nobody but the author knows which of two was there first. */
function checkPrefixes(questionnaires: readonly Questionnaire[], reportIn: (file: string) => Report): void {
  const owners = new Map<string, Questionnaire>();
  for (const one of questionnaires) {
    const owner = owners.get(one.prefix) ?? one;
    owners.set(one.prefix, owner);
    if (owner.questionnaire !== one.questionnaire) {
      reportIn(`${definitionOf(owner)} and ${definitionOf(one)}`)(
        '',
        `both have the prefix "${one.prefix}"`,
        'give the newer one another prefix',
      );
    }
  }
}

const definitionOf = ({ questionnaire, version }: Questionnaire): string =>
  `${questionnaire}/v${version}/definition.json`;

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
