/**
 * How easy a text is to read, by published formulas:
 *
 *   nl  Flesch-Douma: 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence
 *       W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960
 *   en  Flesch reading ease: 206.835 - 84.6 x syllables per word - 1.015 x words per sentence
 *       R. Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948) 221-233
 *
 * 90 and more is very easy, 60 to 70 plain, below 45 hard. Syllables are counted by spelling, so a score
 * is good to a few points; both formulas were made for samples of a hundred words.
 */

export interface TextSize {
  readonly words: number;
  readonly sentences: number;
  readonly syllables: number;
  /** Words of the longest sentence. */
  readonly longest: number;
}

interface Formula {
  readonly name: string;
  readonly ease: (size: TextSize) => number;
}

const formulas: ReadonlyMap<string, Formula> = new Map([
  [
    'nl',
    {
      name: 'Flesch-Douma (1960)',
      ease: ({ words, sentences, syllables }) =>
        206.84 - 0.77 * ((100 * syllables) / words) - 0.93 * (words / sentences),
    },
  ],
  [
    'en',
    {
      name: 'Flesch reading ease (1948)',
      ease: ({ words, sentences, syllables }) =>
        206.835 - 84.6 * (syllables / words) - 1.015 * (words / sentences),
    },
  ],
]);

/** Undefined: there is no formula for this language. */
export const formulaOf = (language: string): Formula | undefined => formulas.get(language);

/** What stands in the place of a piped fact: a first name, a month with its year, a number. */
const piped: ReadonlyMap<string, string> = new Map([
  ['row', 'Sam'],
  ['subject', 'Sam'],
  ['since', 'maart 2025'],
  ['count', '2'],
]);
const filled = (text: string): string =>
  text.replace(/\{\{([A-Za-z]+)\}\}/g, (_, name: string) => piped.get(name) ?? name);

export const wordsOf = (text: string): readonly string[] =>
  filled(text).match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** A sentence ends at . ! ? … : ; before a blank, and at the end of a line. */
export const sentencesOf = (text: string): readonly string[] =>
  filled(text)
    .split(/(?<=[.!?…:;]["')\]”’]?)\s+|\n+/u)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));

export function sizeOf(text: string, language: string): TextSize {
  const words = wordsOf(text);
  const sentences = sentencesOf(text);
  return {
    words: words.length,
    sentences: sentences.length,
    syllables: words.reduce((sum, word) => sum + syllablesOf(word, language), 0),
    longest: Math.max(0, ...sentences.map((sentence) => wordsOf(sentence).length)),
  };
}

/** Letters that make one sound in Dutch; a diaeresis begins a new one. */
const dutchSounds = /aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáéíóúàèìòùâêîôûäëïöü]/gu;
const englishSounds = /[aeiouyáéíóúàèâêîôû]+/gu;

export function syllablesOf(word: string, language: string): number {
  const letters = word.toLowerCase();
  if (language !== 'en') return Math.max(1, letters.match(dutchSounds)?.length ?? 0);
  // "time" and "asked" end in a letter that is not heard; "table" and "wanted" do not.
  const heard = letters.replace(/(?<=[^aeiouyl])es?$|(?<=[aeiouy]l)es?$|(?<=[^aeioutdl])ed$/u, '');
  return Math.max(1, heard.match(englishSounds)?.length ?? 0);
}
