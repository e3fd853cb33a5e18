import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  brotliKilobytes,
  loadedAtOnce,
  loadedInAll,
  readApp,
  readModules,
  waitedFor,
} from './support/shippedApp.ts';
import { studyWordsIn } from './support/studyWords.ts';

const coverBudget = 90;
const firstItemBudget = 180;
/** With what is fetched beside the way there: sending, help lines, screens of later on. */
const wholeBudget = 190;

const files = readApp();
const contents = (paths: readonly string[]) => paths.map((path) => files.get(path) ?? Buffer.alloc(0));

const isText = (path: string) => /\.(html|js|css|json|webmanifest|svg|txt)$/.test(path);
const shipped = [...files]
  .filter(([path]) => isText(path))
  .map(([path, content]) => ({ path, text: content.toString('utf8') }));

/** Source that has no business on a participant's device. */
const foreign =
  /^(src\/(desk|server|demo)\/|questionnaires\/|tests\/|node_modules\/(@marcbachmann|commander|csv-|fastify|@fastify|kysely|better-sqlite3|selfsigned)|node:)/;
const foreignModules = (modules: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(modules).flatMap(([chunk, ids]) =>
    ids.filter((id) => foreign.test(id)).map((id) => `${chunk}: ${id}`),
  );

const inlineScripts = (html: string) =>
  html.match(/<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+=|<style|\sstyle=|javascript:/gi) ?? [];

describe('the app as it is shipped', () => {
  it('loads at most 90 kB until the cover works', () => {
    const paths = loadedAtOnce(files);
    const size = brotliKilobytes(contents(paths));
    process.stdout.write(
      `until the cover works: ${size.toFixed(1)} kB brotli in ${paths.length} files (at most ${coverBudget})\n`,
    );
    expect(paths.some((path) => path.endsWith('.js'))).toBe(true);
    expect(size).toBeLessThanOrEqual(coverBudget);
  });

  it('loads at most 180 kB until the first item', () => {
    const paths = waitedFor(files, readModules());
    const size = brotliKilobytes(contents(paths));
    process.stdout.write(
      `until the first item: ${size.toFixed(1)} kB brotli in ${paths.length} files (at most ${firstItemBudget})\n`,
    );
    expect(loadedAtOnce(files).every((path) => paths.includes(path))).toBe(true);
    expect(size).toBeLessThanOrEqual(firstItemBudget);
  });

  it('loads at most 190 kB in all', () => {
    const paths = loadedInAll(files, readModules());
    const size = brotliKilobytes(contents(paths));
    process.stdout.write(`in all: ${size.toFixed(1)} kB brotli in ${paths.length} files\n`);
    expect(paths.length).toBeGreaterThan(waitedFor(files, readModules()).length);
    expect(size).toBeLessThanOrEqual(wholeBudget);
  });

  it('is guarded: a screen of later on that the way to the first item loads', () => {
    const made = new Map([
      ['assets/a.js', Buffer.from('import("./later-xxx-xxxx.js")')],
      ['assets/later-xxx-xxxx.js', Buffer.from('export const b=1')],
      ['assets/later-yyyy-yyy.css', Buffer.from('a{}')],
    ]);
    const modules = {
      'assets/a.js': ['src/participant/BlockItem.tsx'],
      'assets/later-xxx-xxxx.js': ['src/participant/later/EndScreen.tsx'],
    };
    expect(waitedFor(made, modules)).toEqual(['assets/a.js']);
    made.set('assets/a.js', Buffer.from('import"./later-xxx-xxxx.js"'));
    expect(() => waitedFor(made, modules)).toThrow('assets/a.js loads assets/later-xxx-xxxx.js');
    const mixed = {
      ...modules,
      'assets/later-xxx-xxxx.js': [...modules['assets/later-xxx-xxxx.js'], 'src/ui/a.ts'],
    };
    expect(waitedFor(made, mixed)).toHaveLength(3);
  });

  it('is guarded: a chunk too many breaks the budget', () => {
    expect(brotliKilobytes([randomBytes(coverBudget * 1000 + 1)])).toBeGreaterThan(coverBudget);
  });

  it('is guarded: a script that a script imports is counted', () => {
    const made = new Map([
      [
        'index.html',
        Buffer.from('<script type="module" src="/assets/a.js"></script><link href="/assets/a.css">'),
      ],
      ['assets/a.js', Buffer.from('import{b}from"./b.js";import("./c.js");b()')],
      ['assets/b.js', Buffer.from('export const b=()=>1')],
      ['assets/c.js', Buffer.from('export const c=1')],
      ['assets/a.css', Buffer.from('a{}')],
    ]);
    expect(loadedAtOnce(made)).toEqual(['assets/a.css', 'assets/a.js', 'assets/b.js']);
    const modules = {
      'assets/c.js': ['src/ui/words/cover/en.json'],
      'assets/b.js': ['src/ui/words/cover/nl.json'],
    };
    expect(loadedInAll(made, {})).toHaveLength(4);
    expect(loadedInAll(made, modules)).toHaveLength(3);
  });

  it('contains no word that names its subject', () => {
    expect(shipped.flatMap(studyWordsIn)).toEqual([]);
  });

  it.each([
    ['a.js', 'const a="Huiselijk Geweld"'],
    ['a.js', 'const a={mishandeling:1}'],
    ['a.js', 'const a=`Who is your partner?`'],
    ['index.html', '<title>A study</title>'],
    ['a.webmanifest', '{"description":"onderzoek"}'],
    ['a.svg', '<text>Veilig  Thuis</text>'],
  ])('is guarded: %s with %s', (path, text) => {
    expect(studyWordsIn({ path, text })).toHaveLength(1);
  });

  it.each([
    ['a.js', 'const a="opslaan geweldig"'],
    ['a.js', 'const kinds=["child","partner"],s={study:1}'],
  ])('is not disturbed by %s with %s', (path, text) => {
    expect(studyWordsIn({ path, text })).toEqual([]);
  });

  it('contains no desk, mailbox or questionnaire source', () => {
    const modules = readModules();
    expect(
      Object.values(modules)
        .flat()
        .some((id) => id.startsWith('src/cover/')),
    ).toBe(true);
    expect(foreignModules(modules)).toEqual([]);
  });

  it('is guarded: desk code or its libraries in a chunk', () => {
    const modules = {
      'assets/a.js': ['src/cover/main.tsx', 'src/desk/table.ts', 'node_modules/csv-parse/lib/index.js'],
    };
    expect(foreignModules(modules)).toHaveLength(2);
  });

  it('has no inline script or style, no source map and no address elsewhere', () => {
    const html = files.get('index.html')?.toString('utf8') ?? '';
    expect(inlineScripts(html)).toEqual([]);
    expect([...files.keys()].filter((path) => path.endsWith('.map'))).toEqual([]);
    expect(html.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)).toBeNull();
  });

  it.each([
    '<script>a()</script>',
    '<script type="module">a()</script>',
    '<body onload="a()">',
    '<p style="a">',
  ])('is guarded: %s', (html) => {
    expect(inlineScripts(html)).toHaveLength(1);
  });

  it('is all in the list that the service worker keeps for use off line', () => {
    const worker = files.get('serviceWorker.js')?.toString('utf8') ?? '';
    const missing = [...files.keys()].filter((path) => path !== 'serviceWorker.js' && !worker.includes(path));
    expect(missing).toEqual([]);
  });
});
