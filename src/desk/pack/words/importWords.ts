/**
 * A translator's table back into a language file: all of it or nothing. Refused with a list of rows are
 * keys that do not exist, texts that are missing, other piped facts than in the source, and rows whose
 * source has changed since the export.
 */

import { mustPipe } from '#core/questionnaire/checkSameParts.ts';
import type { TextSource, TextsSource } from '#core/questionnaire/source.ts';
import { err, ok, type Result } from '#core/result.ts';
import { fingerprintOf, longestTranslation, sourceOf, wordKeys } from './exportWords.ts';
import { keyedTexts, textOfForms, textsFrom } from './wordRows.ts';
import type { SheetRow } from './wordSheet.ts';

export interface ImportedWords {
  /** Content of the language file. */
  readonly texts: unknown;
  readonly review: TextsSource['review'];
}

/** What a table says it is of; null when its rows do not agree. */
export function sheetPlace(
  rows: readonly SheetRow[],
): { readonly folder: string; readonly language: string } | null {
  const [first] = rows;
  if (first === undefined) return null;
  const { questionnaire: folder, language } = first;
  const agree = rows.every((row) => row.questionnaire === folder && row.language === language);
  return agree && /^[a-z][a-z0-9-]*\/v[1-9][0-9]{0,3}$/.test(folder) && /^[a-z]{2}$/.test(language)
    ? { folder, language }
    : null;
}

export function importWords(
  rows: readonly SheetRow[],
  source: TextsSource,
  before: TextsSource | null,
): Result<ImportedWords, readonly string[]> {
  const from = keyedTexts(source);
  const grouped = groupedByKey(rows);
  const problems: string[] = [];
  const keyed = new Map<string, TextSource>();
  for (const [key, forms] of grouped) {
    const read = readGroup(key, forms, from);
    if (!read.ok) problems.push(...read.error);
    else if (read.value !== null) keyed.set(key, read.value);
  }
  // A variant for reading aloud that only this language had may be taken out again.
  for (const key of wordKeys(from, new Map())) {
    if (!grouped.has(key)) problems.push(`${key}: its row is missing`);
  }
  for (const row of rows) {
    if (row.state !== 'draft' && row.state !== 'reviewed')
      problems.push(`${row.key}: its state is "${row.state}"; write draft or reviewed`);
  }
  if (problems.length > 0) return err(problems);
  const review = rows.every(({ state }) => state === 'reviewed') ? 'reviewed' : 'draft';
  return ok({ review, texts: textsFrom(keyed, source, review, before) });
}

type Forms = readonly (readonly [form: string, row: SheetRow])[];

function groupedByKey(rows: readonly SheetRow[]): ReadonlyMap<string, Forms> {
  const grouped = new Map<string, Forms>();
  for (const row of rows) {
    const [key = '', form = ''] = row.key.split('@', 2);
    grouped.set(key, [...(grouped.get(key) ?? []), [form, row]]);
  }
  return grouped;
}

/** Null: an optional text that is left empty. */
function readGroup(
  key: string,
  forms: Forms,
  from: ReadonlyMap<string, TextSource>,
): Result<TextSource | null, readonly string[]> {
  const optional = key.endsWith('.aloud') && !from.has(key) && from.has(key.replace(/\.aloud$/, '.label'));
  if (!from.has(key) && !optional) return err([`${key}: there is no text with this key`]);
  const text = sourceOf(key, from);
  const problems = forms.flatMap(([form, row]) =>
    rowProblems(row, text, optional, form === '' ? key : `${key}@${form}`),
  );
  if (problems.length > 0) return err(problems);
  if (optional && forms.every(([, { translation }]) => translation === '')) return ok(null);
  const words = new Map(forms.map(([form, { translation }]) => [form, translation]));
  const read = words.size === forms.length ? textOfForms(words) : null;
  if (read === null) {
    return err([
      `${key}: its forms are not complete or stand there twice; write one row, or all of @sex.f .m .x, or of @childCount.one .other`,
    ]);
  }
  const other = pipedOtherwise(key, text, read);
  return other.length > 0 ? err(other) : ok(read);
}

/** All forms of a text together, as the check of the whole pack does. */
function pipedOtherwise(key: string, source: TextSource, translation: TextSource): readonly string[] {
  const { wanted, found } = mustPipe(source, translation);
  return [
    ...wanted
      .filter((name) => !found.includes(name))
      .map((name) => `${key}: {{${name}}} stands in the source and is missing here`),
    ...found
      .filter((name) => !wanted.includes(name))
      .map((name) => `${key}: {{${name}}} stands here and not in the source`),
  ];
}

function rowProblems(row: SheetRow, text: TextSource, optional: boolean, at: string): readonly string[] {
  if (row.fingerprint !== fingerprintOf(text)) return [`${at}: the source has changed since the export`];
  const { translation } = row;
  if (translation === '') return optional ? [] : [`${at}: the translation is missing`];
  const problems: string[] = [];
  if (translation.length > longestTranslation)
    problems.push(`${at}: ${translation.length} characters, at most ${longestTranslation}`);
  if (/\{\{|\}\}/.test(translation.replace(/\{\{[A-Za-z]+\}\}/g, '')))
    problems.push(`${at}: a pair of double braces is not closed`);
  return problems;
}
