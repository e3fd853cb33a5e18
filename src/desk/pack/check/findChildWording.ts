/**
 * Warns of two things that children stumble over in what is asked (labels, not options or help texts):
 *
 *   negation         one of a short list of words; under 12 only
 *   double question  two question marks; "en/of", "and/or"; or two verbs of one shape joined by and / or:
 *                    in Dutch two participles ("geslagen of geschopt"), in English two words in -ed or -ing
 *
 * It is a plain look at the words: it misses some, and a person decides about those it finds.
 */
import type { Questionnaire, Text } from '#core/questionnaire/compiled.ts';
import type { Problem } from '#core/questionnaire/problem.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';
import { audienceOf } from './audience.ts';
import { wordsOf } from './readingEase.ts';

const negations: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['nl', new Set(['niet', 'geen', 'nooit', 'niemand', 'niets', 'niks', 'nergens', 'noch', 'zonder'])],
  ['en', new Set(['not', 'no', 'never', 'nobody', 'nothing', 'nowhere', 'none', 'neither', 'without'])],
]);
const joined: ReadonlyMap<string, RegExp> = new Map([
  [
    'nl',
    /\b(?:ge|be|ver|ont)\p{L}{2,}(?:t|d|en)\s+(?:of|en)\s+(?:\p{L}+\s+)?(?:ge|be|ver|ont)\p{L}{2,}(?:t|d|en)\b/iu,
  ],
  ['en', /\b\p{L}{2,}(ed|ing)\s+(?:or|and)\s+(?:\p{L}+\s+)?\p{L}{2,}\1\b/iu],
]);

export function findChildWording(questionnaire: Questionnaire, folder: string): readonly Problem[] {
  const audience = audienceOf(questionnaire);
  if (audience === 'adults') return [];
  return Object.entries(questionnaire.texts).flatMap(([language, texts]) =>
    askedTexts(questionnaire, texts).flatMap(({ at, text }) => {
      const file = `${folder}/${language}.json`;
      const variants = textVariants(text);
      const negation =
        audience === 'children' ? variants.flatMap((one) => negationIn(one, language))[0] : undefined;
      return [
        ...(negation === undefined
          ? []
          : [
              {
                file,
                at,
                cause: `it asks a child with the negation "${negation}"`,
                remedy: 'ask what is or was there, and let the answers say no',
              },
            ]),
        ...(variants.some((one) => isDouble(one, language))
          ? [{ file, at, cause: 'it seems to ask two things at once', remedy: 'make two items of it' }]
          : []),
      ];
    }),
  );
}

interface Asked {
  readonly at: string;
  readonly text: Text;
}

/** Notes are said, not asked. */
function askedTexts(questionnaire: Questionnaire, texts: Questionnaire['texts'][string]): readonly Asked[] {
  const items = questionnaire.sections
    .flatMap((section) => section.blocks.flatMap((block) => block.items))
    .filter((item) => item.type !== 'note');
  return [
    ...Object.entries(texts.grids).map(([id, { label }]) => ({ at: `item ${id}`, text: label })),
    ...items.flatMap(({ id }) => {
      const own = texts.items[id];
      return own === undefined ? [] : [{ at: `item ${id}`, text: own.label }];
    }),
  ];
}

const negationIn = (text: string, language: string): readonly string[] =>
  wordsOf(text).filter(
    (word) =>
      negations.get(language)?.has(word.toLowerCase()) === true ||
      (language === 'en' && /n['’]t$/i.test(word)),
  );

const isDouble = (text: string, language: string): boolean =>
  (text.match(/\?/g)?.length ?? 0) > 1 ||
  /\b(?:en\/of|and\/or)\b/i.test(text) ||
  joined.get(language)?.test(text) === true;
