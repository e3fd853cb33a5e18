import type { ItemTexts } from '#core/questionnaire/compiled.ts';

export type TextFacts = Readonly<Record<string, string>>;

/** Puts protocol facts and first names into a text; an unknown name leaves its place empty. */
export const fillText = (text: string, facts: TextFacts): string =>
  text.replace(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (_, name: string) =>
    Object.hasOwn(facts, name) ? (facts[name] ?? '') : '',
  );

/** Every text of an item, filled. */
export function fillItemTexts(texts: ItemTexts, facts: TextFacts): ItemTexts {
  const fill = (text: string): string => fillText(text, facts);
  const fillAll = (all: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(all).map(([id, text]) => [id, fill(text)]));
  const { label, help, aloud, options, checks, unit } = texts;
  return {
    label: fill(label),
    ...(help === undefined ? {} : { help: fill(help) }),
    ...(aloud === undefined ? {} : { aloud: fill(aloud) }),
    ...(options === undefined ? {} : { options: fillAll(options) }),
    ...(checks === undefined ? {} : { checks: fillAll(checks) }),
    ...(unit === undefined ? {} : { unit: fill(unit) }),
  };
}
