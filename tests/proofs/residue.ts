/**
 * What a browser leaves on the disk: people fill in through the real app, leave a text half-typed, and
 * exit, lock or lose power. Then every file of the profile, and all the mailbox has, is searched for
 * what they gave and for what they were asked.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type LaunchedBrowser, launchBrowser } from '../support/browser.ts';
import { type LiveStudy, startLiveStudy } from '../support/liveStudy.ts';
import { questionnaireMarkers } from '../support/markers.ts';
import { type NativeTexts, typeIntoNativePage, untilWritten } from '../support/nativePage.ts';
import { plantedTexts, plantTexts } from '../support/plantTexts.ts';
import { type Occurrence, type Scan, scanProfile } from '../support/profileScan.ts';
import {
  backToList,
  beginTask,
  type Chooser,
  coverShows,
  fillUntil,
  give,
  hasMore,
  joinSpace,
  leaveByExit,
  leaveEnd,
  openCover,
  openSpace,
  type ShownItem,
} from '../support/robot.ts';
import type { Prove } from './proof.ts';

/** `lock`: by leaving the page; `idle`: by two minutes without a touch. */
const endings = ['kill', 'lock', 'exit', 'idle'] as const;
type Ending = (typeof endings)[number];
type Role = 'parent' | 'child';

/** Stands nowhere else in the world, so that one occurrence is one too many. */
const token = (): string => randomBytes(6).toString('hex');

/** What people give in one run: each thing typed begins with a token of its own. */
interface Given {
  readonly tokens: string[];
}
const typed = (given: Given, words: string): string => {
  const own = token();
  given.tokens.push(own);
  return `${own} ${words}`;
};

/** Every kind of control is used; text boxes get a text that is remembered. */
const createChooser = (given: Given): Chooser => {
  let asked = 0;
  return ({ kind, options, reasons }) => {
    asked += 1;
    const reason = reasons[asked % reasons.length];
    if (asked % 9 === 0 && reason !== undefined) return { reason };
    switch (kind) {
      case 'one':
        // Whoever says no is asked nothing more; yes comes first.
        if (options.length === 2) return { pick: options.slice(0, 1) };
        return { pick: options.slice(asked % options.length).slice(0, 1) };
      case 'many':
        return { pick: options.slice(0, 2) };
      case 'number':
        return { type: '3' };
      case 'date':
        return { type: ['15', '3', '2015'].slice(-options.length).join(' ') };
      case 'text':
        return { type: typed(given, 'in de tuin') };
      case 'note':
        return 'pass';
    }
  };
};

/** A phone: one item a screen. */
const viewport = { width: 360, height: 740 };

const isText = ({ kind }: ShownItem): boolean => kind === 'text';

interface Manners {
  readonly given: Given;
  readonly chooser: Chooser;
  readonly manner: { readonly name: () => string };
}

/** Task after task as far as an item that is wanted, or to the end of the last one. */
const fillOn = async (
  { chooser, manner }: Manners,
  page: Page,
  wanted: (item: ShownItem) => boolean,
): Promise<ShownItem | null> => {
  for (;;) {
    await beginTask(page);
    const item = await fillUntil(page, wanted, chooser, manner);
    if (item !== null || !(await hasMore(page))) return item;
    await backToList(page);
  }
};

/** Leaves by the exit in the middle, comes back, and fills in to the end. */
const fillWholly = async (manners: Manners, page: Page, invite: string): Promise<void> => {
  const code = await joinSpace(page, invite);
  let items = 0;
  const middle = (): boolean => {
    items += 1;
    return items > 20;
  };
  await fillOn(manners, page, middle);
  await leaveByExit(page);
  await openSpace(page, code);
  await fillOn(manners, page, () => false);
  await leaveEnd(page);
};

/** Goes as far as the first text and types it without going on. */
const leaveHalfTyped = async (manners: Manners, page: Page, invite: string): Promise<void> => {
  await joinSpace(page, invite);
  const item = await fillOn(manners, page, isText);
  if (item === null) throw new Error('nothing asks for a text');
  await give(page, item, { type: typed(manners.given, 'en dan nog') });
  await untilWritten(page);
};

const end = async (browser: LaunchedBrowser, page: Page, ending: Ending): Promise<void> => {
  if (ending === 'kill') return browser.kill();
  if (ending === 'exit') await leaveByExit(page);
  else if (ending === 'lock') await page.goto('about:blank');
  else await coverShows(page, 150_000);
  await untilWritten(page);
  await browser.close();
};

const familyOf = (name: string, language: string): readonly (readonly string[])[] => [
  [name, 'P1', 'parent', '1988-04', 'f', language, 'mother'],
  [name, 'P2', 'parent', '1986-09', 'm', language, 'ex-partner'],
  [name, 'K1', 'child', '2017-03', 'f', language, 'child'],
];

interface Run {
  readonly family: string;
  readonly language: 'nl' | 'en';
  /** Who fills in to the end before the other one is interrupted; null: nobody. */
  readonly whole: Role | null;
  readonly halfway: Role;
  readonly ending: Ending;
  /** Takes from every box what keeps the browser from writing it down. */
  readonly unguarded: boolean;
}

const runAt = (index: number): Run => {
  const ending = endings[index % endings.length] ?? 'kill';
  // A child may sit still for five minutes: those who wait are parents. The others take turns.
  const turn = (index + Math.floor(index / endings.length)) % 2;
  const halfway = ending === 'idle' || turn === 0 ? 'parent' : 'child';
  return {
    family: `F${index}`,
    language: index % 2 === 0 ? 'nl' : 'en',
    whole: halfway === 'parent' ? 'child' : 'parent',
    halfway,
    ending,
    unguarded: false,
  };
};

