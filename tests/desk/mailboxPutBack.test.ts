import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveMailbox } from '../../src/desk/moveMailbox.ts';
import { pull } from '../../src/desk/pull.ts';
import { status } from '../../src/desk/status.ts';
import { backup } from '../../src/server/backup.ts';
import { type RunningMailbox, startMailbox } from '../../src/server/startMailbox.ts';
import {
  type BenchSpace,
  type DeskBench,
  firstPart,
  redeem,
  type SealedBundle,
  secondPart,
  send,
  startDeskBench,
  startInterview,
  sure,
  today,
} from '../support/deskBench.ts';

let bench: DeskBench;
let parent: BenchSpace;
let putBack: RunningMailbox | null;

beforeEach(async () => {
  putBack = null;
  bench = await startDeskBench();
  const [invite] = await bench.ready();
  const space = await redeem(bench, invite?.text ?? '');
  if (space === null) throw new Error('not redeemed');
  parent = space;
});
afterEach(async () => {
  await putBack?.stop();
  await bench.close();
});

const doPull = async () => sure(await pull(bench.desk, bench.tools));

/** Goes on with the mailbox as the backup holds it, under a new address. */
async function startFrom(folder: string): Promise<DeskBench> {
  putBack = sure(
    await startMailbox(
      {
        data: folder,
        host: '127.0.0.1',
        port: 0,
        deskHost: '127.0.0.1',
        deskPort: 0,
        lan: false,
        tlsFiles: null,
        appFolder: null,
        trustedProxy: null,
        limits: { redeemsPerHour: 1000, putsPerMinute: 1000 },
      },
      () => today,
      () => undefined,
    ),
  );
  sure(await moveMailbox(bench.desk, putBack.desk, bench.tools));
  return { ...bench, deviceUrl: putBack.device };
}

describe('a mailbox that was put back to an earlier day', () => {
  it('loses no bundle that arrives afterwards under a number the desk has seen before', async () => {
    const copy = join(bench.folder, 'mailbox-copy');
    const early = startInterview(parent);
    await send(bench, parent, await early.bundle(firstPart));
    sure(await backup(join(bench.folder, 'mailbox'), copy));
    const between: SealedBundle[] = [await early.bundle(secondPart), await early.bundle([])];
    for (const bundle of between) await send(bench, parent, bundle);
    expect(await doPull()).toMatchObject({ kept: 3 });

    const later = await startFrom(copy);
    const afterwards = startInterview(parent);
    expect(await send(later, parent, await afterwards.bundle(firstPart))).toBe(201);
    expect(await doPull()).toMatchObject({ kept: 1, quarantined: 0, repeated: 0 });
    expect(bench.said.join('\n')).toContain('put back to an earlier day');
    expect(await send(later, parent, await afterwards.bundle(secondPart, { done: true }))).toBe(201);
    expect(await doPull()).toMatchObject({ kept: 1, repeated: 0 });

    const now = sure(await status(bench.desk, bench.tools));
    expect(now).toMatchObject({ bundles: 5, interviewsComplete: 1 });
    expect(now.troubles.map(({ type }) => type)).toEqual(['serial-twice', 'serial-twice']);
  });

  it('gets the receipts again that it lost, once the bundles have come again', async () => {
    const copy = join(bench.folder, 'mailbox-copy');
    sure(await backup(join(bench.folder, 'mailbox'), copy));
    const bundle = await startInterview(parent).bundle(firstPart);
    await send(bench, parent, bundle);
    expect(await doPull()).toMatchObject({ kept: 1, receipts: 1 });

    const later = await startFrom(copy);
    const first = await startInterview(parent).bundle(firstPart);
    for (const one of [first, bundle]) expect(await send(later, parent, one)).toBe(201);
    expect(await doPull()).toMatchObject({ kept: 1, repeated: 1 });
    const response = await fetch(`${later.deviceUrl}/v1/receipts?after=0`, {
      headers: { authorization: `Bearer ${parent.bearer}` },
    });
    expect(await response.json()).toMatchObject({ receipts: [expect.anything(), expect.anything()] });
  });

  it('is not suspected as long as it holds what it held', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    await doPull();
    expect(await doPull()).toEqual({ kept: 0, quarantined: 0, repeated: 0, healed: 0, receipts: 0 });
    expect(bench.said.join('\n')).not.toContain('put back');
  });
});
