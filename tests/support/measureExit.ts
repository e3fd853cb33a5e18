/**
 * How long the screen shows anything of a space after somebody leaves it, in the app as it ships, on a
 * processor six times as slow, with answers on their way into the outbox.
 */
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import type { LiveStudy } from './liveStudy.ts';
import { beginTask, coverShows, fillNext, joinSpace, leaveByExit, openCover, openSpace } from './robot.ts';

export const slowness = 6;
const blankWithinMs = 50;
/** As fast as hands are. */
const betweenKeysMs = 150;
const pressedMs = 80;
export const ways = ['the button', 'three times Shift'] as const;

export interface Exit {
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
    // A page that is never idle is left all the same.
    requestIdleCallback(() => resolve(), { timeout: 5000 });
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
  const seen = await leaveSlowly(page, way);
  await coverShows(page);
  return seen;
}

async function leaveSlowly(page: Page, way: (typeof ways)[number]): Promise<Exit> {
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
  const seen = await page.evaluate(() =>
    Promise.race([
      (window as unknown as { seen: Promise<Exit> }).seen,
      new Promise<null>((resolve) => {
        setTimeout(() => resolve(null), 30_000);
      }),
    ]),
  );
  if (seen === null) throw new Error(`${way} did not lead away from "${await page.title()}"`);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devtools.detach();
  return seen;
}

/** A page with as much on it that does nothing at all but empty itself. */
async function leaveBare(page: Page): Promise<Exit> {
  await page.setContent(`<button>Sluiten</button><main>${'<p><button>Ja</button>'.repeat(12)}</main>`);
  await page.evaluate(() => {
    document.querySelector('button')?.addEventListener('click', () => document.body.replaceChildren());
  });
  return leaveSlowly(page, 'the button');
}

export interface Round {
  readonly app: readonly Exit[];
  readonly bare: readonly Exit[];
}

/** One person who comes and goes, for as long as `work` takes. */
export async function withPerson<T>(
  study: LiveStudy,
  work: (often: (times: number) => Promise<Round>) => Promise<T>,
): Promise<T> {
  const [invite] = await study.invite([['F1', 'P1', 'parent', '1985-05', 'f', 'nl', 'mother']]);
  if (invite === undefined) throw new Error('nobody was invited');
  const viewport = { width: 360, height: 740 };
  const [browser, other] = await Promise.all([
    launchBrowser({ locale: 'nl-NL', viewport }),
    launchBrowser({ viewport }),
  ]);
  try {
    const page = await browser.context.newPage();
    const barePage = await other.context.newPage();
    await openCover(page, study.origin);
    const code = await joinSpace(page, invite.text);
    await leaveByExit(page);
    return await work(async (times) => {
      const app: Exit[] = [];
      const bare: Exit[] = [];
      for (let time = 0; time < times; time += 1) {
        app.push(await leave(page, code, ways[time % ways.length] ?? 'the button'));
        bare.push(await leaveBare(barePage));
      }
      return { app, bare };
    });
  } finally {
    await Promise.all([browser.close(), other.close()]);
  }
}

/** Nearest rank. */
export const percentile = (all: readonly Exit[], share: number): number => {
  const sorted = all.map(({ ms }) => ms).sort((one, other) => one - other);
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
};

export const figuresOf = ({ app, bare }: Round) => ({
  exits: app.length,
  p50: percentile(app, 0.5),
  p99: percentile(app, 0.99),
  bareP50: percentile(bare, 0.5),
  bareP99: percentile(bare, 0.99),
});

/** Within 50 ms; where an empty page alone takes too long for that, within half as much again as it takes. */
export const holds = ({ p50, p99, bareP50, bareP99 }: ReturnType<typeof figuresOf>): boolean =>
  p50 <= Math.max(blankWithinMs, 1.5 * bareP50) && p99 <= Math.max(blankWithinMs, 1.5 * bareP99);
