import { describe, expect, it } from 'vitest';
import { sealedEventLength } from '#crypto/run.ts';
import type { Device } from '#storage/device.ts';
import { openSpace, tryCode } from '#storage/openSpace.ts';
import { sendOutbox } from '#sync/sendOutbox.ts';
import { settle } from '../support/testDevice.ts';
import { createTestSpace, draft, place, sit, value } from '../support/testSpace.ts';

const journal = async (at: { device: Device }) =>
  value(await at.device.common.run((database) => database.journal.toArray()));

describe('an answer', () => {
  it('is called saved only after the transaction that holds it is complete', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    const saving = sitting.append([draft('watered', 'yes')]).then((saved) => {
      const writes = at.disk.transactions.filter(
        ({ mode, stores }) => mode === 'readwrite' && stores.includes('journal'),
      );
      return { saved, completed: writes.map((write) => write.completed) };
    });
    expect(await saving).toEqual({ saved: { ok: true, value: undefined }, completed: [true] });
    const [row] = await journal(at);
    expect(row).toMatchObject({ interview: sitting.interview, seq: 0, sizeClass: 0 });
    const tail = value(await at.device.common.run((database) => database.interviews.get(sitting.interview)));
    expect(tail).toMatchObject({ nextSeq: 1 });
  });

  it('has a size that tells nothing about what was answered', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    value(await sitting.append([draft('weeded', 'no, never, not once in all these years')]));
    value(await sitting.append([draft('mowed', 'y', { signal: 'mowed' })]));
    const rows = await journal(at);
    expect(rows.map((row) => row.sealed.length + row.slot.length)).toEqual(
      [1024, 512, 512].map(sealedEventLength),
    );
  });

  it('and all that belongs to it is stored together or not at all', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    at.disk.fault = ({ stores }) => (stores.includes('journal') ? 'aborted' : null);
    const together = [draft('watered', 'yes'), draft('weeded', 'no'), draft('mowed', 'no')];
    expect(await sitting.append(together)).toEqual({ ok: false, error: { type: 'not-saved' } });
    expect(await journal(at)).toEqual([]);
    expect(value(await at.device.common.run((database) => database.runs.count()))).toBe(0);
    at.disk.fault = () => null;
    value(await sitting.append(together));
    expect((await journal(at)).map((row) => row.seq)).toEqual([0, 1, 2]);
  });

  it('that failed is never sealed again under the same key: the next try has a run of its own', async () => {
    const { mailbox, at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    at.disk.fault = ({ stores }) => (stores.includes('journal') ? 'aborted' : null);
    expect((await sitting.append([draft('weeded', 'no')])).ok).toBe(false);
    at.disk.fault = () => null;
    value(await sitting.append([draft('weeded', 'yes')]));
    const rows = await journal(at);
    expect(rows.map((row) => row.seq)).toEqual([0, 1]);
    expect(new Set(rows.map((row) => row.run)).size).toBe(2);
    value(await sitting.bundle());
    const outbox = value(
      await at.device.common.run((database) => database.outbox.where('state').equals('waiting').count()),
    );
    expect(outbox).toBe(2);
    expect(mailbox.bundles.size).toBe(0);
  });

  it('given while another is being saved waits its turn, and the chain holds', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    const answers = Array.from({ length: 12 }, (_, i) =>
      sitting.append([draft('watered', String(i)), draft('weeded', 'x')]),
    );
    expect((await Promise.all(answers)).every((saved) => saved.ok)).toBe(true);
    expect((await journal(at)).map((row) => row.seq)).toEqual(Array.from({ length: 24 }, (_, i) => i));
  });

  it('is stored and bundled once although the connection dropped right after each commit', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    const { common } = at.device;
    const run = common.run;
    let dropped = 0;
    Object.assign(common, {
      run: (work: Parameters<typeof run>[0]) => {
        let first = true;
        return run(async (database) => {
          const done = await work(database);
          if (!first) return done;
          first = false;
          dropped++;
          throw Object.assign(new Error('connection lost'), { name: 'DatabaseClosedError' });
        });
      },
    });
    value(await sitting.append([draft('watered', 'yes'), draft('weeded', 'no')]));
    value(await sitting.append([draft('mowed', 'no')]));
    expect((await journal(at)).map((row) => row.seq)).toEqual([0, 1, 2]);
    value(await sitting.bundle());
    Object.assign(common, { run });
    expect(dropped).toBeGreaterThan(3);
    expect(await journal(at)).toEqual([]);
    const interview = value(await run((database) => database.interviews.get(sitting.interview)));
    expect(interview).toMatchObject({ nextSeq: 3, bundles: 1 });
  });

  it('cannot be given after the space was left', async () => {
    const { at, space } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    const late = sitting.append([draft('weeded', 'yes')]);
    sitting.leave('exit');
    expect(await late).toEqual({ ok: false, error: { type: 'closed' } });
    expect(await sitting.append([draft('mowed', 'yes')])).toEqual({ ok: false, error: { type: 'closed' } });
    await at.device.queue.idle();
    expect(await journal(at)).toEqual([]);
  });

  it('carries the device clock even when that is years wrong, and time since unlocking that is not', async () => {
    const { mailbox, at, deps, space } = await createTestSpace();
    at.clock.wall = new Date('2011-01-01T00:00:00.000Z');
    const sitting = await sit(space);
    await at.clock.pass(1234);
    value(await sitting.append([draft('watered', 'yes')]));
    at.clock.wall = new Date('2044-01-01T00:00:00.000Z');
    await at.clock.pass(1000);
    value(await sitting.append([draft('weeded', 'yes')]));
    value(await sitting.bundle());
    await sendOutbox(deps, false);
    const [bundle] = await mailbox.pull();
    expect(bundle?.events.map((event) => [event.wall.slice(0, 4), event.mono])).toEqual([
      ['2011', 1234],
      ['2044', 2234],
    ]);
  });
});

