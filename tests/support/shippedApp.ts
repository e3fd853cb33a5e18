/** What dist/app loads, read from its HTML and its scripts as a browser would. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { parseSync } from 'vite';
import { top } from './readTree.ts';

const app = join(top, 'dist/app');
const moduleList = join(top, 'dist/app-modules.json');
const notBuilt = 'dist/app is missing: run "npm run build" first.';

/** Every file by its path in dist/app. */
export const readApp = (): ReadonlyMap<string, Buffer> => {
  if (!existsSync(join(app, 'index.html'))) throw new Error(notBuilt);
  return new Map(
    readdirSync(app, { recursive: true, withFileTypes: true })

      // A compressed file beside another holds nothing new.
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.br'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(app, file).split(sep).join('/'), readFileSync(file)]),
  );
};

/** Chunk -> the source files in it, from the top. */
export const readModules = (): Readonly<Record<string, readonly string[]>> => {
  if (!existsSync(moduleList)) throw new Error(notBuilt);
  return JSON.parse(readFileSync(moduleList, 'utf8'));
};

/** Scripts that a script loads with itself. */
const staticImports = (path: string, text: string): readonly string[] => {
  const { program } = parseSync(path, text);
  return program.body.flatMap((statement) =>
    'source' in statement && statement.source !== null
      ? [posix.join(posix.dirname(path), statement.source.value)]
      : [],
  );
};

/** Scripts and styles that the first page loads, without anything loaded later. */
export const loadedAtOnce = (files: ReadonlyMap<string, Buffer>): readonly string[] => {
  const html = files.get('index.html')?.toString('utf8') ?? '';
  const named = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? '',
  );
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    const content = files.get(path);
    if (content === undefined) throw new Error(`dist/app loads ${path}, which is not there`);
    loaded.add(path);
    if (path.endsWith('.js')) for (const next of staticImports(path, content.toString('utf8'))) load(next);
  };
  for (const path of named) load(path);
  return [...loaded].sort();
};

/** Chunks that hold the words of one language other than Dutch: a device loads those of one. */
const otherLanguages = (modules: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(modules).flatMap(([chunk, ids]) =>
    ids.length > 0 && ids.every((id) => /^src\/ui\/words\/.*\/(?!nl)[a-z-]+\.json$/.test(id)) ? [chunk] : [],
  );

/** Every script and style but the service worker, which loads nothing that a page waits for. */
export const loadedInAll = (
  files: ReadonlyMap<string, Buffer>,
  modules: Readonly<Record<string, readonly string[]>>,
): readonly string[] =>
  [...files.keys()].filter(
    (path) =>
      /\.(js|css)$/.test(path) && path !== 'serviceWorker.js' && !otherLanguages(modules).includes(path),
  );

/** Kilobytes (1000 bytes) as a web server would send them. */
export const brotliKilobytes = (contents: readonly Buffer[]): number =>
  contents.reduce(
    (sum, content) =>
      sum + brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    0,
  ) / 1000;
