/** Run before the tests that need a real browser: finds one, or fetches one the way this machine allows. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserPath } from './browserPath.ts';

const run = (command: string, args: readonly string[]): boolean => {
  process.stderr.write(`> ${command} ${args.join(' ')}\n`);
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
};

/** The path of a browser, or null when there is none and none could be fetched. */
export const fetchBrowser = (): string | null => {
  const found = browserPath();
  // A path that was named by hand and does not work is a mistake to show, not to work around.
  if (found !== null || process.env.ADEM_CHROMIUM) return found;
  const debianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  const fetched =
    (debianRoot && run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium'])) ||
    run('npx', ['playwright-core', 'install', 'chromium']);
  return fetched ? browserPath() : null;
};

export const noBrowserSentence =
  'No Chromium to test with: install Chromium or Chrome, or set ADEM_CHROMIUM to the path of one, and run "npm test" again.\n';
