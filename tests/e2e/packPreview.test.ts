import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Preview, startPreview } from '#desk/pack/preview/startPreview.ts';
import { type LaunchedBrowser, launchBrowser } from '../support/browser.ts';
import { packDirectory } from '../support/packFolder.ts';

describe('the author’s preview', () => {
  let preview: Preview;
  let browser: LaunchedBrowser;
  beforeAll(async () => {
    const started = await startPreview({ directory: packDirectory, also: [] }, 0);
    if (!started.ok) throw new Error(started.error.message);
    preview = started.value;
    browser = await launchBrowser({ viewport: { width: 1200, height: 800 } });
  });
  afterAll(async () => {
    await browser.close();
    await preview.close();
  });

  it('shows the items of a section as phones in every language, light or dark, from 320 pixels', async () => {
    const page = await browser.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(preview.address);
    await page.getByLabel('Questionnaire').selectOption('child-8-11/v1');
    await page.getByLabel('Width').selectOption('320');
    const [dutch, english] = [page.frameLocator('iframe').first(), page.frameLocator('iframe').nth(1)];
    await dutch.getByRole('button', { name: 'Verder', exact: true }).waitFor();
    await english.getByRole('button', { name: 'Next', exact: true }).waitFor();
    expect(await dutch.getByRole('radio').count()).toBeGreaterThan(1);
    expect(await dutch.locator('html').evaluate(() => innerWidth)).toBe(320);
    expect(await dutch.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(320);
    const ink = () => dutch.getByRole('heading').evaluate((heading) => getComputedStyle(heading).color);
    const light = await ink();
    await page.getByLabel('Dark').check();
    await dutch.getByRole('button', { name: 'Verder', exact: true }).waitFor();
    await expect.poll(ink).not.toBe(light);
    expect(errors).toEqual([]);
  });

  it('shows every kind of item with its own control, and a grid as wide as an adult can see it', async () => {
    const page = await browser.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(preview.address);
    const kinds = page.getByRole('heading', { level: 2 });
    await kinds.first().waitFor();
    const shown = await kinds.allInnerTexts();
    for (const kind of ['choice', 'choices', 'date', 'number', 'note', 'rating', 'text'])
      expect(shown).toContain(kind);
    const first = page.locator('iframe').first();
    expect(await first.getAttribute('src')).toContain('/item.html?questionnaire=');
    await page.goto(
      new URL(
        '/item.html?questionnaire=parent-core/v1&item=enjoyed&band=adult&language=en&together=',
        preview.address,
      ).href,
    );
    await page.getByRole('radiogroup').first().waitFor();
    expect(await page.getByRole('radiogroup').count()).toBeGreaterThan(1);
    expect(errors).toEqual([]);
  });
});
