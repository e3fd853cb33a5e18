/**
 * How long the screen shows anything of a space after somebody leaves it, in the app as it ships, on a
 * processor six times as slow, with answers on their way into the outbox.
 */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedBrowser, launchBrowser } from '../support/browser.ts';
import { buildControlApp, lateExit } from '../support/controlApp.ts';
import { type LiveStudy, startLiveStudy } from '../support/liveStudy.ts';
import {
  beginTask,
  coverShows,
  fillNext,
  joinSpace,
  leaveByExit,
  openCover,
  openSpace,
} from '../support/robot.ts';

const slowness = 6;
const blankWithinMs = 50;
/** As fast as hands are. */
const betweenKeysMs = 150;
const pressedMs = 80;
const exits = 30;
const rounds = 3;
const ways = ['the button', 'three times Shift'] as const;

interface Exit {
  readonly ms: number;
  /** Nothing at all was in the document in that frame: the cover comes after it. */
  readonly blank: boolean;
}

/**
 * Runs in the page. From the time stamp that the browser gave the click or the third key itself, thus with
 * all the waiting before the page heard of it, to the end of the first frame without anything of the space:
 * the frame's callback sees that it is gone, and a message posted there arrives when the frame is drawn.
 */
const watchExit = (): Promise<void> => {
  const space = document.querySelector('main');
  const drawn = new MessageChannel();
  const seen = new Promise<Exit>((resolve) => {
    let keys = 0;
    let since = 0;
    let blank = false;
    drawn.port1.onmessage = () => resolve({ ms: performance.now() - since, blank });
    const look = (): void => {
      if (space?.isConnected === true) {
        requestAnimationFrame(look);
        return;
      }
      blank = document.body.firstChild === null;
      drawn.port2.postMessage(null);
    };
    const note = ({ timeStamp }: Event): void => {
      since = timeStamp;
      requestAnimationFrame(look);
    };
    window.addEventListener('click', note, { capture: true, once: true });
    window.addEventListener('keyup', (event) => {
      keys += 1;
      if (keys === 3) note(event);
    });
  });
  Object.assign(window, { seen });
  // Somebody looks at the screen before leaving: nothing is being drawn or saved any more.
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve());
  });
};

/** In and out again, each time with something answered that is not bundled yet. */
async function leave(page: Page, code: string, way: (typeof ways)[number]): Promise<Exit> {
  await openSpace(page, code);
  await beginTask(page);
  const answerOne = { pick: ['Ja'] };
  for (;;) {
    const filled = await fillNext(page, ({ options }) => (options.includes('Ja') ? answerOne : 'pass'));
    if (filled === 'end') throw new Error('the interview is over before the last exit');
    if (filled !== 'section') break;
  }
  const box = await page.getByRole('button', { name: 'Sluiten' }).boundingBox();
  if (box === null) throw new Error('there is no exit');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  await page.evaluate(watchExit);
  if (way === 'the button') {
    await page.mouse.down();
    await page.waitForTimeout(pressedMs);
    await page.mouse.up();
  } else {
    for (let time = 0; time < 3; time += 1) {
      await page.waitForTimeout(betweenKeysMs);
      await page.keyboard.press('Shift');
    }
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: Promise<Exit> }).seen);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devtools.detach();
  await coverShows(page);
  return seen;
}

/** One person who comes and goes, for as long as `work` takes. */
async function withPerson<T>(
  study: LiveStudy,
  work: (often: (times: number) => Promise<readonly Exit[]>) => Promise<T>,
) {
  const [invite] = await study.invite([['F1', 'P1', 'parent', '1985-05', 'f', 'nl', 'mother']]);
  if (invite === undefined) throw new Error('nobody was invited');
  const browser: LaunchedBrowser = await launchBrowser({
    locale: 'nl-NL',
    viewport: { width: 360, height: 740 },
  });
  try {
    const page = await browser.context.newPage();
    await openCover(page, study.origin);
    const code = await joinSpace(page, invite.text);
    await leaveByExit(page);
    return await work(async (times) => {
      const all: Exit[] = [];
      for (let time = 0; time < times; time += 1) {
        all.push(await leave(page, code, ways[time % ways.length] ?? 'the button'));
      }
      return all;
    });
  } finally {
    await browser.close();
  }
}

/** Nearest rank. */
const percentile = (all: readonly Exit[], share: number): number => {
  const sorted = all.map(({ ms }) => ms).sort((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
};

describe('leaving a space on a slow phone', () => {
  let study: LiveStudy;
  beforeAll(async () => {
    study = await startLiveStudy();
  }, 180_000);
  afterAll(() => study.close());

  // Other work on this machine only ever adds: a round in which it was in the way is measured again.
  it('leaves nothing of it on the screen after 50 ms', async () => {
    const best = await withPerson(study, async (often) => {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < rounds && least > blankWithinMs; round += 1) {
        const all = await often(exits);
        const [p50, p99] = [percentile(all, 0.5), percentile(all, 0.99)].map(Math.round);
        process.stdout.write(
          `exit to blank, ${slowness}x throttled: ${JSON.stringify({ exits: all.length, p50, p99 })}\n`,
        );
        expect(all.filter(({ blank }) => !blank)).toEqual([]);
        least = Math.min(least, percentile(all, 0.99));
      }
      return least;
    });
    expect(best).toBeLessThanOrEqual(blankWithinMs);
  }, 600_000);

  it('is measured: an exit that comes 200 ms late is seen to be late', async () => {
    const appFolder = await buildControlApp(lateExit);
    const control = await startLiveStudy({ appFolder });
    try {
      const all = await withPerson(control, (often) => often(ways.length));
      expect(Math.min(...all.map(({ ms }) => ms))).toBeGreaterThan(200);
    } finally {
      await control.close();
      rmSync(appFolder, { recursive: true, force: true });
    }
  }, 300_000);
});
