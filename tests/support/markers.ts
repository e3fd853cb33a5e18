/** Which texts of a questionnaire a browser's profile is searched for. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';

/** What stands between piped names and times; those pieces are all that can be found word for word. */
const piecesOf = (text: string): readonly string[] =>
  text.split(/\{\{[^}]*\}\}/).map((piece) => piece.trim());

const wordsOf = (text: string): readonly string[] => text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];

export interface QuestionnaireMarkers {
  /** Sentences: labels, helps, read-aloud variants, titles and intros of twenty characters or more. */
  readonly sentences: readonly string[];
  /** Texts of options of twelve characters or more. */
  readonly options: readonly string[];
  /** The longest word of each sentence, when long enough to mean something by itself. */
  readonly words: readonly string[];
}

export const questionnaireMarkers = (
  questionnaires: readonly Pick<Questionnaire, 'texts'>[],
): QuestionnaireMarkers => {
  const sentences = new Set<string>();
  const options = new Set<string>();
  const words = new Set<string>();
  for (const texts of questionnaires.flatMap((each) => Object.values(each.texts))) {
    const sections = Object.values(texts.sections).flatMap(({ title, intro }) => [title, intro]);
    const items = Object.values(texts.items).flatMap(({ label, help, aloud, checks }) => [
      label,
      help,
      aloud,
      ...Object.values(checks ?? {}),
    ]);
    const grids = Object.values(texts.grids).flatMap(({ label, help }) => [label, help]);
    const all = [texts.title, ...sections, ...items, ...grids].filter((each) => each !== undefined);
    for (const text of all.flatMap(textVariants)) {
      for (const piece of piecesOf(text)) if (piece.length >= 20) sentences.add(piece);
      const longest = [...wordsOf(text.replace(/\{\{[^}]*\}\}/g, ' '))].sort(
        (a, b) => b.length - a.length,
      )[0];
      if (longest !== undefined && longest.length >= 10) words.add(longest);
    }
    const named = Object.values(texts.items).flatMap((item) => Object.values(item.options ?? {}));
    for (const text of named.flatMap(textVariants)) {
      for (const piece of piecesOf(text)) if (piece.length >= 12) options.add(piece);
    }
  }
  return { sentences: [...sentences], options: [...options], words: [...words] };
};
