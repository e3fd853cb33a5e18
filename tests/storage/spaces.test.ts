import { describe, expect, it } from 'vitest';
import { bundleLeftovers } from '#storage/bundleLeftovers.ts';
import type { Device } from '#storage/device.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { openSpace, tryCode } from '#storage/openSpace.ts';
import { sendOutbox } from '#sync/sendOutbox.ts';
import { createFakeMailbox } from '../support/fakeMailbox.ts';
import { createTestDevice, settle } from '../support/testDevice.ts';
import { createTestSpace, draft, garden, helpLines, place, sit, value } from '../support/testSpace.ts';

const taskOf = (space: OpenSpace) => {
  const [task] = space.envelope.tasks;
  if (task === undefined) throw new Error('no task');
  return task;
};
const databasesOf = async (
  device: Device,
  at: { disk: { factory: IDBFactory } },
): Promise<readonly string[]> => {
  await device.queue.idle();
  return (await at.disk.factory.databases()).map((database) => database.name ?? '').sort();
};

describe('a code', () => {
  it('opens its own space and no other, and every other code opens nothing', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    const second = await createTestSpace({ mailbox, at: first.at });
    for (const { space } of [first, second]) space.close();
    const { device } = first.at;
    const opened = await openSpace(first.code, device);
    expect(opened?.id).toBe(first.space.id);
    opened?.close();
    expect((await openSpace(second.code, device))?.id).toBe(second.space.id);
    const wrong = first.code === '000000' ? '000001' : '000000';
    expect(await tryCode(wrong === second.code ? '000002' : wrong, device)).toEqual({
      ok: true,
      value: null,
    });
  });

  it('opens nothing on a device that has no space', async () => {
    expect(await tryCode('123456', createTestDevice().device)).toEqual({ ok: true, value: null });
  });

  it('opens its space although another one on the device is damaged', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    const second = await createTestSpace({ mailbox, at: first.at });
    for (const { space } of [first, second]) space.close();
    value(await first.at.device.space(first.space.id).run((database) => database.parts.clear()));
    expect((await openSpace(second.code, first.at.device))?.id).toBe(second.space.id);
    expect(await tryCode(first.code, first.at.device)).toEqual({ ok: false, error: { type: 'unreadable' } });
  });

  it('that could not be tried for want of memory gives the place back to other tabs', async () => {
    const { at, space, code } = await createTestSpace();
    space.close();
    await at.device.queue.idle();
    const tab = { disk: at.disk, clock: at.clock, locks: at.locks };
    const poor = createTestDevice({ ...tab, stretch: () => Promise.reject(new RangeError('no memory')) });
    await expect(tryCode(code, poor.device)).rejects.toThrow('no memory');
    const trying = tryCode(code, createTestDevice(tab).device);
    await settle();
    await at.clock.pass(3000);
    expect((await trying).ok).toBe(true);
  });

  it('in a second tab reads nothing and says that the first is busy', async () => {
    const { at, code, space } = await createTestSpace();
    const second = createTestDevice({ disk: at.disk, clock: at.clock, locks: at.locks });
    const before = at.disk.transactions.length;
    const trying = tryCode(code, second.device);
    await settle();
    await at.clock.pass(3000);
    expect(await trying).toEqual({ ok: false, error: { type: 'busy' } });
    expect(at.disk.transactions).toHaveLength(before);
    space.close();
    await at.device.queue.idle();
    expect((await openSpace(code, second.device))?.id).toBe(space.id);
  });
});

describe('an open space', () => {
  it('gives the questionnaire and the help lines that its envelope names', async () => {
    const { space } = await createTestSpace();
    expect(await space.questionnaire(taskOf(space))).toEqual({ ok: true, value: garden });
    expect(await space.help()).toEqual({ ok: true, value: helpLines });
    const unknown = { ...taskOf(space), version: 9 };
    expect(await space.questionnaire(unknown)).toEqual({ ok: false, error: { type: 'missing-file' } });
  });

  it('says when a sealed file was damaged on the disk', async () => {
    const { at, space } = await createTestSpace();
    const files = at.device.space(space.id);
    const rows = value(await files.run((database) => database.files.toArray()));
    value(
      await files.run((database) =>
        database.files.bulkPut(rows.map((row) => ({ ...row, sealed: row.sealed.slice(1) }))),
      ),
    );
    expect(await space.questionnaire(taskOf(space))).toEqual({ ok: false, error: { type: 'damaged-file' } });
  });

  it('remembers first names and what is done, for its own code only', async () => {
    const { at, space, code } = await createTestSpace();
    value(await space.saveNames({ rose: 'Fien' }));
    const again = await openSpace(code, at.restart().device);
    expect(again?.names).toEqual({ rose: 'Fien' });
    expect(again?.gates.done.size).toBe(0);
  });

  it('is closed for good: nothing more can be begun or saved', async () => {
    const { space } = await createTestSpace();
    space.close();
    expect(await space.beginSitting(taskOf(space))).toEqual({ ok: false, error: { type: 'closed' } });
    expect(await space.saveNames({ rose: 'Fien' })).toEqual({ ok: false, error: { type: 'closed' } });
  });
});

