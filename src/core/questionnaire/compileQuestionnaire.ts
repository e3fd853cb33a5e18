/**
 * Authored files in, a questionnaire that a device can run out, or every problem at once.
 * Pure: files come in as parsed JSON and the expression parser as an argument, so the
 * device carries neither.
 */
import { err, ok, type Result } from '../result.ts';
import { buildSections } from './buildSections.ts';
import { checkSameParts } from './checkSameParts.ts';
import { checkStructure } from './checkStructure.ts';
import { checkTexts } from './checkTexts.ts';
import type { Questionnaire, Texts } from './compiled.ts';
import { compileTexts } from './compileTexts.ts';
import { periodSections } from './periodSections.ts';
import type { Problem, Report } from './problem.ts';
import type { ParseExpression } from './readExpression.ts';
import { readAuthored } from './schemaProblems.ts';
import { scopeOf } from './scope.ts';
import { definitionSchema, type TextsSource, textsSchema } from './source.ts';

export interface QuestionnaireFiles {
  /** Folder inside the pack, like "parent-core/v1": names files in problems. */
  readonly folder: string;
  readonly definition: unknown;
  /** By language; the first of `languages` is the source. Undefined: unreadable, which is said already. */
  readonly texts: Readonly<Record<string, unknown>>;
  readonly languages: readonly string[];
}

export function compileQuestionnaire(
  files: QuestionnaireFiles,
  parseExpression: ParseExpression,
): Result<Questionnaire, readonly Problem[]> {
  const problems: Problem[] = [];
  const reportIn =
    (file: string): Report =>
    (at, cause, remedy) => {
      problems.push({ file: `${files.folder}/${file}`, at, cause, remedy });
    };

  const definition = readAuthored(definitionSchema, files.definition, reportIn('definition.json'));
  const texts = readTexts(files, reportIn);
  if (definition === null) return err(problems);

  const scope = scopeOf(definition);
  const report = reportIn('definition.json');
  checkStructure(definition, scope, report);
  const sourceLanguage = files.languages[0];
  const sourceTexts = sourceLanguage === undefined ? undefined : texts.get(sourceLanguage);
  const periods = periodSections(definition, scope, sourceTexts);
  const sections = buildSections(definition, scope, periods, parseExpression, report);

  const compiledTexts: Record<string, Texts> = {};
  for (const [language, read] of texts) {
    checkTexts(definition, scope, read, reportIn(`${language}.json`));
    if (sourceTexts !== undefined && sourceLanguage !== undefined && language !== sourceLanguage) {
      checkSameParts(sourceTexts, read, sourceLanguage, reportIn(`${language}.json`));
    }
    compiledTexts[language] = compileTexts(definition, scope, read);
  }
  const unread = Object.values(files.texts).includes(undefined);
  if (problems.length > 0 || unread) return err(problems);
  return ok({
    format: 1,
    questionnaire: definition.questionnaire,
    version: definition.version,
    respondent: definition.respondent,
    subject: definition.subject ?? 'self',
    bands: definition.bands,
    prefix: definition.prefix,
    ...(definition.licence === undefined ? {} : { licence: definition.licence }),
    sections,
    texts: compiledTexts,
  });
}

function readTexts(
  files: QuestionnaireFiles,
  reportIn: (file: string) => Report,
): ReadonlyMap<string, TextsSource> {
  const texts = new Map<string, TextsSource>();
  for (const language of files.languages) {
    const file = `${language}.json`;
    if (!Object.hasOwn(files.texts, language)) {
      reportIn(file)('', `the whole translation is missing`, `write ${file} beside definition.json`);
      continue;
    }
    if (files.texts[language] === undefined) continue;
    const read = readAuthored(textsSchema, files.texts[language], reportIn(file));
    if (read !== null) texts.set(language, read);
  }
  for (const language of Object.keys(files.texts)) {
    if (!files.languages.includes(language)) {
      reportIn(`${language}.json`)(
        '',
        `the study has no language "${language}"`,
        'add it to "languages" in study.json or take the file out',
      );
    }
  }
  return texts;
}
