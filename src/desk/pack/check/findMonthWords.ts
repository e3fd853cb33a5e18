/**
 * Warns of a month that is not named as the beginning of the period. On the device "since {{since}}" reads
 * well; the codebook puts "the period" in its place, and there it would not.
 */
import type { ItemTexts, Questionnaire, Text, Texts } from '#core/questionnaire/compiled.ts';
import type { Problem } from '#core/questionnaire/problem.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';

/** Stands before the month, by language. */
const wordsBefore: ReadonlyMap<string, string> = new Map([
  ['nl', 'begin'],
  ['en', 'beginning of'],
]);

export const findMonthWords = (questionnaire: Questionnaire, folder: string): readonly Problem[] =>
  Object.entries(questionnaire.texts).flatMap(([language, texts]) => {
    const words = wordsBefore.get(language);
    if (words === undefined) return [];
    return placesOf(texts)
      .filter((place) => place.texts.flatMap(textVariants).some((text) => isBare(text, words)))
      .map(({ at }) => ({
        file: `${folder}/${language}.json`,
        at,
        cause: `{{since}} stands without "${words}" before it: the table's codebook says "the period" there`,
        remedy: `write ${words} {{since}}`,
      }));
  });

const isBare = (text: string, words: string): boolean =>
  text
    .split('{{since}}')
    .slice(0, -1)
    .some((before) => !new RegExp(`(?:^|[^\\p{L}])${words}\\s+$`, 'iu').test(before));

interface Place {
  readonly at: string;
  readonly texts: readonly Text[];
}

const placesOf = (texts: Texts): readonly Place[] => [
  ...Object.entries(texts.sections).map(([id, { title, intro }]) => ({
    at: `section ${id}`,
    texts: intro === undefined ? [title] : [title, intro],
  })),
  ...Object.entries<ItemTexts>({ ...texts.grids, ...texts.items }).map(([id, own]) => ({
    at: `item ${id}`,
    texts: [
      ...[own.label, own.help, own.aloud, own.unit].filter((text) => text !== undefined),
      ...Object.values({ ...own.options }),
      ...Object.values({ ...own.checks }),
    ],
  })),
];
