import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedBrowser, launchBrowser } from '../support/browser.ts';
import { buildPreview, type Preview } from '../support/preview/buildPreview.ts';
import { labelOf } from '../support/preview/examples.ts';
import { exitIsThere, heading, press, talk, talkIsThere } from '../support/preview/onScreen.ts';

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

const looks = [
  { name: 'a phone in the dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark', axe: 'child' },
  { name: 'a desktop', viewport: { width: 1280, height: 800 }, colorScheme: 'light', axe: 'parent' },
  { name: 'a small phone', viewport: { width: 320, height: 640 }, colorScheme: 'light', axe: null },
  { name: 'a phone at 200 %', viewport: { width: 180, height: 370 }, colorScheme: 'light', axe: null },
] as const;

async function open(address: string, look: (typeof looks)[number]): Promise<Page> {
  const page = await browser.context.newPage();
  await page.setViewportSize(look.viewport);
  await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** What is wrong with the screen that shows, in words. */
async function faultsOf(page: Page, where: string, withAxe: boolean): Promise<readonly string[]> {
  const violations = withAxe ? (await new AxeBuilder({ page }).analyze()).violations : [];
  const seen = await page.evaluate(() => {
    const root = document.documentElement;
    const small = [...document.querySelectorAll<HTMLElement>('button, input, textarea')].filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return each.checkVisibility() && (width < 47.5 || height < 47.5);
    });
    return {
      wide: root.scrollWidth > window.innerWidth ? [`${root.scrollWidth} pixels wide`] : [],
      small: small.map((each) => `too small: ${each.textContent || each.tagName}`),
    };
  });
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...seen.wide,
    ...seen.small,
  ].map((fault) => `${where}: ${fault}`);
}

/** Through all examples: each item untouched, answered, with a reason, and with something to look at again. */
async function through(
  page: Page,
  axe: boolean,
  young: boolean,
): Promise<{ faults: readonly string[]; screens: number }> {
  const faults: string[] = [];
  let screens = 0;
  const look = async (state: string, withAxe: boolean): Promise<void> => {
    screens += 1;
    const where = `${await heading(page)} (${state})`;
    faults.push(...(await faultsOf(page, where, axe && withAxe)));
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    if (!(await exitIsThere(page))) faults.push(`${where}: the exit is not to be seen`);
    if (young && !(await talkIsThere(page))) faults.push(`${where}: nobody to talk to`);
  };
  await look('list', true);
  await press(page, /^Begin/);
  await look('before the first item', true);
  await press(page, 'Begin');
  if (young) {
    await press(page, talk);
    faults.push(...(await faultsOf(page, 'somebody to talk to', axe)));
    if (!(await exitIsThere(page))) faults.push('somebody to talk to: the exit is not to be seen');
    await press(page, 'Terug');
  }
  for (let step = 0; step < 60; step += 1) {
    if ((await heading(page)).startsWith('Dank')) {
      await look('the end', true);
      return { faults, screens };
    }
    const option = page.locator('main [aria-checked="false"]').last();
    const box = page.locator('main').getByRole('textbox').first();
    const asks = (await option.count()) > 0;
    const takesText = !asks && (await box.count()) > 0 && !(await heading(page)).includes(' van ');
    await look('untouched', !asks && !takesText);
    if (asks) {
      await option.click();
      await look('answered', true);
    }
    if (takesText) {
      await box.fill('7777777');
      const before = await heading(page);
      await press(page, 'Verder');
      await page.waitForFunction(
        (title) =>
          document.querySelector('h1')?.innerText !== title || document.querySelector('[role="alert"]'),
        before,
      );
      if ((await heading(page)) !== before) continue;
      await look('to be looked at again', true);
      await press(page, 'Weet ik niet');
      await look('with a reason', false);
    }
    const before = await page.locator('main').innerHTML();
    await press(page, 'Verder');
    await page.waitForFunction((html) => document.querySelector('main')?.innerHTML !== html, before);
  }
  throw new Error('the examples do not end');
}

