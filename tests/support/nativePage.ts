/**
 * The control of the search for what was typed: an ordinary page, sent `no-store`, whose boxes lack the
 * attributes that keep a browser from writing them down.
 */
import type { Page } from 'playwright-core';
import { type LaunchedBrowser, launchBrowser } from './browser.ts';
import { servePages } from './servePages.ts';

/** How long a browser is left alone before it is ended: it saves the state of its pages every few seconds. */
export const untilWrittenMs = 6_000;

export const untilWritten = (page: Page): Promise<void> => page.waitForTimeout(untilWrittenMs);

const body = `<!doctype html><html lang="nl"><title>control</title>
<label>Long <textarea></textarea></label> <label>Short <input></label>
<label>Number <input type="number"></label> <label>Off <textarea autocomplete="off"></textarea></label>`;

export interface NativeTexts {
  readonly long: string;
  readonly short: string;
  readonly number: string;
  /** Typed into a box that has the attribute: must not be found. */
  readonly off: string;
}

/** Types into such a page as a person does, waits, and ends the browser by SIGKILL. */
export const typeIntoNativePage = async (profile: string, texts: NativeTexts): Promise<void> => {
  const server = await servePages({
    '/': { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body },
  });
  let browser: LaunchedBrowser | null = null;
  try {
    browser = await launchBrowser({ profile });
    const page = await browser.context.newPage();
    await page.goto(server.origin);
    await page.getByLabel('Long').pressSequentially(texts.long);
    await page.getByLabel('Short').pressSequentially(texts.short);
    await page.getByLabel('Number').pressSequentially(texts.number);
    await page.getByLabel('Off').pressSequentially(texts.off);
    await untilWritten(page);
  } finally {
    await browser?.kill();
    server.close();
  }
};
