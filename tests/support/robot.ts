/**
 * Goes through the app as a person does: sees what has a role and a name, and nothing else. Works in
 * every language of the app.
 */
import type { Locator, Page } from 'playwright-core';
import { beginning, named } from './appWords.ts';

export interface ShownItem {
  readonly label: string;
  readonly kind: 'one' | 'many' | 'text' | 'number' | 'date' | 'note';
  /** Names of the options, or of the boxes of a date, in order. */
  readonly options: readonly string[];
  /** Names of the ways to give no answer. */
  readonly reasons: readonly string[];
}

/** Typed dates are given in the order of their boxes, with spaces between. */
export type Choice =
  | { readonly pick: readonly string[] }
  | { readonly type: string }
  | { readonly reason: string }
  | 'pass';

export interface FilledItem {
  readonly label: string;
  readonly given: Choice;
}

export type Chooser = (item: ShownItem) => Choice;

const button = (page: Page, ...keys: readonly string[]): Locator =>
  page.getByRole('button', { name: named(...keys) });
const heading = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 });
const titled = (page: Page, key: string): Locator =>
  page.getByRole('heading', { level: 1, name: named(key) });
/** On items, before sections and at rests. */
const on = (page: Page): Locator => button(page, 'item.on', 'rest.on');

/** Waits until one of these shows, and says which. */
const whichShows = async <Name extends string>(places: Readonly<Record<Name, Locator>>): Promise<Name> => {
  const names = Object.keys(places) as Name[];
  const [first, ...others] = names.map((name) => places[name]);
  if (first === undefined) throw new Error('nothing to wait for');
  await others
    .reduce((all, each) => all.or(each), first)
    .first()
    .waitFor();
  for (const name of names) if (await places[name].first().isVisible()) return name;
  return whichShows(places);
};

const namesOf = async (group: Locator, role: 'radio' | 'checkbox' | 'button'): Promise<readonly string[]> =>
  (await group.getByRole(role).allTextContents()).map((text) => text.trim());

/** What the screen asks now, or null when it asks nothing. */
export const readItem = async (page: Page): Promise<ShownItem | null> => {
  if (!(await on(page).isVisible())) return null;
  const label = ((await heading(page).textContent()) ?? '').trim();
  const main = page.getByRole('main');
  const controls = { name: label, exact: true };
  const reasonGroup = main.getByRole('group', { name: named('item.reasons') });
  const reasons = (await reasonGroup.isVisible()) ? await namesOf(reasonGroup, 'button') : [];
  const item = (kind: ShownItem['kind'], options: readonly string[] = []): ShownItem => ({
    label,
    kind,
    options,
    reasons,
  });

  const one = main.getByRole('radiogroup', controls);
  if (await one.isVisible()) return item('one', await namesOf(one, 'radio'));
  const group = main.getByRole('group', controls);
  if (await group.isVisible()) {
    const options = await namesOf(group, 'checkbox');
    if (options.length > 0) return item('many', options);
    const boxes = await group.getByRole('textbox').all();
    return item('date', await Promise.all(boxes.map((box) => box.evaluate((each) => each.id))));
  }
  const box = main.getByRole('textbox', controls);
  if (await box.isVisible()) {
    const lines = await box.evaluate((element) => element.tagName === 'TEXTAREA');
    return item(lines ? 'text' : 'number');
  }
  return reasons.length > 0 ? item('note') : null;
};

/** Gives a choice without going on. */
export const give = async (page: Page, { label, kind }: ShownItem, choice: Choice): Promise<void> => {
  const main = page.getByRole('main');
  const controls = { name: label, exact: true };
  if (choice === 'pass') return;
  if ('reason' in choice) {
    await main
      .getByRole('group', { name: named('item.reasons') })
      .getByRole('button', { name: choice.reason, exact: true })
      .click();
  } else if ('pick' in choice) {
    const [group, role] =
      kind === 'many'
        ? ([main.getByRole('group', controls), 'checkbox'] as const)
        : ([main.getByRole('radiogroup', controls), 'radio'] as const);
    for (const name of choice.pick) await group.getByRole(role, { name, exact: true }).click();
  } else if (kind === 'date') {
    const boxes = main.getByRole('group', controls).getByRole('textbox');
    for (const [at, part] of choice.type.split(' ').entries()) await boxes.nth(at).pressSequentially(part);
  } else {
    await main.getByRole('textbox', controls).pressSequentially(choice.type);
  }
};

/** Presses, and comes back when another screen shows: what was given is committed by then. */
const pressAndLeave = async (page: Page, pressed: Locator): Promise<'left' | 'told'> => {
  const before = await heading(page).elementHandle();
  const alert = page.getByRole('main').getByRole('alert');
  const told = (await alert.isVisible()) ? await alert.textContent() : '';
  await pressed.click();
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    if (before === null || !(await before.evaluate((element) => element.isConnected))) {
      await heading(page).waitFor();
      return 'left';
    }
    if ((await alert.isVisible()) && (await alert.textContent()) !== told) return 'told';
    await page.waitForTimeout(10);
  }
  throw new Error(`the app does not go on from "${await before?.textContent()}"`);
};

