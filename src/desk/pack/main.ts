/**
 * The author's command line: `npm run pack -- check` or `compile`. Problems go to stderr, one a
 * line, and the exit code is 1; figures go to stdout.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { problemLine } from '#core/questionnaire/problem.ts';
import { type CompiledPack, compilePack } from './compilePack.ts';

const out = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Null after the problems are printed and the exit code is set. */
function compiled(directory: string): CompiledPack | null {
  const pack = compilePack(directory);
  if (pack.ok) return pack.value;
  for (const problem of pack.error) process.stderr.write(`${problemLine(problem)}\n`);
  process.stderr.write(`${pack.error.length} ${pack.error.length === 1 ? 'error' : 'errors'}\n`);
  process.exitCode = 1;
  return null;
}

function check(directory: string): void {
  const pack = compiled(directory);
  if (pack === null) return;
  for (const { questionnaire, version, sections, texts } of pack.questionnaires) {
    const blocks = sections.flatMap((section) => section.blocks);
    const items = blocks.reduce((sum, block) => sum + block.items.length, 0);
    const cases = pack.cases[`${questionnaire}/v${version}`]?.length ?? 0;
    const languages = Object.entries(texts).map(([language, { review }]) => `${language} (${review})`);
    out(
      `${questionnaire} v${version}: ${sections.length} sections, ${blocks.length} blocks, ${items} items, ${cases} cases, ${languages.join(', ')}`,
    );
  }
  const names = new Set(pack.questionnaires.map(({ questionnaire }) => questionnaire));
  const items = pack.questionnaires.flatMap((one) =>
    one.sections.flatMap((section) => section.blocks.flatMap((block) => block.items)),
  );
  const cases = Object.values(pack.cases).flat();
  out(
    `${names.size} questionnaires, ${pack.questionnaires.length} versions, ${items.length} items, ${pack.study.languages.length} languages, ${cases.length} cases, 0 errors`,
  );
}

function compile(directory: string, to: string): void {
  const pack = compiled(directory);
  if (pack === null) return;
  try {
    mkdirSync(to, { recursive: true });
    for (const questionnaire of pack.questionnaires) {
      const file = join(to, `${questionnaire.questionnaire}-v${questionnaire.version}.json`);
      writeFileSync(file, JSON.stringify(questionnaire));
      out(file);
    }
    const help = join(to, 'help.json');
    writeFileSync(help, JSON.stringify(pack.help));
    out(help);
  } catch (error) {
    process.stderr.write(
      `Cannot write to ${to}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

const command = new Command('pack')
  .description('checks and compiles a study pack')
  .option('--pack <folder>', 'folder of the study pack', 'questionnaires');
const directory = (): string => resolve(command.opts<{ pack: string }>().pack);
command
  .command('check')
  .description('says everything that is wrong, or what is there')
  .action(() => {
    check(directory());
  });
command
  .command('compile')
  .description('writes what devices run, one file for each version')
  .option('--out <folder>', 'where to', 'dist/pack')
  .action((options: { out: string }) => {
    compile(directory(), resolve(options.out));
  });
command.parse();
