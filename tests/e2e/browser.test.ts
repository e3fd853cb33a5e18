import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, processesOf } from '../support/browser.ts';
import { browserCandidates } from '../support/browserPath.ts';

/** Runs in the page: one strict transaction that adds a row, then the number of rows. */
const addRow = () =>
  new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('kept', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
    opening.onerror = () => reject(opening.error ?? new Error('not opened'));
    opening.onsuccess = () => {
      const work = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
      work.objectStore('rows').add('row');
      const counting = work.objectStore('rows').count();
      work.oncomplete = () => resolve(counting.result);
    };
  });

describe('the browser that tests drive', () => {
  const server = createServer((_, reply) =>
    reply.setHeader('content-type', 'text/html').end('<title>Adem</title>'),
  );
  const profile = mkdtempSync(join(tmpdir(), 'adem-profile-'));
  let address = '';

  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    await new Promise((done) => server.close(done));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it('keeps what was committed when all its processes are killed at once', async () => {
    const first = await launchBrowser({ profile });
    const page = await first.context.newPage();
    await page.goto(address);
    expect(await page.evaluate(addRow)).toBe(1);
    expect(processesOf(profile).length).toBeGreaterThan(2);
    await first.kill();
    expect(processesOf(profile)).toEqual([]);

    const second = await launchBrowser({ profile });
    const again = await second.context.newPage();
    await again.goto(address);
    expect(await again.evaluate(addRow)).toBe(2);
    await second.close();
  });

  it('is a fresh one when no profile is named', async () => {
    const browser = await launchBrowser({ viewport: { width: 320, height: 640 } });
    const page = await browser.context.newPage();
    await page.goto(address);
    expect(await page.evaluate(addRow)).toBe(1);
    expect(await page.evaluate(() => innerWidth)).toBe(320);
    await browser.close();
  });

  it('is the named one, else the system’s, else Playwright’s own', () => {
    expect(browserCandidates({ ADEM_CHROMIUM: '/named', PATH: '/bin' }, '/own')).toEqual(['/named']);
    const found = browserCandidates({ PATH: '/some/where' }, '/own');
    expect(found[0]).toBe('/usr/bin/chromium');
    expect(found).toContain('/some/where/google-chrome');
    expect(found.at(-1)).toBe('/own');
  });
});
