/**
 * The whole path in a real browser: three people redeem, the server goes away, they fill in off line, the
 * browser is killed once in mid-block, one leaves in mid-section and never comes back, the server returns,
 * the desk pulls. What was confirmed on the screen is then looked for at the desk, event by event and in
 * the table. Small and `--full` differ in how often the path is walked.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildControlApp, type Change, goingOnBeforeTheCommit, outboxOff } from '../support/controlApp.ts';
import { judgePath, type PathVerdict } from '../support/judgePath.ts';
import { startLiveStudy } from '../support/liveStudy.ts';
import { walkPath } from '../support/walkPath.ts';
import type { Prove } from './proof.ts';

const walk = async (options: {
  appFolder?: string;
  seed: number;
  who: 'all' | 'child';
}): Promise<PathVerdict> => {
  const study = await startLiveStudy(options.appFolder === undefined ? {} : { appFolder: options.appFolder });
  const profile = mkdtempSync(join(tmpdir(), 'adem-path-'));
  try {
    const confirmed = await walkPath(study, profile, options);
    return await judgePath(study, confirmed);
  } finally {
    await study.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

const walkWithout = async (defence: Change): Promise<number> => {
  const appFolder = await buildControlApp(defence);
  try {
    return (await walk({ appFolder, seed: 1, who: 'child' })).lost;
  } finally {
    rmSync(appFolder, { recursive: true, force: true });
  }
};

export const prove: Prove = async (full) => {
  const walks: PathVerdict[] = [];
  for (let seed = 1; seed <= (full ? 10 : 1); seed += 1) walks.push(await walk({ seed, who: 'all' }));
  const sum = (of: (verdict: PathVerdict) => number): number =>
    walks.reduce((all, each) => all + of(each), 0);
  for (const cell of walks.flatMap(({ wrongCells }) => wrongCells)) {
    process.stderr.write(`not as confirmed: ${cell}\n`);
  }
  const withoutOutbox = await walkWithout(outboxOff);
  const beforeCommit = await walkWithout(goingOnBeforeTheCommit);
  const figures = {
    walks: walks.length,
    persons: sum(({ persons }) => persons),
    answers: sum(({ answers }) => answers),
    lost: sum(({ lost }) => lost),
    duplicated: sum(({ duplicated }) => duplicated),
    reasked: sum(({ reasked }) => reasked),
    wrongCells: sum(({ wrongCells }) => wrongCells.length),
    control: withoutOutbox + beforeCommit,
    withoutOutbox,
    beforeCommit,
  };
  return {
    figures,
    pass:
      figures.answers > 0 &&
      figures.reasked > 0 &&
      figures.lost + figures.duplicated + figures.wrongCells === 0 &&
      withoutOutbox > 0 &&
      beforeCommit > 0,
  };
};
