/**
 * Three people of one family on one device: a parent, a child of nine, a second parent. Redeems with the
 * server there, fills in without it, and writes down what each of them was shown to be confirmed.
 */
import type { Page } from 'playwright-core';
import { isRouting, planSteps } from '#core/interview/steps.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { ok } from '#core/result.ts';
import type { InvitedPerson } from '#core/table/arrived.ts';
import { decideSecondParent } from '../../src/desk/decide.ts';
import { withDeskRead } from '../../src/desk/desk.ts';
import { gatherInvited } from '../../src/desk/gatherInvited.ts';
import { type LaunchedBrowser, launchBrowser } from './browser.ts';
import { type Chance, chooseFor, createChance, type Held, heldOf } from './chooseFor.ts';
import { createItemFinder, type FoundItem, type ItemFinder } from './itemFinder.ts';
import type { LiveStudy } from './liveStudy.ts';
import {
  backToList,
  beginTask,
  fillNext,
  joinSpace,
  leaveByExit,
  leaveEnd,
  openCover,
  openSpace,
  readItem,
} from './robot.ts';

/** One answer that a person saw accepted: the next screen showed. */
export interface Confirmed {
  readonly person: string;
  readonly found: FoundItem;
  readonly held: Held;
}

/** One task of one person. */
export interface Walked {
  readonly invited: InvitedPerson;
  readonly questionnaire: Questionnaire;
  /** "self" or a roster row. */
  readonly subject: string;
  readonly confirmed: Confirmed[];
  /** What should count: the last of each item, from the block's last time. */
  readonly expected: Map<string, Confirmed>;
  /** none: never begun; partly: left in mid-section and never came back. */
  state: 'none' | 'partly' | 'complete';
}

interface WalkedTask extends Walked {
  readonly finder: ItemFinder;
}

interface Walker {
  readonly tasks: readonly WalkedTask[];
  readonly chance: Chance;
  readonly code: string;
}

const language = 'nl';
const viewport = { width: 360, height: 740 };

export const placeOf = ({ step, item }: FoundItem): string =>
  [step.section.id, step.row?.id ?? '', item.id].join(' ');

const birthMonth = (age: number): string => {
  const now = new Date();
  return `${now.getUTCFullYear() - age}-01`;
};

export const walkPath = async (
  study: LiveStudy,
  profile: string,
  { seed, who }: { readonly seed: number; readonly who: 'all' | 'child' },
): Promise<readonly Walked[]> => {
  const decision = { family: 'F1', reason: 'Synthetic: the proof invites both parents.', by: 'proof' };
  await decideSecondParent(study.deskFolder, decision, study.deskTools);
  const invites = await study.invite([
    ['F1', 'P1', 'parent', birthMonth(38), 'f', language, 'mother'],
    ['F1', 'K1', 'child', birthMonth(9), 'm', language, 'child'],
    ['F1', 'P2', 'parent', birthMonth(41), 'm', language, 'father'],
  ]);
  const people = await withDeskRead(study.deskFolder, study.deskTools, (desk) =>
    Promise.resolve(ok(gatherInvited(desk))),
  );
  if (!people.ok) throw new Error(people.error.type);
  const walkers: Walker[] = [];
  let browser = await launchBrowser({ profile, locale: 'nl-NL', viewport });
  try {
    let page = await browser.context.newPage();
    await openCover(page, study.origin);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    for (const invite of invites.filter(({ role }) => who === 'all' || role === 'child')) {
      const invited = people.value.find(({ person }) => person === `${invite.family}/${invite.person}`);
      if (invited === undefined) throw new Error('nobody was invited');
      const code = await joinSpace(page, invite.text);
      await leaveByExit(page);
      const chance = createChance(seed * 100 + walkers.length);
      walkers.push({ tasks: invited.tasks.map((task) => tasksOf(study, invited, task)), chance, code });
    }
    await study.stopMailbox();
    for (const [index, walker] of walkers.entries()) {
      if (index === 2) {
        await fill(page, walker, isMidSection);
        await leaveByExit(page);
        continue;
      }
      if (index === 0) {
        await fill(page, walker, createMidBlock());
        await browser.kill();
        browser = await launchBrowser({ profile, locale: 'nl-NL', viewport });
        page = await browser.context.newPage();
        await openCover(page, study.origin);
      }
      await fill(page, walker, () => false);
      await leaveEnd(page);
    }
    await study.startMailbox();
    await page.reload();
    await untilSent(page, study);
    return walkers.flatMap(({ tasks }) => tasks);
  } finally {
    await close(browser);
  }
};

