/** Runs the author's command line as somebody would, on a pack of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const packMain = join(import.meta.dirname, '../../src/desk/pack/main.ts');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function packCommand(
  directory: string,
  args: readonly string[],
  given: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Ran {
  const done = spawnSync(process.execPath, [packMain, '--pack', directory, ...args], {
    encoding: 'utf8',
    ...given,
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}
