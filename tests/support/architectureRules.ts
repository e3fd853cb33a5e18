/**
 * The rules of the source tree (src/README.md draws them). Each takes the files and returns one
 * sentence per breach, so that a rule can be tried on a small bad example as well as on the tree.
 */
import type { Import, SourceFacts } from './sourceFacts.ts';

export type Rule = (files: readonly SourceFacts[]) => readonly string[];

/** What each folder of src may import besides itself: a folder of src, or a path in one. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  participant: ['ui', 'sync', 'storage', 'crypto', 'core'],
  interviewer: ['ui', 'sync', 'storage', 'crypto', 'core'],
  cover: ['ui', 'core'],
  desk: ['ui', 'crypto', 'core'],
  demo: ['core'],
  server: ['crypto', 'core/protocol', 'core/result.ts'],
  sync: ['storage', 'crypto', 'core'],
  storage: ['crypto', 'core'],
  ui: ['core'],
  crypto: ['core'],
  core: [],
};

/** What the cover may load once a code was typed, and never with itself. */
const lazyArrows: Readonly<Record<string, readonly string[]>> = {
  cover: ['participant', 'interviewer', 'sync', 'storage', 'crypto'],
};

const folderOf = (path: string): string => path.split('/')[1] ?? '';
const isIn = (path: string, place: string): boolean =>
  path === `src/${place}` || path.startsWith(`src/${place}/`);
const inSrc = (file: SourceFacts): boolean => file.path.startsWith('src/') && file.path.split('/').length > 2;

const isAllowed = (from: string, { file, how }: Import): boolean => {
  if (file === null || isIn(file, from)) return true;
  if (arrows[from]?.some((place) => isIn(file, place)) === true) return true;
  return how !== 'value' && lazyArrows[from]?.some((place) => isIn(file, place)) === true;
};

export const onlyAlongTheArrows: Rule = (files) =>
  files.filter(inSrc).flatMap((file) => {
    const from = folderOf(file.path);
    if (arrows[from] === undefined) return [`${file.path}: src/${from} is no folder of the map`];
    return file.imports
      .filter((each) => !isAllowed(from, each))
      .map((each) => `${file.path} may not import ${each.from} (${each.how})`);
  });

/** Only the desk opens what a device sealed; the mailbox and every device lack the code for it. */
const openers = ['src/crypto/openRun.ts', 'src/crypto/openBundle.ts'];
export const onlyTheDeskOpens: Rule = (files) =>
  files
    .filter((file) => inSrc(file) && folderOf(file.path) !== 'desk' && !openers.includes(file.path))
    .flatMap((file) =>
      file.imports
        .filter(({ file: target }) => target !== null && openers.includes(target))
        .map(({ from }) => `${file.path} may not import ${from}: only the desk opens`),
    );

/** Inside a folder by a relative path, across folders by `#folder/…`, always with the file's ending. */
export const importsAreWrittenOneWay: Rule = (files) =>
  files.filter(inSrc).flatMap((file) =>
    file.imports.flatMap(({ from, file: target }) => {
      if (target === null) return [];
      const inside = isIn(target, folderOf(file.path));
      if (inside && from.startsWith('#'))
        return [`${file.path}: ${from} is in the same folder, import it relatively`];
      if (!inside && from.startsWith('.'))
        return [`${file.path}: ${from} leaves its folder, import it as #folder/…`];
      return /\.[a-z]+(\?.*)?$/.test(from) ? [] : [`${file.path}: ${from} lacks the file's ending`];
    }),
  );

