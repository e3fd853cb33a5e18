import i18next, { type i18n } from 'i18next';
import type coverWords from './cover/nl.json';
import type { Language } from './language.ts';
import type spaceWords from './space/nl.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'cover';
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
    resources: { cover: typeof coverWords; space: typeof spaceWords };
  }
}

/** Keys hold dots, so both separators are off; React escapes, so i18next does not. */
export async function createWords(language: Language): Promise<i18n> {
  const words = i18next.createInstance();
  await words.init({
    lng: language,
    fallbackLng: false,
    ns: ['cover'],
    defaultNS: 'cover',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {},
  });
  await addWords(words, 'cover', language);
  return words;
}

/** Words of the space come in a chunk of their own: the cover never holds them. */
export async function addWords(words: i18n, part: 'cover' | 'space', language: Language): Promise<void> {
  if (!words.hasResourceBundle(language, part)) {
    words.addResourceBundle(language, part, await load(part, language));
  }
}

async function load(part: 'cover' | 'space', language: Language): Promise<Readonly<Record<string, string>>> {
  switch (`${part} ${language}` as const) {
    case 'cover nl':
      return (await import('./cover/nl.json')).default;
    case 'cover en':
      return (await import('./cover/en.json')).default;
    case 'space nl':
      return (await import('./space/nl.json')).default;
    case 'space en':
      return (await import('./space/en.json')).default;
  }
}
