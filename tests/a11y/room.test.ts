import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedBrowser, launchBrowser } from '../support/browser.ts';
import { buildPreview, type Preview } from '../support/preview/buildPreview.ts';
import { labelOf } from '../support/preview/examples.ts';
import { heading, isThere, press, talk } from '../support/preview/onScreen.ts';

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

/** From "Begin" to this item, everything passed. */
async function openItem(address: string, viewport: { width: number; height: number }, item: string) {
  const page = await browser.context.newPage();
  await page.setViewportSize(viewport);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(address);
  await press(page, /^Begin/);
  await press(page, 'Begin');
  for (let step = 0; step < 40 && !(await heading(page)).endsWith(labelOf(item)); step += 1) {
    const before = await page.locator('main').innerHTML();
    await press(page, 'Verder');
    await page.waitForFunction((html) => document.querySelector('main')?.innerHTML !== html, before);
  }
  return page;
}

describe('options with pictures', () => {
  const rowsAndColumns = (page: Page): Promise<readonly number[]> =>
    page.getByRole('radiogroup').evaluate((group) => {
      const boxes = [...group.children].map((option) => option.getBoundingClientRect());
      const overlap = boxes.some((one, at) =>
        boxes.some(
          (other, index) =>
            index > at &&
            one.left < other.right &&
            other.left < one.right &&
            one.top < other.bottom &&
            other.top < one.bottom,
        ),
      );
      const cut = [...group.children].some((option) => option.scrollWidth > option.clientWidth);
      const count = (edge: 'top' | 'left') => new Set(boxes.map((box) => Math.round(box[edge]))).size;
      return overlap || cut ? [0, 0] : [count('top'), count('left')];
    });

  it.each([
    ['three', 'threeFaces', 360, [1, 3]],
    ['three', 'threeFaces', 1280, [1, 3]],
    ['three', 'threeFaces', 320, [3, 1]],
    ['three', 'threeFaces', 180, [3, 1]],
    ['four', 'scaleFaces', 360, [2, 2]],
    ['four', 'scaleFaces', 1280, [2, 2]],
    ['four', 'scaleCircles', 180, [4, 1]],
  ] as const)(
    '%s (%s) at %i pixels stand in %j rows and columns',
    async (_, item, width, expected) => {
      const page = await openItem(`${preview.space.origin}/?who=child`, { width, height: 740 }, item);
      expect(await rowsAndColumns(page)).toEqual(expected);
      await page.close();
    },
    60_000,
  );
});

describe('going on', () => {
  it.each([
    ['parent', 360, 740],
    ['child', 360, 740],
    ['parent', 360, 640],
    ['child', 320, 640],
    ['parent', 1280, 600],
  ] as const)(
    'is in view under eight options for a %s at %i x %i',
    async (who, width, height) => {
      const page = await openItem(`${preview.space.origin}/?who=${who}`, { width, height }, 'frequencyOften');
      expect(await page.getByRole('button', { name: 'Verder' }).evaluate(isThere)).toBe(true);
      const bar = await page.locator('main > :last-child').evaluate((foot) => {
        const { paddingBlockEnd, backgroundColor } = getComputedStyle(foot);
        return { paddingBlockEnd, backgroundColor };
      });
      expect(parseFloat(bar.paddingBlockEnd)).toBeGreaterThan(0);
      expect(bar.backgroundColor).toMatch(/^rgb\(/);
      await page.close();
    },
    60_000,
  );

  it.each([
    [360, 740],
    [320, 500],
    [640, 400],
    [180, 370],
  ])(
    'never lies over what has focus at %i x %i',
    async (width, height) => {
      const page = await openItem(`${preview.space.origin}/?who=child`, { width, height }, 'frequencyOften');
      const hidden: string[] = [];
      const look = async (): Promise<void> => {
        const fault = await page.evaluate(() => {
          const focused = document.activeElement;
          if (focused === null || focused === document.body) return null;
          const { left, right, top, bottom } = focused.getBoundingClientRect();
          const middle = (left + right) / 2;
          const seen = [top + 2, (top + bottom) / 2, bottom - 2].every((y) =>
            focused.contains(document.elementFromPoint(middle, y)),
          );
          return seen ? null : `${focused.textContent} at ${top} to ${bottom}`;
        });
        if (fault !== null) hidden.push(fault);
      };
      const keys = [
        'Tab',
        ...Array(8).fill('ArrowDown'),
        ...Array(5).fill('Tab'),
        ...Array(5).fill('Shift+Tab'),
      ];
      for (const key of keys) {
        await page.keyboard.press(key);
        await look();
      }
      expect(hidden).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it('scrolls away with the page where it would take the room of what is asked', async () => {
    const position = async (width: number, height: number): Promise<string> => {
      const page = await openItem(`${preview.space.origin}/`, { width, height }, 'choice');
      const found = await page
        .locator('main > :last-child')
        .evaluate((foot) => getComputedStyle(foot).position);
      await page.close();
      return found;
    };
    expect(await position(740, 360)).toBe('static');
    expect(await position(180, 370)).toBe('static');
    expect(await position(360, 740)).toBe('sticky');
  }, 60_000);
});

describe('somebody to talk to', () => {
  it('comes back to where the person was, with what was chosen', async () => {
    const page = await openItem(
      `${preview.space.origin}/?who=child`,
      { width: 320, height: 500 },
      'frequencyOften',
    );
    await page.getByRole('radio', { name: 'Niet in deze tijd' }).click();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(0);
    await press(page, talk);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await press(page, 'Terug');
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(talk);
    expect(await page.getByRole('radio', { name: 'Niet in deze tijd' }).getAttribute('aria-checked')).toBe(
      'true',
    );
    await page.close();
  }, 60_000);
});
