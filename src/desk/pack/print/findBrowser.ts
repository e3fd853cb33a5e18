/** Where an installed Chromium or Chrome is: the one that ADEM_CHROMIUM names, else by the system's places and PATH. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'Chromium',
  'Google Chrome',
];
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

export function findBrowser(env: NodeJS.ProcessEnv): string | null {
  const named = env.ADEM_CHROMIUM;
  if (named !== undefined && named !== '') return canRun(named) ? named : null;
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...places];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(canRun) ?? null;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
