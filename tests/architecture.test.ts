import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appVersion } from '#storage/appVersion.ts';
import settings from '../package.json' with { type: 'json' };
import {
  coreIsPure,
  importsAreWrittenOneWay,
  noBannedForms,
  noBannedNames,
  noLongFiles,
  noRings,
  onlyAlongTheArrows,
  onlyStorageKeepsThings,
  onlySyncAndDeskCallTheNetwork,
  onlyTheDeskOpens,
  packagesHaveOneOwner,
  type Rule,
  topLevelProblems,
} from './support/architectureRules.ts';
import { readTree, top } from './support/readTree.ts';
import { readSource } from './support/sourceFacts.ts';

const src = readTree('src');
const tests = readTree('tests');

/** The rule on a few files made up for it: path -> text. */
const tried = (rule: Rule, files: Readonly<Record<string, string>>) =>
  rule(Object.entries(files).map(([path, text]) => readSource(path, text)));

describe('the source tree', () => {
  it('is imported only along the arrows', () => {
    expect(onlyAlongTheArrows(src)).toEqual([]);
  });

  it.each([
    ['core may not know storage', 'src/core/a.ts', `import { b } from '#storage/b.ts'`],
    ['core may not know crypto by its types', 'src/core/a.ts', `import type { B } from '#crypto/b.ts'`],
    ['nor by a type in passing', 'src/core/a.ts', `export type A = import('#crypto/b.ts').B`],
    ['ui may not know sync', 'src/ui/items/A.tsx', `import { b } from '#sync/b.ts'`],
    ['outer folders may not know each other', 'src/participant/a.ts', `import { b } from '#desk/b.ts'`],
    ['not lazily either', 'src/participant/a.ts', `const b = await import('#desk/b.ts')`],
    [
      'the mailbox knows of core the protocol only',
      'src/server/a.ts',
      `import { b } from '#core/table/b.ts'`,
    ],
    ['storage may not know sync', 'src/storage/a.ts', `import { b } from '#sync/b.ts'`],
    ['the demo knows core only', 'src/demo/a.ts', `import { b } from '#desk/b.ts'`],
    ['the cover loads storage lazily only', 'src/cover/a.ts', `import { b } from '#storage/b.ts'`],
    ['the cover loads the participant lazily only', 'src/cover/a.ts', `import '#participant/b.ts'`],
    ['the cover never loads the desk', 'src/cover/a.ts', `const b = await import('#desk/b.ts')`],
    ['a relative path is an import too', 'src/core/a/b.ts', `import { b } from '../../storage/b.ts'`],
    ['every folder is on the map', 'src/services/a.ts', ''],
  ])('is guarded: %s', (_, path, text) => {
    expect(tried(onlyAlongTheArrows, { [path]: text })).toHaveLength(1);
  });

  it('lets the cover load the rest when a code was typed, and name its types', () => {
    const text = `import type { A } from '#storage/a.ts'; const b = await import('#storage/b.ts')`;
    expect(tried(onlyAlongTheArrows, { 'src/cover/a.ts': text })).toEqual([]);
  });

  it('writes imports in one way', () => {
    expect(importsAreWrittenOneWay(src)).toEqual([]);
  });

  it.each([
    ['no ending', `import { b } from './b'`],
    ['its own folder from outside', `import { b } from '#core/b.ts'`],
    ['another folder relatively', `import { b } from '../crypto/b.ts'`],
  ])('is guarded: %s', (_, text) => {
    expect(tried(importsAreWrittenOneWay, { 'src/core/a.ts': text })).toHaveLength(1);
  });

  it('has no rings', () => {
    expect(noRings([...src, ...tests])).toEqual([]);
  });

  it('is guarded: a ring of three files, one arrow a type', () => {
    const rings = tried(noRings, {
      'src/core/a.ts': `import { b } from './b.ts'`,
      'src/core/b.ts': `import type { C } from './c.ts'`,
      'src/core/c.ts': `import { a } from '#core/a.ts'`,
    });
    expect(rings).toEqual(['ring: src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts']);
  });

  it('has no file over 400 lines, tests included', () => {
    expect(noLongFiles([...src, ...tests])).toEqual([]);
  });

  it('is guarded: one line too many', () => {
    expect(tried(noLongFiles, { 'src/core/a.ts': '\n'.repeat(400) })).toEqual([]);
    expect(tried(noLongFiles, { 'src/core/a.ts': '\n'.repeat(401) })).toHaveLength(1);
  });

  it('calls each thing by its one name', () => {
    expect(noBannedNames([...src, ...tests])).toEqual([]);
  });

  it.each(['src/core/utils.ts', 'src/ui/shared/a.ts', 'src/core/event/index.ts', 'src/ui/SurveyPage.tsx'])(
    'is guarded: %s',
    (path) => {
      expect(tried(noBannedNames, { [path]: '' })).toHaveLength(1);
    },
  );

  it('keeps clock, chance and all packages but zod out of core', () => {
    expect(coreIsPure(src)).toEqual([]);
  });

  it.each([
    'export const a = Date.now()',
    'export const a = new Date()',
    'export const a = Date()',
    'export const a = Math.random()',
    'export const a = crypto.getRandomValues(new Uint8Array(1))',
    'export const a = globalThis.crypto.randomUUID()',
    'export const a = performance.now()',
    `import { b } from 'node:fs'`,
    `import { b } from 'react'`,
  ])('is guarded: %s', (text) => {
    expect(tried(coreIsPure, { 'src/core/a.ts': text })).not.toEqual([]);
  });

  it('lets core reckon with a time that it was given', () => {
    const text = `export const day = (now: string) => new Date(now).getUTCDate() // not Date.now()`;
    expect(tried(coreIsPure, { 'src/core/a.ts': text })).toEqual([]);
  });

  it('gives each library that matters to one folder', () => {
    expect(packagesHaveOneOwner(src)).toEqual([]);
  });

  it.each([
    ['src/sync/a.ts', 'dexie'],
    ['src/desk/a.ts', 'age-encryption'],
    ['src/server/a.ts', '@noble/hashes/sha2.js'],
    ['src/storage/a.ts', 'hash-wasm'],
    ['src/core/questionnaire/a.ts', '@marcbachmann/cel-js'],
    ['src/desk/a.ts', 'better-sqlite3'],
  ])('is guarded: %s may not import %s', (path, name) => {
    expect(tried(packagesHaveOneOwner, { [path]: `import { b } from '${name}'` })).toHaveLength(1);
  });

  it('calls the network from sync and desk only', () => {
    expect(onlySyncAndDeskCallTheNetwork(src)).toEqual([]);
  });

  it.each([
    `await fetch('/v1/health')`,
    `const get = fetch`,
    `await globalThis.fetch('/')`,
    `await window.fetch('/')`,
    `new XMLHttpRequest()`,
    `navigator.sendBeacon('/')`,
  ])('is guarded: %s', (text) => {
    expect(tried(onlySyncAndDeskCallTheNetwork, { 'src/ui/a.ts': text })).toHaveLength(1);
    expect(tried(onlySyncAndDeskCallTheNetwork, { 'src/sync/a.ts': text })).toEqual([]);
  });

  it('takes the network as an argument elsewhere without calling it', () => {
    const text = `export interface Deps { fetch: typeof fetch }; export const a = (deps: Deps) => deps.fetch`;
    expect(tried(onlySyncAndDeskCallTheNetwork, { 'src/storage/a.ts': text })).toEqual([]);
  });

  it('keeps things on the device in storage only', () => {
    expect(onlyStorageKeepsThings(src)).toEqual([]);
  });

  it('is guarded: a setting in localStorage', () => {
    expect(tried(onlyStorageKeepsThings, { 'src/ui/a.ts': `localStorage.setItem('a', 'b')` })).toHaveLength(
      1,
    );
  });

  it('has the code that opens answers at the desk only', () => {
    expect(onlyTheDeskOpens(src)).toEqual([]);
    const found = src.find(({ path }) => path === 'src/desk/bundles/openEvents.ts');
    expect(found?.imports.some(({ file }) => file === 'src/crypto/openRun.ts')).toBe(true);
  });

  it.each(['storage', 'sync', 'participant', 'cover', 'server'])(
    'is guarded: %s that would open a sealed event',
    (folder) => {
      const files = {
        [`src/${folder}/a.ts`]: `const b = await import('#crypto/openRun.ts')`,
        'src/crypto/openRun.ts': '',
      };
      expect(tried(onlyTheDeskOpens, files)).toHaveLength(1);
    },
  );

  it('has no re-export, default export, any, class of its own or work put off', () => {
    expect(noBannedForms(src)).toEqual([]);
  });

  it.each([
    `export * from './b.ts'`,
    `export { b } from './b.ts'`,
    `export default 1`,
    `export const a = (b: any) => b`,
    `export class A {}`,
    `// TODO later`,
    `// @ts-expect-error because`,
  ])('is guarded: %s', (text) => {
    expect(tried(noBannedForms, { 'src/core/a.ts': text })).toHaveLength(1);
  });
});

describe('the top level', () => {
  it('holds the named folders and files only', () => {
    expect(topLevelProblems(readdirSync(top))).toEqual([]);
  });

  it('is guarded: a settings file', () => {
    expect(topLevelProblems(['src', 'vitest.config.ts', '.npmrc'])).toHaveLength(1);
  });
});

describe('the version', () => {
  it('in every event is the one of the package', () => {
    expect(appVersion).toBe(settings.version);
  });
});
