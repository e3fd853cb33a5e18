/** Run before the tests that need a real browser: finds one, or fetches one the way this machine allows. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserPath } from './browserPath.ts';

export interface Machine {
  /** Path of a browser that runs, or null. */
  find(): string | null;
  /** True: the command ended well. */
  run(command: string, args: readonly string[]): boolean;
  readonly isDebianRoot: boolean;
  /** A browser was named by hand. */
  readonly isNamed: boolean;
}

export const thisMachine: Machine = {
  find: browserPath,
  run: (command, args) => {
    process.stderr.write(`> ${command} ${args.join(' ')}\n`);
    const { status } = spawnSync(command, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return status === 0;
  },
  isDebianRoot: process.getuid?.() === 0 && existsSync('/etc/debian_version'),
  isNamed: Boolean(process.env.ADEM_CHROMIUM),
};

/** The path of a browser, or null when there is none and none could be fetched. */
export const fetchBrowser = ({ find, run, isDebianRoot, isNamed }: Machine): string | null => {
  const found = find();
  // A path that was named by hand and does not work is a mistake to show, not to work around.
  if (found !== null || isNamed) return found;
  const fetched =
    (isDebianRoot && run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium'])) ||
    run('npx', ['playwright-core', 'install', 'chromium']);
  return fetched ? find() : null;
};

export const noBrowserSentence =
  'No Chromium to test with: install Chromium or Chrome, or set ADEM_CHROMIUM to the path of one, and run "npm test" again.\n';
