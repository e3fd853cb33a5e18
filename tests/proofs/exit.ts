/**
 * From leaving a space to a blank screen, on a processor six times as slow, beside a bare page that does
 * nothing but empty itself, in the same run. Other work on the machine only ever adds, so a round in which
 * it was in the way is measured again.
 */
import { rmSync } from 'node:fs';
import { buildControlApp, lateExit } from '../support/controlApp.ts';
import { startLiveStudy } from '../support/liveStudy.ts';
import { figuresOf, holds, percentile, type Round, ways, withPerson } from '../support/measureExit.ts';
import type { Prove } from './proof.ts';

const rounds = 3;

const countLate = async (): Promise<number> => {
  const appFolder = await buildControlApp(lateExit);
  const study = await startLiveStudy({ appFolder });
  try {
    const { app, bare } = await withPerson(study, (often) => often(2 * ways.length));
    return holds(figuresOf({ app, bare })) ? 0 : app.filter(({ ms }) => ms > 200).length;
  } finally {
    await study.close();
    rmSync(appFolder, { recursive: true, force: true });
  }
};

export const prove: Prove = async (full) => {
  const study = await startLiveStudy();
  try {
    const measured = await withPerson(study, async (often) => {
      let round: Round = await often(full ? 100 : 30);
      for (let again = 1; again < rounds && !holds(figuresOf(round)); again += 1) {
        process.stderr.write(`measured again after ${JSON.stringify(figuresOf(round))}\n`);
        round = await often(full ? 100 : 30);
      }
      return round;
    });
    const figures = figuresOf(measured);
    const frames = measured.app.filter(({ blank }) => !blank).length;
    const control = await countLate();
    return {
      figures: { ...figures, p99ms: percentile(measured.app, 0.99), frames, control },
      pass: holds(figures) && frames === 0 && control > 0,
    };
  } finally {
    await study.close();
  }
};
