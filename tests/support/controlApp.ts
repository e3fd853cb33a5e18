/**
 * The app with one defence switched off, built for a proof's control: a proof that cannot tell it from the
 * real app proves nothing. Each change names the very code it takes away, and building fails when that code
 * is no longer there.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { top } from './readTree.ts';

export interface Change {
  /** Path below src. */
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
}

/** Rows leave the journal, and no outbox takes them up. */
export const outboxOff: Change = {
  file: 'storage/bundleInterview.ts',
  from: /await database\.outbox\.add\(\{[^}]*\}\);/,
  to: '',
};

/** Going on does not wait for the commit: it is said to be saved, and is written a little later. */
export const goingOnBeforeTheCommit: Change = {
  file: 'storage/sitting.ts',
  from: /append: \(drafts\) => whileOpen\(\(\) => writer\.append\(drafts\)\),/,
  to: `append: (drafts) => {
      setTimeout(() => void whileOpen(() => writer.append(drafts)), 3000);
      return Promise.resolve(ok(undefined));
    },`,
};

/** The screen stays a moment longer than it should when a space is left. */
export const lateExit: Change = {
  file: 'participant/showSpace.tsx',
  from: /const leave = \(how: Leaving\): void => \{/,
  to: `const leave = (how: Leaving): void => {
    setTimeout(() => leaveNow(how), 200);
  };
  const leaveNow = (how: Leaving): void => {`,
};

/** Builds into a folder of its own; the caller deletes it. */
export const buildControlApp = async (change: Change): Promise<string> => {
  const outDir = mkdtempSync(join(tmpdir(), 'adem-control-'));
  let changed = false;
  const switchOff: Plugin = {
    name: 'switch-off',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(`/src/${change.file}`)) return null;
      if (!change.from.test(code)) this.error(`${change.file} no longer has what the control takes away`);
      changed = true;
      return { code: code.replace(change.from, change.to), map: null };
    },
  };
  await build({
    configFile: join(top, 'vite.config.ts'),
    logLevel: 'error',
    plugins: [switchOff],
    build: { outDir, emptyOutDir: true },
  });
  if (!changed) throw new Error(`${change.file} is not in the app`);
  return outDir;
};
