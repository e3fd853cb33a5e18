/**
 * `npm run pictures`: walks through the real app as a parent, a child of nine and a youth, and keeps in
 * tests/pictures a picture of each kind of screen for the README, and of the first, a middle and the last
 * screen of every questionnaire on a phone. What is not given to families is pictured in the author's preview.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ok } from '#core/result.ts';
import { withDeskRead } from '../../src/desk/desk.ts';
import { gatherInvited } from '../../src/desk/gatherInvited.ts';
import { frameAddress } from '../../src/desk/pack/preview/page/framesFor.ts';
import { startPreview } from '../../src/desk/pack/preview/startPreview.ts';
import { named } from './appWords.ts';
import { launchBrowser } from './browser.ts';
import { type LiveStudy, startLiveStudy } from './liveStudy.ts';
import { packDirectory } from './packFolder.ts';
import { top } from './readTree.ts';
import {
  backToList,
  beginTask,
  type Choice,
  fillNext,
  hasMore,
  joinSpace,
  openCover,
  readItem,
  type ShownItem,
} from './robot.ts';

const folder = join(top, 'tests/pictures');
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

interface Screen {
  readonly page: Page;
  readonly task: string;
  /** Null: a screen between items. */
  readonly item: ShownItem | null;
  readonly heading: string;
}
type Wanted = (screen: Screen) => boolean | Promise<boolean>;

const isKind =
  (kind: ShownItem['kind'], options = 0): Wanted =>
  ({ item }) =>
    item?.kind === kind && item.options.length >= options;
const inTask = (task: string, wanted: Wanted): Wanted => {
  return (screen) => screen.task === task && wanted(screen);
};
/** Counts of how often something was done, not a report mark. */
const isFrequency: Wanted = ({ item }) => item?.options.includes('Meer dan 20 keer') === true;
const says =
  (words: RegExp): Wanted =>
  ({ heading }) =>
    words.test(heading);
const asksName: Wanted = ({ page }) => page.getByRole('textbox', { name: named('section.name') }).isVisible();

/** The first screen of each kind, by what is on it. */
const kinds: Readonly<Record<string, Readonly<Record<string, Wanted>>>> = {
  parent: {
    information: inTask('consent-parent', ({ item }) => item === null),
    consent: inTask('consent-parent', isKind('one', 2)),
    section: inTask('parent-core', ({ item }) => item === null),
    several: inTask('parent-core', isKind('many')),
    number: inTask('parent-core', isKind('number')),
    partner: inTask('parent-core', asksName),
    frequency: inTask('parent-core', isFrequency),
    month: inTask('parent-core', isKind('date')),
    child: inTask('parent-about-child', isFrequency),
  },
  child: {
    assent: inTask('assent-8-11', ({ item }) => item?.options.length === 2),
    practice: inTask('child-8-11', isKind('one')),
    'four-faces': inTask('child-8-11', says(/veilig/)),
    circles: inTask('child-8-11', ({ item }) => /^Hoe vaak/.test(item?.label ?? '')),
    who: inTask('child-8-11', isKind('many')),
    rest: ({ page }) => page.getByRole('button', { name: named('rest.on'), exact: true }).isVisible(),
  },
  youth: {
    rules: inTask('youth', ({ item, heading }) => item === null && heading === 'Regels'),
    grid: inTask('youth', says(/harde ruzie is/)),
  },
};

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(250);
  writeFileSync(join(folder, `${name}.png`), await page.screenshot());
};

/** What a person gives who has something to say everywhere; yes where two answers stand. */
const choose = ({ kind, options }: ShownItem): Choice => {
  if (kind === 'one')
    return {
      pick: options
        .slice(0, 2)
        .slice(options.length === 2 ? 0 : 1)
        .slice(0, 1),
    };
  if (kind === 'many') return { pick: options.slice(0, 1) };
  if (kind === 'number') return { type: '2' };
  if (kind === 'date') return { type: ['15', '3', '2026'].slice(-options.length).join(' ') };
  return 'pass';
};

