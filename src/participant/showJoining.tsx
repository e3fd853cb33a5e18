import type { PendingSpace } from '#sync/pendingSpace.ts';
import { chooseLanguage } from '#ui/words/language.ts';
import { Words } from '#ui/words/useWords.ts';
import { addWords } from '#ui/words/words.ts';
import type { Leaving } from './guard.ts';
import { JoiningScreens } from './JoiningScreens.tsx';
import { SpaceFrame } from './SpaceFrame.tsx';
import { type Surroundings, showSpace } from './showSpace.tsx';

/** An invite was good: the drawn code is shown, typed once, and the space opens. */
export async function showJoining(pending: PendingSpace, surroundings: Surroundings): Promise<void> {
  const { page, words, toCover } = surroundings;
  const language = chooseLanguage([pending.language]);
  await Promise.all([addWords(words, 'space', language), addWords(words, 'cover', language)]);
  document.documentElement.lang = language;
  const inSpace = words.cloneInstance({ lng: language });
  let left = false;
  let finish: (() => void) | null = null;
  const leave = (how: Leaving): void => {
    left = true;
    finish ??= page.leave(toCover);
    if (how === 'lock') finish();
  };

  page.show(
    <Words value={inSpace}>
      <SpaceFrame page={page} band={pending.band} demo={pending.demo} leave={leave}>
        <JoiningScreens
          pending={pending}
          onOpen={(space) => {
            // Left while the space was being made: it stays closed until its code is typed.
            if (left) space.close();
            else void showSpace(space, surroundings);
          }}
        />
      </SpaceFrame>
    </Words>,
  );
}
