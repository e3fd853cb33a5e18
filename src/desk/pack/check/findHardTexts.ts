/**
 * Warns of long sentences and hard texts, in every language that has a formula. A text of forty words and
 * more is scored alone; shorter ones are scored together with their section, since the formulas say
 * nothing about a single line.
 */
import type { ItemTexts, Questionnaire, Text, Texts } from '#core/questionnaire/compiled.ts';
import { plainText } from '#core/questionnaire/plainText.ts';
import type { Problem } from '#core/questionnaire/problem.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';
import { type Audience, audienceLimits, audienceOf } from './audience.ts';
import { formulaOf, sentencesOf, sizeOf, wordsOf } from './readingEase.ts';

const fewestWords = 40;

interface Reader {
  readonly file: string;
  readonly language: string;
  readonly audience: Audience;
}

export function findHardTexts(questionnaire: Questionnaire, folder: string): readonly Problem[] {
  const audience = audienceOf(questionnaire);
  return Object.entries(questionnaire.texts).flatMap(([language, texts]) => {
    const reader: Reader = { file: `${folder}/${language}.json`, language, audience };
    return questionnaire.sections.flatMap((section) => {
      const parts = partsOf(section, texts);
      return [
        ...parts.flatMap(({ at, texts: own }) => longSentences(own, at, reader)),
        ...parts.flatMap(({ at, texts: own }) => hardText(own, at, reader)),
        ...hardText(
          parts.flatMap((part) => part.texts),
          `section ${section.id}`,
          reader,
        ),
      ];
    });
  });
}

interface Part {
  readonly at: string;
  readonly texts: readonly Text[];
}

/** What a person reads in a section, each thing once: names of options and titles are no sentences. */
function partsOf(section: Questionnaire['sections'][number], texts: Texts): readonly Part[] {
  const items = section.blocks.flatMap((block) => block.items);
  const grids = [
    ...new Set(items.flatMap((item) => ('grid' in item && item.grid !== undefined ? [item.grid] : []))),
  ];
  const intro = texts.sections[section.id]?.intro;
  return [
    ...(intro === undefined ? [] : [{ at: `section ${section.id}, intro`, texts: [intro] }]),
    ...grids.map((id) => ({ at: `item ${id}`, texts: sentences(texts.grids[id]) })),
    ...items.map(({ id }) => ({ at: `item ${id}`, texts: sentences(texts.items[id]) })),
  ];
}

const sentences = (own: Pick<ItemTexts, 'label' | 'help' | 'checks'> | undefined): readonly Text[] =>
  own === undefined
    ? []
    : [own.label, ...(own.help === undefined ? [] : [own.help]), ...Object.values(own.checks ?? {})];

function longSentences(texts: readonly Text[], at: string, { file, audience }: Reader): readonly Problem[] {
  const { longestSentence } = audienceLimits[audience];
  const long = texts
    .flatMap(textVariants)
    .flatMap(sentencesOf)
    .filter((sentence) => wordsOf(sentence).length > longestSentence);
  return [...new Set(long)].map((sentence) => ({
    file,
    at,
    cause: `a sentence of ${wordsOf(sentence).length} words, for ${audience} at most ${longestSentence}: "${sentence}"`,
    remedy: 'make two sentences of it',
  }));
}

function hardText(
  texts: readonly Text[],
  at: string,
  { file, language, audience }: Reader,
): readonly Problem[] {
  const formula = formulaOf(language);
  const size = sizeOf(texts.map(plainText).join('\n'), language);
  if (formula === undefined || size.words < fewestWords) return [];
  const ease = formula.ease(size);
  const { leastEase } = audienceLimits[audience];
  if (ease >= leastEase) return [];
  return [
    {
      file,
      at,
      cause: `hard to read for ${audience}: ${ease.toFixed(0)} by ${formula.name}, at least ${leastEase} is wished`,
      remedy: 'use shorter words and shorter sentences',
    },
  ];
}
