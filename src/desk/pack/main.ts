/**
 * The author's command line: `npm run pack -- check | compile | publish | diff | preview | print | words`.
 * What is wrong goes to stderr, one thing a line, with exit code 1; everything else goes to stdout.
 */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { checkCommand } from './check/checkCommand.ts';
import { compileCommand } from './compileCommand.ts';
import { diffCommand } from './diff/diffCommand.ts';
import type { PackFolders } from './packFolders.ts';
import { previewCommand } from './preview/previewCommand.ts';
import { printCommand } from './print/printCommand.ts';
import { publishCommand } from './publish/publishCommand.ts';
import { wordsCommand } from './words/wordsCommand.ts';

// Whoever reads the first lines only, like `head`, closes the pipe: nothing is wrong then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('npm run pack --')
  .description('Checks, publishes, compares, shows, prints and translates a study pack.')
  .option('--pack <folder>', 'folder of the study pack', 'questionnaires')
  .option(
    '--also <folder>',
    'folder of licensed instruments outside the repository, laid out like the pack; may be repeated',
    (folder: string, before: readonly string[]) => [...before, folder],
    [],
  )
  .showHelpAfterError('(--help lists commands and options)');

const folders = (): PackFolders => {
  const { pack, also } = program.opts<{ pack: string; also: readonly string[] }>();
  return { directory: resolve(pack), also: also.map((folder) => resolve(folder)) };
};

program
  .addCommand(checkCommand(folders))
  .addCommand(compileCommand(folders))
  .addCommand(publishCommand(folders, () => new Date()))
  .addCommand(diffCommand(folders))
  .addCommand(previewCommand(folders))
  .addCommand(printCommand(folders))
  .addCommand(wordsCommand(folders));
await program.parseAsync();
