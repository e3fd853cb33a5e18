import type { i18n } from 'i18next';
import type { OpenSpace } from '#storage/openedSpace.ts';
import type { Page } from '#ui/layout/page.ts';
import { chooseLanguage } from '#ui/words/language.ts';
import { Words } from '#ui/words/useWords.ts';
import { addWords } from '#ui/words/words.ts';
import type { Leaving } from './guard.ts';
import { createHeld } from './held.ts';
import { SpaceFrame } from './SpaceFrame.tsx';
import { SpaceScreens } from './SpaceScreens.tsx';

export interface Surroundings {
  readonly page: Page;
  readonly words: i18n;
  readonly toCover: () => void;
  /** Goes to another address without leaving this one in the history. */
  readonly goTo: (address: string) => void;
}

/** From here on the page belongs to the space, until it is left. */
export async function showSpace(space: OpenSpace, surroundings: Surroundings): Promise<void> {
  const { page, words, toCover, goTo } = surroundings;
  const language = chooseLanguage([space.envelope.language]);
  await Promise.all([addWords(words, 'space', language), addWords(words, 'cover', language)]);
  document.documentElement.lang = language;
  const inSpace = words.cloneInstance({ lng: language });
  const held = createHeld(space);

  let finish: (() => void) | null = null;
  const leave = (how: Leaving): void => {
    finish ??= page.leave(() => {
      held.drop(how);
      if (how === 'exit' && space.exit !== null) goTo(space.exit);
      else toCover();
    });
    if (how === 'lock') finish();
  };

  page.show(
    <Words value={inSpace}>
      <SpaceFrame page={page} band={space.envelope.band} demo={space.demo} leave={leave}>
        <SpaceScreens space={space} language={language} held={held} leave={leave} />
      </SpaceFrame>
    </Words>,
  );
}
