/** Starts the mailbox from the command line. Standard error carries the log and nothing else. */
import { resolve } from 'node:path';
import { backup } from './backup.ts';
import { type Command, help, parseCommandLine } from './commandLine.ts';
import { startMailbox } from './startMailbox.ts';

const builtApp = resolve(import.meta.dirname, '../../dist/app');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function fail(sentence: string): void {
  log(sentence);
  process.exitCode = 1;
}

async function run(command: Command): Promise<void> {
  if (command.do === 'help') {
    process.stdout.write(`${help}\n`);
    return;
  }
  if (command.do === 'backup') {
    const made = await backup(command.from, command.to);
    if (made.ok) say(`Backup with ${made.value.bundles} bundles in ${command.to}`);
    else fail(made.error.sentence);
    return;
  }
  const running = await startMailbox(command.settings, () => new Date(), log);
  if (!running.ok) {
    fail(running.error.sentence);
    return;
  }
  say(`For devices: ${running.value.device}`);
  say(`For the desk: ${running.value.desk}`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    // A connection that never ends must not keep the mailbox from ending.
    setTimeout(() => process.exit(0), 10_000).unref();
    running.value.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

const parsed = parseCommandLine(process.argv.slice(2), builtApp);
if (parsed.ok) await run(parsed.value);
else fail(parsed.error.sentence);
