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

/** Source that runs beside the way to the first item, or after it: each is fetched without anything waiting for it. */
const besideTheFirstItem = [
  /^src\/participant\/later\//,
  /^src\/ui\/items\/(GridScreen|ReadAloud|useLocalVoice)\./,
  /^src\/core\/questionnaire\/helpLines\./,
  /^src\/storage\/bundleLeftovers\./,
  /^src\/sync\/(backOff|deskReceipts|noteTime|refreshManifest|sendOutbox|sendParcel)\./,
  /^node_modules\/workbox-window\//,
];

/** Scripts that load with the named one, themselves included. */
const withImports = (files: ReadonlyMap<string, Buffer>, path: string): readonly string[] =>
  staticImports(path, files.get(path)?.toString('utf8') ?? '');

/** Everything but what is fetched beside the way to the first item. Throws when something on that way loads it all the same. */
export const waitedFor = (
  files: ReadonlyMap<string, Buffer>,
  modules: Readonly<Record<string, readonly string[]>>,
): readonly string[] => {
  const all = loadedInAll(files, modules);
  const isBeside = (path: string): boolean => {
    const own = modules[path] ?? [];
    if (own.length > 0) return own.every((id) => besideTheFirstItem.some((each) => each.test(id)));
    // A door to another chunk, without anything of its own.
    const leads = path.endsWith('.js') ? withImports(files, path) : [];
    return leads.length > 0 && leads.some((next) => (modules[next] ?? []).length > 0 && isBeside(next));
  };
  const scripts = all.filter((path) => path.endsWith('.js') && isBeside(path));
  // A style has the name of its script and a hash of its own.
  const nameOf = (path: string): string => path.replace(/-[\w-]{8}\.(js|css)$/, '');
  const names = scripts.map(nameOf);
  const styles = all.filter((path) => path.endsWith('.css') && names.includes(nameOf(path)));
  const beside = new Set([...scripts, ...styles]);
  const waited = all.filter((path) => !beside.has(path));
  for (const path of waited.filter((each) => each.endsWith('.js'))) {
    const loaded = withImports(files, path).find((next) => beside.has(next));
    if (loaded !== undefined) throw new Error(`${path} loads ${loaded}, which counts as fetched beside it`);
  }
  return waited;
};

/** Kilobytes (1000 bytes) as a web server would send them. */
export const brotliKilobytes = (contents: readonly Buffer[]): number =>
  contents.reduce(
    (sum, content) =>
      sum + brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    0,
  ) / 1000;
