/**
 * Authored files in, a questionnaire that a device can run out, or every problem at once.
 * Pure: files come in as parsed JSON and the expression parser as an argument, so the
 * device carries neither.
 */
import { err, ok, type Result } from '../result.ts';
import { buildSections, type ParseExpression } from './buildSections.ts';
import { checkScales, checkStructure } from './checkStructure.ts';
import { checkSameParts, checkTexts } from './checkTexts.ts';
import type { Questionnaire, Texts } from './compiled.ts';
import { compileTexts } from './compileTexts.ts';
import type { Problem, Report } from './problem.ts';
import { reportSchemaIssues } from './schemaProblems.ts';
import { scopeOf } from './scope.ts';
import { type Definition, definitionSchema, type TextsSource, textsSchema } from './source.ts';

export interface QuestionnaireFiles {
  /** Folder inside the pack, like "parent-core/v1": names files in problems. */
  readonly folder: string;
  readonly definition: unknown;
  /** By language; the first of `languages` is the source. */
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

  const definition = readDefinition(files.definition, reportIn('definition.json'));
  const texts = readTexts(files, reportIn);
  if (definition === null) return err(problems);

  const scope = scopeOf(definition);
  const report = reportIn('definition.json');
  checkStructure(definition, scope, report);
  checkScales(definition, scope, report);
  const sections = buildSections(definition, scope, parseExpression, report);

  const sourceLanguage = files.languages[0];
  const sourceTexts = sourceLanguage === undefined ? undefined : texts.get(sourceLanguage);
  const compiledTexts: Record<string, Texts> = {};
  for (const [language, read] of texts) {
    checkTexts(definition, scope, read, reportIn(`${language}.json`));
    if (sourceTexts !== undefined && sourceLanguage !== undefined && language !== sourceLanguage) {
      checkSameParts(sourceTexts, read, sourceLanguage, reportIn(`${language}.json`));
    }
    compiledTexts[language] = compileTexts(definition, scope, read);
  }
  if (problems.length > 0) return err(problems);
  return ok({
    format: 1,
    questionnaire: definition.questionnaire,
    version: definition.version,
    bands: definition.bands,
    prefix: definition.prefix,
    sections,
    texts: compiledTexts,
  });
}

function readDefinition(raw: unknown, report: Report): Definition | null {
  const parsed = definitionSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  reportSchemaIssues(parsed.error.issues, raw, report);
  return null;
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
    const raw = files.texts[language];
    const parsed = textsSchema.safeParse(raw);
    if (parsed.success) texts.set(language, parsed.data);
    else reportSchemaIssues(parsed.error.issues, raw, reportIn(file));
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
