/**
 * `npm run pictures`: walks through the real app as a parent and as a child of nine and keeps a picture of
 * each kind of screen in tests/pictures, for the README and for whoever changes a screen.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type LiveStudy, startLiveStudy } from './liveStudy.ts';
import { top } from './readTree.ts';
import {
  beginTask,
  fillNext,
  joinSpace,
  leaveByExit,
  openCover,
  openSpace,
  readItem,
  type ShownItem,
} from './robot.ts';

const folder = join(top, 'tests/pictures');
const phone = { width: 360, height: 740 };

const choose = ({ kind, options }: ShownItem) => {
  switch (kind) {
    case 'one':
    case 'many':
      return { pick: options.slice(1, 2) };
    case 'number':
      return { type: '2' };
    default:
      return 'pass' as const;
  }
};

type Shoot = (name: string) => Promise<void>;

/** Steps to picture, by how many screens lie before them. */
interface Walk {
  readonly who: 'parent' | 'child';
  readonly invite: string;
  readonly screens: Readonly<Record<number, string>>;
}

const walk = async (
  page: Page,
  study: LiveStudy,
  { who, invite, screens }: Walk,
  shoot: Shoot,
): Promise<void> => {
  await openCover(page, study.origin);
  const code = await joinSpace(page, invite);
  await shoot(`${who}-home`);
  await page.getByRole('listitem').getByRole('button').first().click();
  await shoot(`${who}-before-the-first-item`);
  await leaveByExit(page);
  await openSpace(page, code);
  await beginTask(page);
  for (let screen = 0; ; screen += 1) {
    const name = screens[screen];
    if (name !== undefined) {
      const item = await readItem(page);
      if (item !== null && item.options.length > 0) {
        const option = page
          .getByRole('main')
          .getByRole(item.kind === 'many' ? 'checkbox' : 'radio')
          .nth(1);
        await option.click();
      }
      await shoot(`${who}-${name}`);
      if (item !== null && item.kind === 'many')
        await page.getByRole('main').getByRole('checkbox').nth(1).click();
    }
    if ((await fillNext(page, choose)) === 'end') break;
  }
  await shoot(`${who}-end`);
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const study = await startLiveStudy();
const invites = await study.invite([
  ['F1', 'P1', 'parent', '1988-04', 'f', 'nl', 'mother'],
  ['F1', 'K1', 'child', `${new Date().getUTCFullYear() - 9}-01`, 'm', 'nl', 'child'],
]);
const inviteOf = (role: string): string => invites.find((invite) => invite.role === role)?.text ?? '';
for (const colorScheme of ['light', 'dark'] as const) {
  const browser = await launchBrowser({
    viewport: phone,
    locale: 'nl-NL',
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await browser.context.newPage();
  const shoot: Shoot = async (name) => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(300);
    const file = colorScheme === 'light' ? `${name}.png` : `${name}-dark.png`;
    await page.screenshot({ path: join(folder, file) });
  };
  await openCover(page, study.origin);
  await shoot('cover');
  await page.getByRole('textbox').first().pressSequentially('272727');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(4000);
  await shoot('programme');
  if (colorScheme === 'light') {
    await openCover(page, study.origin);
    await page.getByRole('textbox').first().pressSequentially(inviteOf('parent'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(3000);
    await shoot('parent-code');
    const parent = { 0: 'section', 1: 'several', 2: 'number', 5: 'row', 17: 'partner', 20: 'frequency' };
    await walk(page, study, { who: 'parent', invite: inviteOf('parent'), screens: parent }, shoot);
    const child = { 1: 'practice', 3: 'faces', 6: 'circles', 9: 'rest', 11: 'four-faces' };
    await walk(page, study, { who: 'child', invite: inviteOf('child'), screens: child }, shoot);
  }
  await browser.close();
}
await study.close();
process.stdout.write(`${readdirSync(folder).length} pictures in tests/pictures\n`);
