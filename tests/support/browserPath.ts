/** Where a Chromium is on this machine: the one named, then the system's, then Playwright's own. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Candidates in the order in which they are tried; a named one is the only one. */
export const browserCandidates = (env: NodeJS.ProcessEnv, ownPath: string): readonly string[] => {
  const named = env.ADEM_CHROMIUM;
  if (named !== undefined && named !== '') return [named];
  const folders = [...places, ...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')];
  const system = folders.flatMap((folder) =>
    [...names, 'Chromium', 'Google Chrome'].map((name) => join(folder, name)),
  );
  return [...new Set([...system, ownPath])];
};

export const browserPath = (): string | null =>
  browserCandidates(process.env, chromium.executablePath()).find(canRun) ?? null;
