/** `compile`: writes what devices run, one file for each version, and the help lines. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { CompiledPack } from './compilePack.ts';
import type { PackFolders } from './packFolders.ts';
import { fail, say } from './say.ts';
import { wholePack } from './wholePack.ts';

export const compileCommand = (folders: () => PackFolders): Command =>
  new Command('compile')
    .description('writes what devices run, one file for each version')
    .option('--out <folder>', 'where to', 'dist/pack')
    .action((options: { out: string }) => {
      const pack = wholePack(folders());
      if (pack !== null) writeCompiled(pack, resolve(options.out));
    });

function writeCompiled(pack: CompiledPack, to: string): void {
  try {
    mkdirSync(to, { recursive: true });
    for (const questionnaire of pack.questionnaires) {
      const file = join(to, `${questionnaire.questionnaire}-v${questionnaire.version}.json`);
      writeFileSync(file, JSON.stringify(questionnaire));
      say(file);
    }
    const help = join(to, 'help.json');
    writeFileSync(help, JSON.stringify(pack.help));
    say(help);
  } catch (error) {
    fail([`Cannot write to ${to}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
