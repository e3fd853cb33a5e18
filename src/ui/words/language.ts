/** The languages that the words exist in; the first is the source and the one to fall back on. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** The first wanted language that exists, by its main part: "en-GB" counts as "en". */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const main = tag.toLowerCase().split('-')[0];
    const found = languages.find((language) => language === main);
    if (found !== undefined) return found;
  }
  return languages[0];
}
