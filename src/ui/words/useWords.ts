import type { i18n, TFunction } from 'i18next';
import { createContext, use, useMemo } from 'react';

/** The words that the screens below are written in. */
export const Words = createContext<i18n | null>(null);

/** The language of a screen never changes while it stands, so nothing has to listen for it. */
export function useWords<Part extends 'cover' | 'space'>(part: Part): { readonly t: TFunction<Part> } {
  const words = use(Words);
  if (words === null) throw new Error('a screen without words');
  return useMemo(() => ({ t: words.getFixedT(null, part) }), [words, part]);
}
