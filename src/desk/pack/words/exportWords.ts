/** Every text of a version as a row for a translator: source, translation so far, note, state and limits. */

import type { TextSource, TextsSource } from '#core/questionnaire/source.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';
import { utf8 } from '#crypto/bytes.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { formsOf, keyedTexts, noteFor, written } from './wordRows.ts';
import type { SheetRow } from './wordSheet.ts';

export const longestTranslation = 1200;

export interface WordsOf {
  /** Like "parent-core/v1". */
  readonly folder: string;
  readonly language: string;
  readonly source: TextsSource;
  /** Null: nothing is translated yet. */
  readonly translated: TextsSource | null;
}

export function exportWords({ folder, language, source, translated }: WordsOf): readonly SheetRow[] {
  const from = keyedTexts(source);
  const to = translated === null ? new Map<string, TextSource>() : keyedTexts(translated);
  return wordKeys(from, to).flatMap((key): readonly SheetRow[] => {
    const text = sourceOf(key, from);
    const done = to.get(key);
    return formsOf(done ?? blank(from.get(key) ?? '')).map(([form, words]) => ({
      questionnaire: folder,
      language,
      key: form === '' ? key : `${key}@${form}`,
      source: written(text),
      translation: words,
      state: done === undefined ? 'draft' : (translated?.review ?? 'draft'),
      note: noteFor(key, source),
      limits: limitsOf(text),
      fingerprint: fingerprintOf(text),
    }));
  });
}

/** What must be translated, and what only some languages have: a variant for reading aloud. */
export function wordKeys(
  source: ReadonlyMap<string, TextSource>,
  translated: ReadonlyMap<string, TextSource>,
): readonly string[] {
  return [...source.keys()].flatMap((key) => {
    const aloud = key.replace(/\.label$/, '.aloud');
    return key.endsWith('.label') && !source.has(aloud) && translated.has(aloud) ? [key, aloud] : [key];
  });
}

/** A variant for reading aloud that the source lacks is a variant of the label. */
export const sourceOf = (key: string, source: ReadonlyMap<string, TextSource>): TextSource =>
  source.get(key) ?? source.get(key.replace(/\.aloud$/, '.label')) ?? '';

/** Same forms, no words. */
function blank(text: TextSource): TextSource {
  if (typeof text === 'string') return '';
  return text.by === 'sex' ? { ...text, f: '', m: '', x: '' } : { ...text, one: '', other: '' };
}

/** Changes with every change of the source text. */
export const fingerprintOf = (text: TextSource): string => sha256Hex(utf8(JSON.stringify(text))).slice(0, 16);

const pipedIn = (text: TextSource): readonly string[] =>
  [...new Set(textVariants(text).flatMap((one) => one.match(/\{\{[A-Za-z]+\}\}/g) ?? []))].sort();

function limitsOf(text: TextSource): string {
  const piped = pipedIn(text).filter((one) => one !== '{{count}}');
  return [
    `at most ${longestTranslation} characters`,
    ...(piped.length === 0 ? [] : [`keep ${piped.join(' and ')} as they are`]),
  ].join('; ');
}
