/** A text on paper: all its forms, one after another where they differ, and a gap for each thing that is piped. */
import type { Text } from '#core/questionnaire/compiled.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';
import type { PaperWords } from './paperWords.ts';

export function paperText(text: Text, words: PaperWords): string {
  const gaps: ReadonlyMap<string, string> = new Map([
    ['since', '......'],
    ['row', words.row],
    ['subject', words.row],
    ['count', words.count],
  ]);
  return [...new Set(textVariants(text))]
    .join(' / ')
    .replace(/\{\{([A-Za-z]+)\}\}/g, (_, name: string) => gaps.get(name) ?? name);
}
