import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedBrowser, launchBrowser } from '../support/browser.ts';
import { buildPreview, type Preview } from '../support/preview/buildPreview.ts';
import { heading, isThere, press } from '../support/preview/onScreen.ts';

let preview: Preview;
let browser: LaunchedBrowser;
beforeAll(async () => {
  preview = await buildPreview();
  browser = await launchBrowser({ locale: 'nl-NL' });
}, 180_000);
afterAll(async () => {
  await browser.close();
  preview.space.close();
  preview.cover.close();
});

const stem = 'Hoe vaak had de tuin last van:';
const often = 'Hoe vaak zag u in de tuin:';

async function open(query: string, width: number, height: number): Promise<Page> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${preview.space.origin}/?${query}`);
  await press(page, /^Ga verder/);
  await press(page, 'Ga verder');
  // The first screen of the section.
  await press(page, 'Verder');
  await page.getByRole('radiogroup').first().waitFor();
  return page;
}

describe('a grid', () => {
  it.each([
    ['item=gridWind', 1280, 800, stem, 3],
    ['item=gridWind', 768, 1024, stem, 3],
    ['item=oftenSnails', 1024, 768, often, 4],
    // Eight points need more room.
    ['item=oftenSnails', 768, 1024, `${often}\nslakken`, 1],
    ['item=gridWind', 640, 400, `${stem}\nharde wind`, 1],
    ['item=gridWind', 360, 740, `${stem}\nharde wind`, 1],
    ['item=gridWind&who=child', 1280, 800, `${stem}\nharde wind`, 1],
  ] as const)(
    '%s at %i x %i has the heading "%s" and %i lines',
    async (query, width, height, title, lines) => {
      const page = await open(query, width, height);
      expect((await heading(page)).replace(/\s*\n\s*/, '\n')).toBe(title);
      expect(await page.getByRole('radiogroup').count()).toBe(lines);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
      await page.close();
    },
    60_000,
  );

  it('has every mark under its head', async () => {
    const page = await open('item=oftenSnails', 1024, 768);
    const away = await page.evaluate(() => {
      const middle = (each: Element) => {
        const { left, width } = each.getBoundingClientRect();
        return left + width / 2;
      };
      const heads = [...document.querySelectorAll('main [aria-hidden="true"] > *')].slice(1).map(middle);
      return [...document.querySelectorAll('main [role="radiogroup"]')].map((row) =>
        Math.max(
          ...[...row.querySelectorAll('button')].map((mark, at) => Math.abs(middle(mark) - (heads[at] ?? 0))),
        ),
      );
    });
    expect(away).toHaveLength(4);
    expect(Math.max(...away)).toBeLessThan(2);
    await page.close();
  }, 60_000);

  it('becomes one line at a time when it is enlarged, and gives nothing up', async () => {
    const page = await open('item=gridWind', 1280, 800);
    // 200 % of 1280.
    await page.setViewportSize({ width: 640, height: 400 });
    await page.getByRole('heading', { name: `${stem} harde wind` }).waitFor();
    expect(await page.getByRole('radio').count()).toBe(4);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('heading', { name: stem, exact: true }).waitFor();
    const first = page.getByRole('radiogroup', { name: `${stem} harde wind` });
    await first.getByRole('radio', { name: 'Soms' }).click();
    // What is answered and not kept yet stays, and everything can be reached.
    await page.setViewportSize({ width: 320, height: 640 });
    await page.waitForTimeout(200);
    expect(await first.getByRole('radio', { name: 'Soms' }).getAttribute('aria-checked')).toBe('true');
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await press(page, 'Verder');
    await page.getByRole('heading', { name: `${often} slakken` }).waitFor();
    await page.close();
  }, 60_000);

  it('is answered by keyboard alone, and has no fault for axe with an answer and a reason', async () => {
    const page = await open('item=gridWind', 1280, 800);
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Nooit');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Een keer');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('Zeg ik liever niet');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
    expect(await page.getByRole('button', { name: 'Verder' }).evaluate(isThere)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: often }).waitFor();
    await page.close();
  }, 60_000);
});

describe('a long list of short words', () => {
  it('leaves the reasons in view on a phone', async () => {
    const page = await open('item=frequencyOften', 360, 740);
    const reason = page.getByRole('button', { name: 'Zeg ik liever niet' });
    expect(await reason.evaluate(isThere)).toBe(true);
    const order = await page
      .getByRole('radio')
      .evaluateAll((all) =>
        all.map((each) => each.getBoundingClientRect()).map(({ top, left }) => top * 1000 + left),
      );
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    await page.close();
  }, 60_000);
});