/** Rings of static imports, types included. */
export const noRings: Rule = (files) => {
  const next = new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap(({ file: target, how }) => (target === null || how === 'lazy' ? [] : [target])),
    ]),
  );
  const done = new Set<string>();
  const rings: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      rings.push(`ring: ${[...trail.slice(at), path].join(' -> ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return rings;
};

const longestFile = 400;
export const noLongFiles: Rule = (files) =>
  files.filter(({ lines }) => lines > longestFile).map(({ path, lines }) => `${path} has ${lines} lines`);

/** Names that say nothing, and second words for things that have one. */
const emptyNames = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'shared',
  'type',
  'types',
  'service',
  'services',
  'index',
  'manager',
];
const synonyms = ['survey', 'form', 'question'];

const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/\.[^/]*$/, '')
    .split(/(?=[A-Z])|[-_.]/)
    .map((word) => word.toLowerCase());

export const noBannedNames: Rule = (files) =>
  files.flatMap(({ path }) =>
    path
      .split('/')
      .slice(1)
      .flatMap((part) => {
        const words = wordsOf(part);
        const synonym = words.find((word) => synonyms.includes(word));
        if (emptyNames.includes(words.join(''))) return [`${path}: "${part}" says nothing`];
        return synonym === undefined ? [] : [`${path}: "${synonym}" is not this project's word for it`];
      }),
  );

const clockAndChance = ['Date.now', 'new Date()', 'Date()', 'Math.random', 'crypto', 'performance'];
export const coreIsPure: Rule = (files) =>
  files
    .filter(({ path }) => isIn(path, 'core'))
    .flatMap(({ path, uses, imports }) => [
      ...uses.filter((use) => clockAndChance.includes(use)).map((use) => `${path} uses ${use}`),
      ...imports
        .filter(({ from, file }) => file === null && from !== 'zod' && from !== 'zod/mini')
        .map(({ from }) => `${path} imports ${from}`),
    ]);

/** Packages that one folder has to itself. */
const owners: readonly (readonly [owner: string, pattern: RegExp])[] = [
  ['storage', /^dexie(\/|$)/],
  ['crypto', /^(age-encryption|hash-wasm|@noble\/[^/]+|@scure\/[^/]+)(\/|$)/],
  ['desk', /^(@marcbachmann\/cel-js|csv-parse|csv-stringify)(\/|$)/],
  ['server', /^(fastify|@fastify\/[^/]+|kysely|better-sqlite3)(\/|$)/],
];
export const packagesHaveOneOwner: Rule = (files) =>
  files
    .filter(inSrc)
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ from }) =>
        owners
          .filter(([owner, pattern]) => pattern.test(from) && !isIn(path, owner))
          .map(([owner]) => `${path} imports ${from}, which belongs to src/${owner}`),
      ),
    );

const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'navigator.sendBeacon'];
export const onlySyncAndDeskCallTheNetwork: Rule = (files) =>
  files
    .filter((file) => inSrc(file) && !isIn(file.path, 'sync') && !isIn(file.path, 'desk'))
    .flatMap(({ path, uses }) =>
      uses.filter((use) => network.includes(use)).map((use) => `${path} calls the network: ${use}`),
    );

const browserStores = ['indexedDB', 'localStorage', 'sessionStorage'];
export const onlyStorageKeepsThings: Rule = (files) =>
  files
    .filter((file) => inSrc(file) && !isIn(file.path, 'storage'))
    .flatMap(({ path, uses }) =>
      uses.filter((use) => browserStores.includes(use)).map((use) => `${path} uses ${use}`),
    );

/** No re-exports, default exports, `any`, classes of one's own; no comment that puts work off. */
export const noBannedForms: Rule = (files) =>
  files
    .filter(inSrc)
    .flatMap(({ path, forms, comments }) => [
      ...forms.map((form) => `${path}: ${form}`),
      ...comments
        .filter((comment) => /\b(TODO|FIXME|XXX)\b|@ts-(ignore|expect-error|nocheck)/.test(comment))
        .map((comment) => `${path}: ${comment.trim()}`),
    ]);

const atTheTop = [
  'src',
  'public',
  'questionnaires',
  'tests',
  'vite.config.ts',
  'package.json',
  'tsconfig.json',
  'README.md',
  'package-lock.json',
  'LICENSE',
];
/** Made by commands and kept out of the repository. */
const made = ['node_modules', 'dist'];
export const topLevelProblems = (names: readonly string[]): readonly string[] =>
  names
    .filter((name) => !name.startsWith('.') && !atTheTop.includes(name) && !made.includes(name))
    .map((name) => `${name} does not belong at the top level`);
