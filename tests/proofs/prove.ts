/**
 * `npm run prove -- <name> [--full]`: runs one proof and prints its figures as one JSON line.
 * A proof is a file in this folder that exports `prove`; its name is the file's. The app is built first,
 * unless the file exports `app = false`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Prove } from './proof.ts';

const own = ['prove.ts', 'proof.ts'];
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !own.includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const args = process.argv.slice(2);
const full = args.includes('--full');
const [name, ...more] = args.filter((arg) => arg !== '--full');

const file = join(import.meta.dirname, `${name}.ts`);
if (name === undefined || more.length > 0 || !names.includes(name) || !existsSync(file)) {
  process.stderr.write(
    `Say which proof: npm run prove -- <name> [--full], where <name> is one of: ${names.join(', ') || '(none yet)'}.\n`,
  );
  process.exit(1);
}

const { prove, app } = (await import(pathToFileURL(file).href)) as { prove: Prove; app?: false };

// What is proved is the app as the source stands now, never an older build.
const built =
  app === false ? null : spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] });
if (built !== null && built.status !== 0) {
  process.stderr.write('The app does not build, so there is nothing to prove.\n');
  process.exit(1);
}

const { figures, pass } = await prove(full);
process.stdout.write(`${JSON.stringify(figures)}\n`);
// A browser or server that a proof left open must not keep the command from ending.
process.exit(pass ? 0 : 1);
