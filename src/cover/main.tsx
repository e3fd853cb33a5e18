import { createPage } from '#ui/layout/page.ts';
import { chooseLanguage } from '#ui/words/language.ts';
import { Words } from '#ui/words/useWords.ts';
import { createWords } from '#ui/words/words.ts';
import '#ui/theme/base.css';
import { Cover } from './Cover.tsx';
import { type EntryParts, tryCode, tryInvite } from './entry.ts';
import { startSendingQuietly } from './startSendingQuietly.ts';
import { startUpdates } from './updates.ts';

const language = chooseLanguage(navigator.languages);
const page = createPage(document);
const words = await createWords(language);
const updates = startUpdates(() => location.reload());
const demonstration =
  document.querySelector('meta[name="mode"]')?.getAttribute('content') === 'demonstration';

const parts: EntryParts = { page, words, toCover: showCover, goTo: (address) => location.replace(address) };

function showCover(): void {
  document.documentElement.lang = language;
  page.show(
    <Words value={words}>
      <Cover
        demonstration={demonstration}
        tryCode={(typed, stillWanted) => tryCode(typed, parts, stillWanted)}
        tryInvite={(typed, stillWanted) => tryInvite(typed, parts, stillWanted)}
        updates={updates}
      />
    </Words>,
  );
}

showCover();
startSendingQuietly();