describe('a space that has ended', () => {
  it('is wiped when everything is done, while its bundles still travel; then the rest goes too', async () => {
    const { mailbox, at, deps, space, code } = await createTestSpace();
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    value(await sitting.finishTask());
    expect([...space.gates.done]).toEqual([taskOf(space).id]);
    space.close();
    expect(await databasesOf(at.device, at)).toEqual(['adem']);
    expect(await tryCode(code, at.device)).toEqual({ ok: true, value: null });

    await sendOutbox(deps, false);
    expect(await mailbox.pull()).toHaveLength(1);
    expect(value(await at.device.common.run((database) => database.spaces.count()))).toBe(1);
    await sendOutbox(deps, false);
    for (const store of ['spaces', 'interviews', 'runs', 'journal', 'outbox'] as const) {
      expect(value(await at.device.common.run((database) => database.table(store).count())), store).toBe(0);
    }
  });

  it('is wiped at the next start when the app was killed in the middle of it', async () => {
    const { at, space } = await createTestSpace();
    value(await at.device.common.run((database) => database.spaces.update(space.id, { ended: true })));
    const later = at.restart();
    value(await bundleLeftovers(later.device));
    expect(await databasesOf(later.device, at)).toEqual(['adem']);
  });

  it('is over by the mailbox’s clock, never by the device’s', async () => {
    const { mailbox, at, deps, space, code } = await createTestSpace();
    space.close();
    at.clock.wall = new Date('2039-01-01T00:00:00.000Z');
    (await openSpace(code, at.device))?.close();
    await sendOutbox(deps, true);
    const open = await openSpace(code, at.device);
    expect(open?.id).toBe(space.id);
    open?.close();
    mailbox.clock.at = new Date('2026-06-30T00:00:00.000Z');
    await sendOutbox(deps, true);
    expect(await tryCode(code, at.device)).toEqual({ ok: true, value: null });
    expect(await databasesOf(at.device, at)).toEqual(['adem']);
  });

  it('does no harm to another one on the same device', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    const second = await createTestSpace({ mailbox, at: first.at });
    value(await (await sit(second.space)).append([draft('watered', 'yes')]));
    const sitting = await sit(first.space);
    value(await sitting.finishTask());
    first.space.close();
    second.space.close();
    expect(await databasesOf(first.at.device, first.at)).toEqual(['adem', `adem-${second.space.id}`]);
    expect((await openSpace(second.code, first.at.device))?.id).toBe(second.space.id);
  });
});

describe('what stands on the disk in clear', () => {
  it('is only what the rules allow: no person, no questionnaire, no task, no name, no code, no place', async () => {
    const { at, space, code } = await createTestSpace();
    const task = taskOf(space);
    const sitting = await sit(space);
    value(await space.saveNames({ rose: 'Fien' }));
    value(await sitting.openBlock({ ...place, left: 'open' }));
    value(await sitting.append([draft('watered', 'never-in-clear', { signal: 'thirsty' })]));
    value(await bundleLeftovers(at.device));
    const everything = await dump(at.device, space.id);
    const secrets = [
      space.envelope.person,
      space.envelope.birthMonth,
      space.envelope.spaceIdentity,
      'AGE-SECRET-KEY',
      task.id,
      task.questionnaire,
      'watered',
      'never-in-clear',
      'thirsty',
      'beds',
      'roses',
      'Fien',
      'parent',
      'adult',
      '2026-06-29',
      '070 000 00 00',
    ];
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
    expect(everything.replace(/[A-Za-z0-9+/_=-]{20,}/g, '')).not.toContain(code);
    expect(everything).toContain(sitting.interview);
    const [row] = value(await at.device.common.run((database) => database.spaces.toArray()));
    expect(Object.keys(row ?? {}).sort()).toEqual(
      [
        'bearer',
        'deviceKey',
        'ended',
        'id',
        'invite',
        'keyMac',
        'publicKey',
        'receiptsAfter',
        'root',
        'sittings',
        'study',
        'trust',
      ].sort(),
    );
    expect(row?.deviceKey.extractable).toBe(false);
  });

  it('and its readable parts keep one size while a person goes on', async () => {
    const { at, space } = await createTestSpace();
    const size = async () =>
      value(await at.device.space(space.id).run((database) => database.parts.get('state')))?.sealed.length;
    const before = await size();
    const sitting = await sit(space);
    value(await sitting.openBlock({ ...place, left: 'open' }));
    value(await space.saveNames({ rose: 'Fien', tulip: 'Noor' }));
    expect(await size()).toBe(before);
  });
});

async function dump(device: Device, space: string): Promise<string> {
  const rows: unknown[] = [];
  for (const connection of [device.common, device.space(space)]) {
    const read = await connection.run((database) =>
      Promise.all(database.tables.map(async (table) => [table.name, (await table.toArray()) as unknown[]])),
    );
    rows.push(...value(read));
  }
  // Bytes as text, so that anything readable in them is found.
  return JSON.stringify(rows, (_key, held: unknown) =>
    held instanceof Uint8Array ? (held.length > 1_000_000 ? '' : Buffer.from(held).toString('latin1')) : held,
  );
}
