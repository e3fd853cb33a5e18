/** Builds the app when there is none or the sources are newer. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './child.ts';
import { project } from './paths.ts';

/** null: fine. Else the sentence for the person. */
export async function buildApp(say: (line: string) => void): Promise<string | null> {
  if (await isFresh()) return null;
  say('Building the app, once; this takes some seconds …');
  const vite = join(project, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = await run([vite, 'build', '--logLevel', 'warn']);
  if (built.code === 0) return null;
  return `The app could not be built:\n${built.stderr.trim() || built.stdout.trim()}`;
}

async function isFresh(): Promise<boolean> {
  const built = await timeOf(join(project, 'dist', 'app', 'index.html'));
  if (built === null) return false;
  const sources = [join(project, 'vite.config.ts'), join(project, 'package.json')];
  // The desk, the mailbox and this starter are no part of what is built.
  const folders = [
    'src/core',
    'src/crypto',
    'src/storage',
    'src/sync',
    'src/ui',
    'src/cover',
    'src/participant',
    'public',
  ];
  for (const folder of folders) sources.push(...(await filesIn(join(project, folder))));
  const times = await Promise.all(sources.map(timeOf));
  return times.every((time) => time === null || time <= built);
}

const timeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => found.mtimeMs,
    () => null,
  );

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
