/** What an example of an item type holds. The words of all examples are about a garden. */
import type { AnswerValue } from '#core/event/event.ts';
import type { Item, ItemTexts, Texts } from '#core/questionnaire/compiled.ts';

export type ExampleLanguage = 'nl' | 'en';

export interface Example {
  /** What there is to see. */
  readonly shows: string;
  /** One item, or the lines of one grid. */
  readonly items: readonly Item[];
  readonly texts: Readonly<Record<ExampleLanguage, Readonly<Record<string, ItemTexts>>>>;
  readonly grids?: Readonly<Record<ExampleLanguage, Texts['grids']>>;
  /** Answers that it takes, for its first item; the last one is an answer like any other. */
  readonly takes: readonly AnswerValue[];
  /** What it does not take, or not at once. */
  readonly refuses?: readonly AnswerValue[];
}

/** One item with its texts in both languages. */
export const exampleOf = (
  shows: string,
  item: Item,
  texts: Readonly<Record<ExampleLanguage, ItemTexts>>,
  more: Partial<Pick<Example, 'takes' | 'refuses'>> = {},
): Example => ({
  shows,
  items: [item],
  texts: { nl: { [item.id]: texts.nl }, en: { [item.id]: texts.en } },
  takes: [],
  ...more,
});