interface Walk {
  readonly who: string;
  readonly invite: string;
  /** Questionnaires in the order in which they are to be done. */
  readonly tasks: readonly string[];
  readonly study: LiveStudy;
}

const walk = async (page: Page, { who, invite, tasks, study }: Walk): Promise<void> => {
  const left = new Map(Object.entries(kinds[who] ?? {}));
  const done = new Set<string>();
  await openCover(page, study.origin);
  await page.getByRole('textbox').first().pressSequentially(invite);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: named('join.title') }).waitFor();
  await shoot(page, `${who}-code`);
  await openCover(page, study.origin);
  await joinSpace(page, invite);
  await shoot(page, `${who}-home`);
  await page.getByRole('listitem').getByRole('button').first().click();
  await page.getByRole('heading', { level: 1, name: named('home.title') }).waitFor({ state: 'detached' });
  await shoot(page, `${who}-before-the-first-item`);
  await page.getByRole('button', { name: named('item.back') }).click();
  for (const task of tasks) {
    await beginTask(page);
    const questionnaire = study.compiled.questionnaires.find((each) => each.questionnaire === task);
    const items = (questionnaire?.sections ?? []).flatMap((section) =>
      section.blocks.flatMap((block) => block.items),
    ).length;
    const form = (place: string): string => `forms/${task}-${place}`;
    const once = !done.has(task);
    done.add(task);
    let last: Uint8Array | null = null;
    for (let screen = 0; ; screen += 1) {
      if (once && screen === 0) await shoot(page, form('first'));
      if (once && screen === Math.ceil(items / 2)) await shoot(page, form('middle'));
      const item = await readItem(page);
      const heading = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').trim();
      for (const [name, wanted] of left) {
        if (!(await wanted({ page, task, item, heading }))) continue;
        left.delete(name);
        await shoot(page, `${who}-${name}`);
        break;
      }
      // How many screens there are shows only at the end: each late one may be the last.
      if (once && screen > items / 2 && !(await isEnd(page))) last = await page.screenshot();
      if ((await fillNext(page, choose)) === 'end') break;
    }
    if (last !== null) writeFileSync(join(folder, `${form('last')}.png`), last);
    if (!(await hasMore(page))) break;
    await backToList(page);
  }
  await shoot(page, `${who}-end`);
  if (left.size > 0) throw new Error(`never seen: ${[...left.keys()].join(', ')}`);
};

const isEnd = (page: Page): Promise<boolean> =>
  page.getByRole('heading', { level: 1, name: named('end.title') }).isVisible();