const tasksOf = (
  study: LiveStudy,
  invited: InvitedPerson,
  task: InvitedPerson['tasks'][number],
): WalkedTask => {
  const questionnaire = study.compiled.questionnaires.find(
    (each) => each.questionnaire === task.questionnaire,
  );
  if (questionnaire === undefined) throw new Error(`no questionnaire ${task.questionnaire}`);
  const finder = createItemFinder(questionnaire, planSteps(questionnaire, invited.roster), language);
  const { subject } = task;
  return { invited, questionnaire, subject, confirmed: [], expected: new Map(), state: 'none', finder };
};

const isConsent = ({ step }: FoundItem): boolean => !step.section.flags.includes('core');

/** Two confirmed items into a block that is not of the routing section, so that the kill cuts a pass in two. */
const createMidBlock = () => {
  let block = '';
  let inside = 0;
  return (found: FoundItem): boolean => {
    const { step } = found;
    const here = `${step.section.id} ${step.row?.id ?? ''} ${step.block.id}`;
    inside = here === block ? inside + 1 : 1;
    block = here;
    const fits = !isRouting(step) && !isConsent(found) && step.block.counts === 'last';
    return fits && inside === 2 && step.block.items.length > 2;
  };
};

/** In the middle of a section with more than one block, in the middle of its second block. */
const isMidSection = (found: FoundItem): boolean => {
  const { step, item } = found;
  const inside = !step.firstOfSection && !step.lastOfSection && !isConsent(found);
  return inside && step.block.items.indexOf(item) === 1;
};

/** Opens the space and fills in all that is left; stops after the first confirmed item of which `stop` says so. */
const fill = async (page: Page, walker: Walker, stop: (found: FoundItem) => boolean): Promise<void> => {
  await openSpace(page, walker.code);
  const left = walker.tasks.filter(({ state }) => state !== 'complete');
  for (const [at, task] of left.entries()) {
    if (at > 0) await backToList(page);
    await beginTask(page);
    if ((await fillTask(page, task, walker.chance, stop)) === 'stopped') return;
  }
};

const fillTask = async (
  page: Page,
  task: WalkedTask,
  chance: Chance,
  stop: (found: FoundItem) => boolean,
): Promise<'end' | 'stopped'> => {
  const { invited, questionnaire, finder, confirmed, expected } = task;
  const texts = questionnaire.texts[language];
  if (texts === undefined) throw new Error(`no texts in ${language}`);
  let restarted: string | null = task.state === 'none' ? null : '';
  if (task.state === 'partly') finder.startAgain();
  task.state = 'partly';
  for (;;) {
    const shown = await readItem(page);
    if (shown === null) {
      if ((await fillNext(page, () => 'pass', { resume: 'again' })) !== 'end') continue;
      task.state = 'complete';
      return 'end';
    }
    const found = finder.find(shown);
    const block = `${found.step.index}`;
    // A block that comes again starts from nothing: what it had before is another pass.
    if (restarted !== null && restarted !== block) {
      for (const item of found.step.block.items) expected.delete(placeOf({ step: found.step, item }));
      restarted = isRouting(found.step) ? block : null;
    }
    const choice = chooseFor(found.item, shown, chance);
    await fillNext(page, () => choice);
    const held = heldOf(found.item, choice, { shown, texts, roster: invited.roster });
    const given = { person: invited.person, found, held };
    confirmed.push(given);
    expected.set(placeOf(found), given);
    if (stop(found)) return 'stopped';
  }
};

/** Until the mailbox has had nothing new for a while. */
const untilSent = async (page: Page, study: LiveStudy): Promise<void> => {
  let quiet = 0;
  let stored = -1;
  for (let waited = 0; waited < 60 && quiet < 6; waited += 1) {
    await page.waitForTimeout(500);
    const now = await study.storedBundles();
    quiet = now === stored ? quiet + 1 : 0;
    stored = now;
  }
};

const close = async (browser: LaunchedBrowser): Promise<void> => {
  await browser.close();
};