const unguardedRun: Run = { ...runAt(1), family: 'U', whole: null, ending: 'kill', unguarded: true };

const dropGuards = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (key, value) {
      if (key.toLowerCase() !== 'autocomplete') set.call(this, key, value);
    };
  });
};

/** One device: two people, one of them interrupted; then the cover once more. Searched after both. */
const runOnce = async (study: LiveStudy, run: Run, asked: readonly string[]): Promise<readonly Scan[]> => {
  const given: Given = { tokens: [] };
  const manners: Manners = {
    given,
    chooser: createChooser(given),
    manner: { name: () => typed(given, 'Noor') },
  };
  const locale = run.language === 'nl' ? 'nl-NL' : 'en-GB';
  const invites = await study.invite(familyOf(run.family, run.language));
  // An invite opens an envelope: what was typed of it must not stay either.
  given.tokens.push(...invites.flatMap(({ text }) => [text, text.replaceAll('-', '')]));
  const inviteOf = (role: Role): string => invites.find((invite) => invite.role === role)?.text ?? '';
  const profile = mkdtempSync(join(tmpdir(), 'adem-residue-'));
  const search = (): Scan => scanProfile(profile, [...asked, ...given.tokens]);
  try {
    const browser = await launchBrowser({ profile, locale, viewport });
    try {
      const page = await browser.context.newPage();
      if (run.unguarded) await dropGuards(page);
      await openCover(page, study.origin);
      if (run.whole !== null) await fillWholly(manners, page, inviteOf(run.whole));
      await leaveHalfTyped(manners, page, inviteOf(run.halfway));
      await end(browser, page, run.ending);
    } catch (problem) {
      await browser.kill();
      throw problem;
    }
    const atOnce = search();
    const again = await launchBrowser({ profile, locale, viewport });
    const cover = await again.context.newPage();
    await openCover(cover, study.origin);
    await untilWritten(cover);
    await again.close();
    return [atOnce, search(), scanProfile(study.mailboxFolder, [...asked, ...given.tokens])];
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

/** What a browser or the public app says anyway means nothing when it is found again: "is there danger? Call 112". */
const knownAnyway = async (study: LiveStudy, words: readonly string[]): Promise<ReadonlySet<string>> => {
  const profile = mkdtempSync(join(tmpdir(), 'adem-cover-'));
  try {
    const browser = await launchBrowser({ profile });
    const page = await browser.context.newPage();
    await openCover(page, study.origin);
    await untilWritten(page);
    await browser.close();
    return new Set(scanProfile(profile, words).occurrences.map(({ marker }) => marker));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

/** Every place in which the search claims to see, proven by a text that was left there. */
const countPlantedFound = async (): Promise<number> => {
  const profile = mkdtempSync(join(tmpdir(), 'adem-planted-'));
  try {
    await plantTexts(profile);
    const { occurrences } = scanProfile(
      profile,
      plantedTexts.map(({ text }) => text),
    );
    return plantedTexts.filter(({ text, proves }) =>
      occurrences.some((occurrence) => occurrence.marker === text && proves(occurrence)),
    ).length;
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

/** What stays of boxes on an ordinary page, and of the one box there that has the attribute. */
const countNative = async (): Promise<{ readonly bare: number; readonly off: number }> => {
  const profile = mkdtempSync(join(tmpdir(), 'adem-native-'));
  const texts: NativeTexts = { long: token(), short: token(), number: '4815162342', off: token() };
  try {
    await typeIntoNativePage(profile, texts);
    const { occurrences } = scanProfile(profile, Object.values(texts));
    const off = occurrences.filter(({ marker }) => marker === texts.off).length;
    return { bare: occurrences.length - off, off };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
};

const tell = (found: readonly Occurrence[]): void => {
  for (const { marker, file, how, writing } of found.slice(0, 20)) {
    process.stderr.write(`found "${marker}" in ${file} (${how}, ${writing})\n`);
  }
};

export const prove: Prove = async (full) => {
  const runs = full ? 20 : 2;
  const planted = await countPlantedFound();
  const { bare: control, off } = await countNative();
  const study = await startLiveStudy();
  try {
    const { sentences, options, words } = questionnaireMarkers(study.compiled.questionnaires);
    const all = [...sentences, ...options, ...words];
    const known = await knownAnyway(study, all);
    const asked = all.filter((each) => !known.has(each));
    const scans: Scan[] = [];
    for (let index = 0; index < runs; index += 1) {
      const run = runAt(index);
      const before = scans.length;
      scans.push(...(await runOnce(study, run, asked)));
      process.stderr.write(`run ${index + 1} of ${runs}: ${run.halfway}, ${run.ending}, ${run.language}\n`);
      for (const { occurrences } of scans.slice(before)) tell(occurrences);
    }
    const [killed] = await runOnce(study, unguardedRun, asked);
    const unguarded = killed?.occurrences.length ?? 0;
    const count = (of: (scan: Scan) => readonly unknown[]): number =>
      scans.reduce((sum, scan) => sum + of(scan).length, 0);
    const markers = count(({ occurrences }) => occurrences);
    const unread = count((scan) => scan.unread);
    const megabytes = Math.round(scans.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
    return {
      figures: {
        runs,
        asked: asked.length,
        saidByTheCoverToo: known.size,
        megabytes,
        unread,
        markers,
        control,
        unguarded,
        off,
        planted: `${planted} of ${plantedTexts.length}`,
      },
      pass: markers + unread + off === 0 && control > 0 && unguarded > 0 && planted === plantedTexts.length,
    };
  } finally {
    await study.close();
  }
};
