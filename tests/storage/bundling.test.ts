import { describe, expect, it } from 'vitest';
import { bundleLeftovers } from '#storage/bundleLeftovers.ts';
import type { Device } from '#storage/device.ts';
import { sendOutbox } from '#sync/sendOutbox.ts';
import { createFakeMailbox } from '../support/fakeMailbox.ts';
import { createTestSpace, draft, sit, syncDeps, value } from '../support/testSpace.ts';

const many = (count: number, bytes = 512) =>
  Array.from({ length: count }, (_, i) => draft('watered', `a${i}`, { bytes }));
const sizes = async (device: Device): Promise<readonly number[]> =>
  value(await device.common.run((database) => database.outbox.toArray()))
    .filter((row) => row.kind === 'bundle')
    .map((row) => row.body.length)
    .sort((a, b) => a - b);
const rowsLeft = async (device: Device): Promise<number> =>
  value(await device.common.run((database) => database.journal.count()));

describe('at the end of a section', () => {
  it('one bundle of the section’s size leaves, whatever it holds', async () => {
    for (const count of [1, 30]) {
      const { at, space } = await createTestSpace();
      const sitting = await sit(space);
      value(await sitting.append(many(count).map((one) => ({ ...one, sizeClass: 1 }))));
      value(await sitting.bundle());
      expect(await sizes(at.device)).toEqual([65536]);
      expect(await rowsLeft(at.device)).toBe(0);
    }
  });

  it('the largest class of its events decides', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(
      await sitting.append([
        draft('watered', 'a'),
        draft('weeded', 'b', { sizeClass: 2 }),
        draft('mowed', 'c'),
      ]),
    );
    value(await sitting.bundle());
    expect(await sizes(at.device)).toEqual([131072]);
  });

  it('what does not fit waits for the next, in order', async () => {
    const { mailbox, at, deps, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append(many(60)));
    value(await sitting.bundle());
    const waiting = await rowsLeft(at.device);
    expect(waiting).toBeGreaterThan(0);
    expect(await sizes(at.device)).toEqual([32768]);
    value(await sitting.append(many(2)));
    value(await sitting.bundle());
    expect(await rowsLeft(at.device)).toBe(0);
    await sendOutbox(deps, false);
    const bundles = [...(await mailbox.pull())].sort((a, b) => a.number - b.number);
    expect(bundles.flatMap((bundle) => bundle.events.map((event) => event.seq))).toEqual(
      Array.from({ length: 62 }, (_, i) => i),
    );
    expect(bundles.map((bundle) => bundle.previous)).toEqual([null, bundles[0]?.sha256]);
  });

  it('nothing is made of nothing', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.bundle());
    expect(await sizes(at.device)).toEqual([]);
  });
});

describe('exit, lock, the end of the interview and the next start', () => {
  it('leave no event behind: what does not fit goes into bundles of the largest size', async () => {
    for (const end of ['exit', 'lock', 'finish', 'start'] as const) {
      const { at, space } = await createTestSpace();
      const sitting = await sit(space);
      value(await sitting.append(many(60)));
      if (end === 'exit' || end === 'lock') sitting.leave(end);
      else if (end === 'finish') value(await sitting.finishTask());
      const { device } = end === 'start' ? at.restart() : at;
      if (end === 'start') value(await bundleLeftovers(device));
      await device.queue.idle();
      expect(await rowsLeft(device), end).toBe(0);
      expect(await sizes(device), end).toEqual([32768, 262144]);
    }
  });

  it('an event too large for its section’s class still leaves, in the next that holds it', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append(many(1, 40_000)));
    value(await sitting.bundle());
    expect(await sizes(at.device)).toEqual([65536]);
  });

  it('works without the code and without the key of the run', async () => {
    const { mailbox, at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append(many(3)));
    const later = at.restart();
    value(await bundleLeftovers(later.device));
    await sendOutbox(syncDeps(later, mailbox), false);
    const [bundle] = await mailbox.pull();
    expect(bundle?.events).toHaveLength(3);
    expect(value(await later.device.common.run((database) => database.runs.count()))).toBe(0);
  });

  it('one interview that cannot be bundled keeps no other from leaving', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    const second = await createTestSpace({ mailbox, at: first.at });
    const interviews: string[] = [];
    for (const { space } of [first, second]) {
      const sitting = await sit(space);
      value(await sitting.append(many(2)));
      interviews.push(sitting.interview);
    }
    const later = first.at.restart();
    let failed = false;
    later.disk.fault = ({ stores }) => {
      if (failed || !stores.includes('outbox')) return null;
      failed = true;
      return 'aborted';
    };
    expect(await bundleLeftovers(later.device)).toEqual({ ok: false, error: { type: 'not-saved' } });
    const rows = value(await later.device.common.run((database) => database.journal.toArray()));
    const [failedFirst] = interviews.sort();
    expect(rows.map((row) => row.interview)).toEqual([failedFirst, failedFirst]);
    value(await bundleLeftovers(later.device));
    expect(await rowsLeft(later.device)).toBe(0);
  });

  it('two interviews never share a bundle', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    const second = await createTestSpace({ mailbox, at: first.at });
    for (const { space } of [first, second]) value(await (await sit(space)).append(many(2)));
    value(await bundleLeftovers(first.at.device));
    await sendOutbox(first.deps, false);
    const bundles = await mailbox.pull();
    expect(bundles.map((bundle) => bundle.events.length)).toEqual([2, 2]);
    expect(new Set(bundles.map((bundle) => bundle.interview)).size).toBe(2);
  });
});