/** Cover and exercise, as anybody sees them. */
const pictureCover = async (study: LiveStudy, colorScheme: 'light' | 'dark'): Promise<void> => {
  const after = colorScheme === 'light' ? '' : '-dark';
  const browser = await launchBrowser({
    viewport: phone,
    locale: 'nl-NL',
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await browser.context.newPage();
  await openCover(page, study.origin);
  await shoot(page, `cover${after}`);
  await page.getByRole('textbox').first().pressSequentially('272727');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(4000);
  await shoot(page, `programme${after}`);
  await browser.close();
};

/** The number that a person is shown once, and the lines of a grid together on a wide screen. */
const pictureWide = async (study: LiveStudy, invite: string): Promise<void> => {
  const browser = await launchBrowser({ viewport: desktop, locale: 'nl-NL', reducedMotion: 'reduce' });
  const page = await browser.context.newPage();
  await openCover(page, study.origin);
  await joinSpace(page, invite);
  for (let task = 0; task < 3; task += 1) {
    await beginTask(page);
    for (;;) {
      if ((await page.getByRole('main').getByRole('radiogroup').count()) > 1) {
        await shoot(page, 'parent-grid-wide');
        await browser.close();
        return;
      }
      if ((await fillNext(page, choose)) === 'end') break;
    }
    await backToList(page);
  }
  throw new Error('no grid was shown');
};

/** Questionnaires that no family is given, in the preview of the authors. */
const picturePreview = async (questionnaires: readonly string[], study: LiveStudy): Promise<void> => {
  const preview = await startPreview({ directory: packDirectory, also: [] }, 0);
  if (!preview.ok) throw new Error(preview.error.message);
  const browser = await launchBrowser({ viewport: phone, locale: 'nl-NL', reducedMotion: 'reduce' });
  const page = await browser.context.newPage();
  for (const name of questionnaires) {
    const found = study.compiled.questionnaires.find(({ questionnaire }) => questionnaire === name);
    const items = (found?.sections ?? []).flatMap((section) =>
      section.blocks.flatMap(({ items: own }) => own),
    );
    for (const [place, at] of [
      ['first', 0],
      ['middle', Math.floor(items.length / 2)],
      ['last', items.length - 1],
    ] as const) {
      const frame = {
        questionnaire: `${name}/v1`,
        item: items[at]?.id ?? '',
        band: 'adult',
        language: 'nl',
        together: false,
      } as const;
      await page.goto(new URL(frameAddress(frame, false), preview.value.address).href);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await shoot(page, `forms/${name}-${place}`);
    }
  }
  await browser.close();
  await preview.value.close();
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'forms'), { recursive: true });
const study = await startLiveStudy();
const year = new Date().getUTCFullYear();
const invites = await study.invite([
  ['F1', 'P1', 'parent', '1988-04', 'f', 'nl', 'mother'],
  ['F1', 'P2', 'parent', '1985-04', 'm', 'nl', 'ex-partner'],
  ['F1', 'K1', 'child', `${year - 9}-01`, 'm', 'nl', 'child'],
  ['F1', 'K2', 'child', `${year - 14}-01`, 'f', 'nl', 'child'],
  ['F2', 'P1', 'parent', '1990-04', 'f', 'nl', 'mother'],
]);
const people = await withDeskRead(study.deskFolder, study.deskTools, (desk) =>
  Promise.resolve(ok(gatherInvited(desk))),
);
if (!people.ok) throw new Error(people.error.type);
const walkers = [
  ['parent', 'F1', 'P1'],
  ['child', 'F1', 'K1'],
  ['youth', 'F1', 'K2'],
] as const;
const inviteOf = (family: string, person: string): string =>
  invites.find((invite) => invite.family === family && invite.person === person)?.text ?? '';
for (const colorScheme of ['light', 'dark'] as const) await pictureCover(study, colorScheme);
for (const [who, family, person] of walkers) {
  const tasks = people.value.find((one) => one.person === `${family}/${person}`)?.tasks ?? [];
  const browser = await launchBrowser({ viewport: phone, locale: 'nl-NL', reducedMotion: 'reduce' });
  const page = await browser.context.newPage();
  const names = tasks.map(({ questionnaire }) => questionnaire);
  await walk(page, { who, invite: inviteOf(family, person), tasks: names, study });
  await browser.close();
}
await pictureWide(study, inviteOf('F2', 'P1'));
await picturePreview(['visit-record', 'topic-guide', 'dummy'], study);
const all = study.compiled.questionnaires.map(({ questionnaire }) => questionnaire);
writeFileSync(
  join(folder, 'README.md'),
  [
    '# First, middle and last screens of each questionnaire',
    '',
    'Taken by `npm run pictures` on a phone of 360 by 740: those of families in the app, the others in the author’s preview. All texts are drafts, all answers invented.',
    '',
    '| | first | middle | last |',
    '| --- | --- | --- | --- |',
    ...all.map(
      (name) =>
        `| \`${name}\` | ${['first', 'middle', 'last'].map((place) => `![${place} screen of ${name}](forms/${name}-${place}.png)`).join(' | ')} |`,
    ),
    '',
  ].join('\n'),
);
await study.close();
process.stdout.write(
  `${readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith('.png')).length} pictures in tests/pictures\n`,
);