describe.each(looks)('on $name', (look) => {
  it.each(['parent', 'child'])(
    'every screen of a %s can be used by everybody',
    async (who) => {
      const page = await open(`${preview.space.origin}/?who=${who}`, look);
      const { faults, screens } = await through(page, look.axe === who, who === 'child');
      expect(faults).toEqual([]);
      expect(screens).toBeGreaterThan(35);
      await page.close();
    },
    240_000,
  );

  it('the choice after leaving can be used by everybody', async () => {
    const page = await open(`${preview.space.origin}/?item=rating&left=1`, look);
    await press(page, /^Ga verder/);
    await press(page, 'Ga verder');
    await page.getByRole('heading', { name: 'Waar gaat u verder?' }).waitFor();
    expect(await faultsOf(page, 'the choice', look.axe !== null)).toEqual([]);
    expect(await exitIsThere(page)).toBe(true);
    const sizes = await page
      .getByRole('button', { name: /stukje/ })
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
    expect(sizes).toHaveLength(2);
    expect(sizes[0]).toBe(sizes[1]);
    await press(page, 'Het volgende stukje');
    await page.getByRole('button', { name: 'Verder' }).waitFor();
    await page.close();
  }, 60_000);

  it('joining can be used by everybody', async () => {
    const page = await open(`${preview.space.origin}/?screen=joining`, look);
    const faults = [...(await faultsOf(page, 'the number', look.axe !== null))];
    await press(page, 'Ik ken het nummer');
    await page.getByRole('textbox', { name: 'Nummer' }).fill('111111');
    await press(page, 'Open');
    await page.getByRole('alert').waitFor();
    faults.push(...(await faultsOf(page, 'another number', look.axe !== null)));
    expect(faults).toEqual([]);
    expect(await exitIsThere(page)).toBe(true);
    await page.close();
  }, 60_000);

  it('the cover can be used by everybody', async () => {
    const page = await open(preview.cover.origin, look);
    const faults = [...(await faultsOf(page, 'the list', look.axe !== null))];
    await page.getByRole('textbox').fill('ABCD-EFGH-JKMN-PQRS-TVWX');
    await press(page, 'Open');
    await page.waitForTimeout(300);
    faults.push(...(await faultsOf(page, 'an invite that does not work', look.axe !== null)));
    for (const name of ['Golf', 'Bloem', 'Vierkant', 'Maan', 'Kringen']) {
      await press(page, new RegExp(`^${name}`));
      faults.push(...(await faultsOf(page, name, false)));
      await press(page, 'Alle oefeningen');
    }
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);
});

describe('the checks themselves', () => {
  it('find a control without a name, a screen that is too wide and a target that is too small', async () => {
    const page = await open(preview.cover.origin, looks[2]);
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.style.width = '20px';
      const wide = document.createElement('p');
      wide.style.width = '2000px';
      wide.textContent = 'wide';
      document.querySelector('main')?.append(button, wide);
    });
    const faults = (await faultsOf(page, 'broken', true)).join('\n');
    expect(faults).toContain('button-name');
    expect(faults).toContain('pixels wide');
    expect(faults).toContain('too small: BUTTON');
    await page.close();
  });
});

describe('by keyboard alone', () => {
  it('one item is answered and gone on from, with the exit as the first stop', async () => {
    const page = await open(`${preview.space.origin}/`, looks[1]);
    await press(page, /^Begin/);
    await press(page, 'Begin');
    await press(page, 'Verder');
    await page.getByRole('radiogroup').waitFor();
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(await focused()).toBe(labelOf('choice'));
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Ja');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Nee');
    for (let stop = 0; stop < 3; stop += 1) await page.keyboard.press('Tab');
    expect(await focused()).toBe('Verder');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: labelOf('choiceFaces') }).waitFor();
    expect(await focused()).toBe(labelOf('choiceFaces'));
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Sluiten');
    await page.close();
  }, 60_000);

  it.each([
    ['parent', 'Sluiten'],
    ['child', 'Stoppen'],
    ['youth', 'Stoppen'],
  ])(
    'the exit is one step from the start of the page and one back from the heading: %s',
    async (who, exit) => {
      const page = await open(`${preview.space.origin}/?who=${who}`, looks[0]);
      const faults: string[] = [];
      const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
      for (let screen = 0; screen < 8; screen += 1) {
        const where = await heading(page);
        if ((await page.evaluate(() => document.activeElement?.tagName)) !== 'H1') {
          faults.push(`${where}: focus is not at the heading`);
        }
        await page.keyboard.press('Shift+Tab');
        if ((await focused()) !== exit) faults.push(`${where}: one back is ${await focused()}`);
        // Whatever had focus is gone, as after a tap into nothing: the next stop counts from the start.
        await page.evaluate(() => {
          const start = document.createElement('span');
          start.tabIndex = -1;
          document.body.prepend(start);
          start.focus();
          start.remove();
        });
        await page.keyboard.press('Tab');
        if ((await focused()) !== exit) faults.push(`${where}: the first stop is ${await focused()}`);
        const before = await page.locator('main').innerHTML();
        await press(page, screen === 0 ? /^Begin/ : screen === 1 ? 'Begin' : 'Verder');
        await page.waitForFunction((html) => document.querySelector('main')?.innerHTML !== html, before);
      }
      expect(faults).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it('three times Shift leaves nothing of the space behind', async () => {
    const page = await open(`${preview.space.origin}/`, looks[1]);
    for (let time = 0; time < 3; time += 1) await page.keyboard.press('Shift');
    expect(await page.getByRole('heading').count()).toBe(0);
    await page.waitForFunction(() => document.body.innerText === 'cover');
    await page.goBack();
    expect(await page.evaluate(() => document.body.innerText)).not.toContain('Welkom');
    await page.close();
  }, 60_000);
});

describe('on paper', () => {
  it('nothing is printed', async () => {
    const page = await open(`${preview.space.origin}/`, looks[1]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => document.body.checkVisibility())).toBe(false);
    await page.close();
  });
});
