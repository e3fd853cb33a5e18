import { cleanup, type RenderResult, render } from '@testing-library/react';
import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import type { Language } from '#ui/words/language.ts';
import { Words } from '#ui/words/useWords.ts';
import { addWords, createWords } from '#ui/words/words.ts';

afterEach(cleanup);

export async function allWords(language: Language = 'en'): Promise<i18n> {
  const words = await createWords(language);
  await addWords(words, 'space', language);
  return words;
}

/** Renders with the real words. */
export async function renderWithWords(view: ReactNode, language: Language = 'en'): Promise<RenderResult> {
  const words = await allWords(language);
  return render(<Words value={words}>{view}</Words>);
}
