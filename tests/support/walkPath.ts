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
import { gatherInvited } from '../../src/desk/gatherArrived.ts';
import { type LaunchedBrowser, launchBrowser } from './browser.ts';
import { type Chance, chooseFor, createChance, type Held, heldOf } from './chooseFor.ts';
import { createItemFinder, type FoundItem, type ItemFinder } from './itemFinder.ts';
import type { LiveStudy } from './liveStudy.ts';
import {
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

export interface Walked {
  readonly invited: InvitedPerson;
  readonly questionnaire: Questionnaire;
  readonly confirmed: readonly Confirmed[];
  /** What should count: the last of each item, from the block's last time. */
  readonly expected: ReadonlyMap<string, Confirmed>;
  /** False: left in mid-section and never came back. */
  readonly complete: boolean;
}

interface Walker extends Walked {
  readonly confirmed: Confirmed[];
  readonly expected: Map<string, Confirmed>;
  readonly finder: ItemFinder;
  readonly chance: Chance;
  readonly code: string;
  complete: boolean;
}

const language = 'nl';

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
  let browser = await launchBrowser({ profile, locale: 'nl-NL' });
  try {
    let page = await browser.context.newPage();
    await openCover(page, study.origin);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    for (const invite of invites.filter(({ role }) => who === 'all' || role === 'child')) {
      const invited = people.value.find(({ person }) => person === `${invite.family}/${invite.person}`);
      const questionnaire = study.compiled.questionnaires.find(
        (each) => each.questionnaire === invited?.tasks[0]?.questionnaire,
      );
      if (invited === undefined || questionnaire === undefined) throw new Error('nobody was invited');
      const steps = planSteps(questionnaire, invited.roster);
      const finder = createItemFinder(questionnaire, steps, language);
      const code = await joinSpace(page, invite.text);
      await leaveByExit(page);
      const chance = createChance(seed * 100 + walkers.length);
      walkers.push({
        invited,
        questionnaire,
        confirmed: [],
        expected: new Map(),
        complete: false,
        finder,
        chance,
        code,
      });
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
        browser = await launchBrowser({ profile, locale: 'nl-NL' });
        page = await browser.context.newPage();
        await openCover(page, study.origin);
        walker.finder.startAgain();
      }
      await fill(page, walker, () => false);
      await leaveEnd(page);
      walker.complete = true;
    }
    await study.startMailbox();
    await page.reload();
    await untilSent(page, study);
    return walkers;
  } finally {
    await close(browser);
  }
};

/** Two confirmed items into a block that is not of the routing section, so that the kill cuts a pass in two. */
const createMidBlock = () => {
  let block = '';
  let inside = 0;
  return ({ step }: FoundItem): boolean => {
    const here = `${step.section.id} ${step.row?.id ?? ''} ${step.block.id}`;
    inside = here === block ? inside + 1 : 1;
    block = here;
    const fits = !isRouting(step) && !step.section.practice && step.block.counts === 'last';
    return fits && inside === 2 && step.block.items.length > 2;
  };
};

/** In the middle of a section with more than one block, in the middle of its second block. */
const isMidSection = ({ step, item }: FoundItem): boolean =>
  !step.firstOfSection && !step.lastOfSection && step.block.items.indexOf(item) === 1;

/** Opens the space and fills in; stops after the first confirmed item of which `stop` says so. */
const fill = async (page: Page, walker: Walker, stop: (found: FoundItem) => boolean): Promise<void> => {
  await openSpace(page, walker.code);
  await beginTask(page);
  let restarted: string | null = walker.confirmed.length > 0 ? '' : null;
  for (;;) {
    const shown = await readItem(page);
    if (shown === null) {
      if ((await fillNext(page, () => 'pass', { resume: 'again' })) === 'end') return;
      continue;
    }
    const found = walker.finder.find(shown);
    const block = `${found.step.index}`;
    // A block that comes again starts from nothing: what it had before is another pass.
    if (restarted !== null && restarted !== block) {
      for (const item of found.step.block.items) walker.expected.delete(placeOf({ step: found.step, item }));
      restarted = isRouting(found.step) ? block : null;
    }
    const choice = chooseFor(found.item, shown, walker.chance);
    const texts = walker.questionnaire.texts[language];
    await fillNext(page, () => choice);
    if (texts === undefined) throw new Error(`no texts in ${language}`);
    const confirmed = { person: walker.invited.person, found, held: heldOf(found.item, texts, choice) };
    walker.confirmed.push(confirmed);
    walker.expected.set(placeOf(found), confirmed);
    if (stop(found)) return;
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
