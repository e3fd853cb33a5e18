/**
 * Controls for a search of a browser's profile: pages that leave known texts behind in every place the
 * search claims to see, each with the way in which it must be found there.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import type { Occurrence } from './profileScan.ts';
import { servePages } from './servePages.ts';

export interface Planted {
  readonly text: string;
  readonly where: string;
  /** Written in packed form only, so that no search of the raw bytes can find it. */
  readonly packed?: true;
  /** True for an occurrence that proves that the search sees this place. */
  readonly proves: (occurrence: Occurrence) => boolean;
}

const words = ['kastanje', 'vuurtoren', 'oliebol', 'hagelslag', 'regenjas', 'sleutelbos'];
/** Every word stands before it, so that a packer writes it as a row of references. */
const wovenOf = (first: string): { plain: string; woven: string } => ({
  plain: words.map((word) => `${first}${word}\n`).join(''),
  woven: words.map((word) => `${first}${word}`).join(''),
});

const table = wovenOf('tabel-');
const value = wovenOf('waarde-');
const gzip = wovenOf('gzip-');
const brotli = wovenOf('brotli-');
const body = ({ plain, woven }: { plain: string; woven: string }): string => `${plain}${plain}${woven}`;

const inDatabase = ({ file }: Occurrence): boolean => file.includes('IndexedDB');

const planted = {
  oneByte: {
    text: 'Een-byte-tekst in een waarde',
    where: 'IndexedDB, one byte a letter',
    proves: inDatabase,
  },
  latin: {
    text: 'Café crème brûlée één',
    where: 'IndexedDB, Latin-1',
    proves: (found) => inDatabase(found) && found.writing === 'latin-1',
  },
  twoBytes: {
    text: 'Tweebyte “tekst” – Ж',
    where: 'IndexedDB, two bytes a letter',
    proves: (found) => inDatabase(found) && found.writing === 'utf-16le',
  },
  key: {
    text: 'Sleutel van een rij',
    where: 'IndexedDB, key',
    proves: (found) => inDatabase(found) && found.writing.startsWith('utf-16'),
  },
  deleted: { text: 'Weggehaald uit de database', where: 'IndexedDB, deleted', proves: inDatabase },
  bucket: {
    text: 'Tekst in een eigen opslagvak',
    where: 'storage bucket',
    proves: ({ file }) => file.includes('WebStorage'),
  },
  table: { text: table.woven, where: 'LevelDB table', proves: ({ how }) => how === 'table' },
  value: {
    text: value.woven,
    where: 'packed IndexedDB value',
    packed: true,
    proves: ({ how }) => how.endsWith('> snappy value'),
  },
  local: {
    text: 'Bladwijzer in local storage',
    where: 'local storage',
    proves: ({ file }) => file.includes('Local Storage'),
  },
  gzip: {
    text: gzip.woven,
    where: 'HTTP cache, gzip',
    packed: true,
    proves: ({ how }) => how.endsWith('> gzip'),
  },
  brotli: {
    text: brotli.woven,
    where: 'HTTP cache, brotli',
    packed: true,
    proves: ({ how }) => how.endsWith('> brotli'),
  },
  cache: {
    text: 'Antwoord in cache storage',
    where: 'cache storage',
    proves: ({ file }) => file.includes('CacheStorage'),
  },
  address: {
    text: 'adres-in-de-geschiedenis',
    where: 'history',
    proves: ({ file, how }) => file.endsWith('History') && how === 'sqlite',
  },
} as const satisfies Readonly<Record<string, Planted>>;

export const plantedTexts: readonly Planted[] = Object.values(planted);

const html = { 'content-type': 'text/html; charset=utf-8' };
const cached = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=86400' };

const given = {
  ...Object.fromEntries(Object.entries(planted).map(([name, { text }]) => [name, text])),
  table: body(table),
  value: body(value),
} as Readonly<Record<keyof typeof planted, string>>;

const fillDatabases = (page: Page): Promise<void> =>
  page.evaluate(async (texts) => {
    const done = (request: IDBRequest | IDBOpenDBRequest): Promise<void> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve();
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const openIn = async (factory: IDBFactory, name: string): Promise<IDBDatabase> => {
      const request = factory.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rows');
      await done(request);
      return request.result;
    };
    const put = (database: IDBDatabase, key: string, row: unknown): Promise<void> =>
      done(
        database.transaction('rows', 'readwrite', { durability: 'strict' }).objectStore('rows').put(row, key),
      );

    const database = await openIn(indexedDB, 'plain');
    await put(database, 'one', { text: texts.oneByte });
    await put(database, 'latin', { text: texts.latin });
    await put(database, 'two', { text: texts.twoBytes });
    await put(database, texts.key, 1);
    await put(database, 'gone', { text: texts.deleted });
    await done(database.transaction('rows', 'readwrite').objectStore('rows').delete('gone'));
    await put(database, 'packed', { text: texts.value.repeat(400) });
    // Enough to make the database move its log into tables.
    for (let i = 0; i < 24; i += 1) {
      await put(database, `woven${i}`, { text: texts.table });
      await put(database, `filler${i}`, crypto.getRandomValues(new Uint8Array(60_000)));
      for (let j = 0; j < 5; j += 1)
        await put(database, `more${i}-${j}`, crypto.getRandomValues(new Uint8Array(60_000)));
    }
    database.close();

    const buckets: unknown = Reflect.get(navigator, 'storageBuckets');
    const bucket = await (buckets as { open(name: string): Promise<{ indexedDB: IDBFactory }> }).open('own');
    const own = await openIn(bucket.indexedDB, 'own');
    await put(own, 'row', { text: texts.bucket });
    own.close();

    localStorage.setItem('row', texts.local);
    const cache = await caches.open('own');
    await cache.put('/kept', new Response(texts.cache));
    await (await fetch('/gzip')).text();
    await (await fetch('/brotli')).text();
  }, given);

/** Leaves every planted text in a fresh profile and closes the browser; the caller deletes the profile. */
export const plantTexts = async (profile: string): Promise<void> => {
  const server = await servePages({
    '/': { headers: html, body: '<!doctype html><title>control</title>' },
    [`/${planted.address.text}`]: { headers: html, body: '<!doctype html><title>control</title>' },
    '/gzip': { headers: { ...cached, 'content-encoding': 'gzip' }, body: gzipSync(body(gzip)) },
    '/brotli': { headers: { ...cached, 'content-encoding': 'br' }, body: brotliCompressSync(body(brotli)) },
  });
  try {
    const browser = await launchBrowser({ profile });
    try {
      const page = await browser.context.newPage();
      await page.goto(`${server.origin}/`);
      await fillDatabases(page);
      await page.goto(`${server.origin}/${planted.address.text}`);
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
  }
};
