/** All source files below some folders, read for the architecture rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { readSource, type SourceFacts } from './sourceFacts.ts';

export const top = resolve(import.meta.dirname, '../..');

export const readTree = (...folders: readonly string[]): readonly SourceFacts[] =>
  folders.flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return readSource(relative(top, file).split(sep).join('/'), readFileSync(file, 'utf8'));
      }),
  );