describe('a place in the questionnaire', () => {
  it('is committed when its block opens and found again with the code', async () => {
    const { at, space, code } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.openBlock({ ...place, left: 'open' }));
    const again = await openSpace(code, at.restart().device);
    const task = space.envelope.tasks[0]?.id ?? '';
    expect(again?.interviewOf(task)).toEqual({
      interview: sitting.interview,
      progress: { ...place, left: 'open' },
    });
  });

  it('remembers that the person left by herself, but not that the app was locked', async () => {
    for (const [how, left] of [
      ['exit', 'exit'],
      ['lock', 'open'],
    ] as const) {
      const { at, space } = await createTestSpace();
      const sitting = await sit(space);
      value(await sitting.openBlock({ ...place, left: 'open' }));
      sitting.leave(how);
      await at.device.queue.idle();
      expect(space.interviewOf(space.envelope.tasks[0]?.id ?? '').progress?.left).toBe(left);
    }
  });

  it('is found as it was left although the code is typed again before that was written down', async () => {
    const { at, space, code } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.openBlock({ ...place, left: 'open' }));
    let goOn = (): void => undefined;
    const slow = at.device.queue.run(
      () =>
        new Promise<void>((resolve) => {
          goOn = resolve;
        }),
    );
    sitting.leave('exit');
    space.close();
    const opening = openSpace(code, at.device);
    await settle();
    goOn();
    await slow;
    const again = await opening;
    expect(again?.interviewOf(space.envelope.tasks[0]?.id ?? '').progress?.left).toBe('exit');
  });
});

describe('a sitting', () => {
  it('has one number from unlocking to locking, and another when the same interview is begun again', async () => {
    const { at, space, code } = await createTestSpace();
    expect((await sit(space)).number).toBe(1);
    expect((await sit(space)).number).toBe(2);
    space.close();
    await at.device.queue.idle();
    const again = value(await tryCode(code, at.device));
    expect(again === null ? null : (await sit(again)).number).toBe(3);
  });
});