export interface Manner {
  /** The first name typed where a screen asks for one; none when absent. */
  readonly name?: () => string;
  /** After an exit: the same part again, or the next one. */
  readonly resume?: 'again' | 'next';
}

/** A screen without an item: left as it stands, but for a first name. */
const goOnFromBetween = async (page: Page, name?: string): Promise<void> => {
  const box = page.getByRole('main').getByRole('textbox', { name: named('section.name') });
  if (name !== undefined && (await box.isVisible())) await box.fill(name);
  await pressAndLeave(page, on(page));
};

const screenOf = (page: Page): Promise<'end' | 'choose' | 'on'> =>
  whichShows({ end: titled(page, 'end.title'), choose: titled(page, 'choose.title'), on: on(page) });

/**
 * Goes on by one screen. Of an item it says what was given; a remark that may be passed is passed.
 * `section`: a screen between items. `end`: the interview is complete.
 */
export const fillNext = async (
  page: Page,
  chooser: Chooser,
  manner: Manner = {},
): Promise<FilledItem | 'section' | 'end'> => {
  const shows = await screenOf(page);
  if (shows === 'end') return 'end';
  if (shows === 'choose') {
    await pressAndLeave(page, button(page, manner.resume === 'next' ? 'choose.next' : 'choose.again'));
    return 'section';
  }
  const item = await readItem(page);
  if (item === null) {
    await goOnFromBetween(page, manner.name?.());
    return 'section';
  }
  const given = chooser(item);
  await give(page, item, given);
  if ((await pressAndLeave(page, on(page))) === 'told' && (await pressAndLeave(page, on(page))) === 'told') {
    throw new Error(`the app refuses ${JSON.stringify(given)} for "${item.label}"`);
  }
  return { label: item.label, given };
};

/** Fills in up to an item that is wanted, which then shows unanswered; null: there was none, it is the end. */
export const fillUntil = async (
  page: Page,
  wanted: (item: ShownItem) => boolean,
  chooser: Chooser,
  manner: Manner = {},
): Promise<ShownItem | null> => {
  for (;;) {
    await screenOf(page);
    const item = await readItem(page);
    if (item !== null && wanted(item)) return item;
    if ((await fillNext(page, chooser, manner)) === 'end') return null;
  }
};

/** From the list of what there is to do to the first screen of the interview. */
export const beginTask = async (page: Page): Promise<void> => {
  const begin = ['home.go.new', 'home.go.begun'];
  const chosen = page.getByRole('listitem').getByRole('button', { name: beginning(...begin) });
  await chosen.first().click();
  await chosen.first().waitFor({ state: 'detached' });
  await button(page, ...begin).click();
  await screenOf(page);
};

const entryField = (page: Page): Locator => page.getByRole('textbox', { name: named('cover.number.label') });

export const coverShows = (page: Page, timeout = 15_000): Promise<void> =>
  entryField(page).waitFor({ timeout });

export const openCover = async (page: Page, origin: string): Promise<void> => {
  await page.goto(origin);
  await coverShows(page);
};

/** Types into the one field of the cover. */
const enter = async (page: Page, typed: string): Promise<void> => {
  await entryField(page).pressSequentially(typed);
  await button(page, 'cover.number.open').click();
};

const insideSpace = (page: Page): Promise<void> => titled(page, 'home.title').waitFor();

/** Redeems an invite at the cover, keeps the code it is shown, types it once; comes back inside the space. */
export const joinSpace = async (page: Page, inviteText: string): Promise<string> => {
  await enter(page, inviteText);
  await titled(page, 'join.title').waitFor();
  const shown = (await page.getByRole('main').textContent()) ?? '';
  const code = /(?:\d\s*){6}/.exec(shown)?.[0].replace(/\s/g, '');
  if (code === undefined) throw new Error(`no code is shown: ${shown}`);
  await button(page, 'join.known').click();
  await page.getByRole('textbox', { name: named('join.type.label') }).pressSequentially(code);
  await button(page, 'join.type.on').click();
  await insideSpace(page);
  return code;
};

/** Types a code at the cover; comes back inside the space. */
export const openSpace = async (page: Page, code: string): Promise<void> => {
  await enter(page, code);
  await insideSpace(page);
};

/** The exit, which is on every screen of a space; comes back when the cover shows. */
export const leaveByExit = async (page: Page): Promise<void> => {
  await button(page, 'frame.exit').click();
  await coverShows(page);
};

/** On the last screen of an interview: is something else to be done? */
export const hasMore = (page: Page): Promise<boolean> => button(page, 'end.more').isVisible();

/** From the last screen of an interview back to what there is to do. */
export const backToList = async (page: Page): Promise<void> => {
  await button(page, 'end.more').click();
  await titled(page, 'home.title').waitFor();
};

/** From the last screen of an interview back to the cover. */
export const leaveEnd = async (page: Page): Promise<void> => {
  await button(page, 'end.leave').click();
  await coverShows(page);
};
