/** `publish <questionnaire> <version>`: from then on nothing of what that version asks may change. */
import { Command, InvalidArgumentError } from 'commander';
import type { PackFolders } from '../packFolders.ts';
import { fail, say } from '../say.ts';
import { wholePack } from '../wholePack.ts';
import { publishVersion } from './publishVersion.ts';

export const publishCommand = (folders: () => PackFolders, now: () => Date): Command =>
  new Command('publish')
    .description('fixes a version for good: any later change of it is an error')
    .argument('<questionnaire>', 'like parent-core')
    .argument('<version>', 'like 1', wholeNumber)
    .option('--demo', 'for trying out: draft texts may be published, and the version is marked', false)
    .addHelpText(
      'after',
      `
Writes published.json: the SHA-256 of the definition and of each language's texts. Refused while the pack
has an error, while a text is a draft (but with --demo), and for a version that is published already.
Afterwards copy the folder to the next version and go on there.`,
    )
    .action((questionnaire: string, version: number, options: { demo: boolean }) => {
      const at = folders();
      const pack = wholePack(at);
      if (pack === null) return;
      const published = publishVersion(
        { questionnaire, version, demo: options.demo, on: dayOf(now()) },
        [at.directory, ...at.also],
        pack.questionnaires,
      );
      if (!published.ok) {
        fail([published.error.message]);
        return;
      }
      say(
        `${questionnaire}/v${version} is published${options.demo ? ', for trying out only' : ''}: ${Object.keys(published.value.files).join(', ')} never change again.`,
      );
    });

/** The day on the author's calendar. */
const dayOf = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

function wholeNumber(value: string): number {
  const digits = /^v?([1-9]\d{0,3})$/.exec(value)?.[1];
  if (digits === undefined) throw new InvalidArgumentError('a version is a whole number, like 1.');
  return Number(digits);
}
