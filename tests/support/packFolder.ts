/** A copy of the real study pack in a folder of its own, for tests that break one file of it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const packDirectory = join(import.meta.dirname, '../../questionnaires');

export interface PackFolder {
  readonly path: string;
  write(file: string, content: string): void;
  edit(file: string, from: string, to: string): void;
  /** Changes a JSON file as data, so that its layout does not matter. */
  change<T extends object>(file: string, change: (content: T) => void): void;
  remove(file: string): void;
  discard(): void;
}

export function packFolder(): PackFolder {
  const path = mkdtempSync(join(tmpdir(), 'pack-'));
  cpSync(packDirectory, path, { recursive: true });
  // Nothing is published in the copy, so that any file of it may be broken.
  writeFileSync(join(path, 'published.json'), JSON.stringify({ format: 1, versions: [] }));
  const write = (file: string, content: string): void => writeFileSync(join(path, file), content);
  return {
    path,
    write,
    edit: (file, from, to) => {
      const content = readFileSync(join(path, file), 'utf8');
      if (!content.includes(from)) throw new Error(`${file} does not hold ${from}`);
      write(file, content.replace(from, to));
    },
    change: <T extends object>(file: string, change: (content: T) => void) => {
      const content = JSON.parse(readFileSync(join(path, file), 'utf8')) as T;
      change(content);
      write(file, JSON.stringify(content));
    },
    remove: (file) => rmSync(join(path, file), { recursive: true }),
    discard: () => rmSync(path, { recursive: true, force: true }),
  };
}
