/**
 * `npm run check`, `npm test` and `npm run build`: the steps one after the other, each with its time;
 * the first that fails ends the run. Arguments run only the tests they name.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fetchBrowser, noBrowserSentence, thisMachine } from './fetchBrowser.ts';

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** Vitest's own report, which .ci/run counts. */
const report = '.cache/tests.json';

const types: Step = { name: 'types', command: ['npm', 'run', '--silent', 'types'] };
const lint: Step = { name: 'lint and format', command: ['npm', 'run', '--silent', 'lint'] };
const unused: Step = { name: 'unused code', command: ['npm', 'run', '--silent', 'unused'] };
const build: Step = { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] };
const tests = (...args: readonly string[]): Step => ({
  name: 'tests',
  command: ['vitest', 'run', '--reporter', 'default', ...args],
});

const plans: Readonly<Record<string, (args: readonly string[]) => readonly Step[]>> = {
  build: (args) => [{ ...build, command: [...build.command, ...args] }],
  check: (args) => [types, lint, unused, build, tests('--project', 'fast', '--project', 'bundle', ...args)],
  test: (args) =>
    args.length > 0
      ? [build, tests(...args)]
      : [types, lint, unused, build, tests('--reporter', 'json', '--outputFile.json', report)],
};

const [name = '', ...args] = process.argv.slice(2);
const plan = plans[name];
if (plan === undefined) throw new Error(`no such run: ${name}`);

if (name === 'test') {
  rmSync(report, { force: true });
  if (fetchBrowser(thisMachine) === null) {
    process.stderr.write(noBrowserSentence);
    process.exit(1);
  }
}

for (const step of plan(args)) {
  const began = performance.now();
  const [command, ...rest] = step.command;
  const { status, error } = spawnSync(command, rest, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (error !== undefined) process.stderr.write(`${error.message}\n`);
  process.stderr.write(`${status === 0 ? 'done' : 'FAILED'}: ${step.name}, ${seconds} s\n`);
  if (status !== 0) process.exit(1);
}
