/** `preview`: every item type, age band and language side by side, with the screens that families see. */
import { Command, InvalidArgumentError } from 'commander';
import type { PackFolders } from '../packFolders.ts';
import { fail, say } from '../say.ts';
import { startPreview } from './startPreview.ts';

export const previewCommand = (folders: () => PackFolders): Command =>
  new Command('preview')
    .description(
      'shows items as families see them, languages and age bands side by side, on this computer only',
    )
    .option('--port <port>', 'where to listen; 0 takes any that is free', wholePort, 5180)
    .addHelpText(
      'after',
      `
Open the address that it prints. Choose a questionnaire and a section, or every item type; a width from 320
pixels; light or dark. A changed pack shows after reloading, a changed screen at once. End it with Ctrl+C.`,
    )
    .action(async (options: { port: number }) => {
      const started = await startPreview(folders(), options.port);
      if (started.ok) say(`The preview is at ${started.value.address}`);
      else fail([started.error.message]);
    });

function wholePort(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    throw new InvalidArgumentError('a port is a number up to 65535.');
  return port;
}
