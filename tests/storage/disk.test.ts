import { afterEach, describe, expect, it, vi } from 'vitest';
import { bundleLeftovers } from '#storage/bundleLeftovers.ts';
import { tryCode } from '#storage/openSpace.ts';
import { createTestDevice, settle } from '../support/testDevice.ts';
import { createTestSpace, draft, place, sit, value } from '../support/testSpace.ts';

afterEach(() => vi.restoreAllMocks());

const withBallast = async () => {
  const made = await createTestSpace();
  value(await bundleLeftovers(made.at.device));
  const ballast = () => made.at.device.common.run((database) => database.ballast.count());
  return { ...made, ballast };
};

describe('every write', () => {
  it('asks the browser for the disk, not for its memory', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    value(await sitting.openBlock({ ...place, left: 'open' }));
    value(await sitting.append([draft('watered', 'yes')]));
    value(await space.saveNames({ rose: 'Fien' }));
    sitting.leave('exit');
    await at.device.queue.idle();
    const writes = at.disk.transactions.filter((transaction) => transaction.mode === 'readwrite');
    expect(writes.length).toBeGreaterThan(8);
    expect(writes.filter((write) => write.durability !== 'strict')).toEqual([]);
    const append = writes.find(
      (write) => write.stores.includes('journal') && !write.stores.includes('outbox'),
    );
    expect([...(append?.stores ?? [])].sort()).toEqual(['interviews', 'journal', 'runs']);
  });
});

describe('a full disk', () => {
  it('takes the answer all the same, by giving up the ballast', async () => {
    const { at, space, ballast } = await withBallast();
    const sitting = await sit(space);
    expect(await ballast()).toEqual({ ok: true, value: 1 });
    let given = false;
    at.disk.fault = ({ stores }) => {
      if (stores.includes('ballast')) given = true;
      return given ? null : 'full';
    };
    expect(await sitting.append([draft('watered', 'yes')])).toEqual({ ok: true, value: undefined });
    expect(await ballast()).toEqual({ ok: true, value: 0 });
    expect(value(await at.device.common.run((database) => database.journal.count()))).toBe(1);
  });

  it('says so when there is nothing more to give up, and calls nothing saved', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    at.disk.fault = ({ stores }) => (stores.includes('ballast') ? null : 'full');
    const full = { ok: false, error: { type: 'disk-full' } };
    expect(await sitting.append([draft('watered', 'yes')])).toEqual(full);
    expect(await space.saveNames({ rose: 'Fien' })).toEqual(full);
    expect(space.names).toEqual({});
    expect(await sitting.finishTask()).toEqual(full);
    expect(space.gates.done.size).toBe(0);
    at.disk.fault = () => null;
    value(await sitting.append([draft('watered', 'yes')]));
    expect(value(await at.device.common.run((database) => database.journal.count()))).toBe(1);
  });

  it('on which not even the ballast can be deleted is said to be full, and not tried for ever', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    let writes = 0;
    at.disk.fault = () => (++writes < 20 ? 'full' : 'crash');
    expect(await sitting.append([draft('watered', 'yes')])).toEqual({
      ok: false,
      error: { type: 'disk-full' },
    });
    expect(writes).toBe(2);
  });

  it('takes the answer also while something else is being read', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    let given = false;
    at.disk.fault = ({ stores }) => {
      if (stores.includes('ballast')) given = true;
      return given ? null : 'full';
    };
    let saving = true;
    const reads: unknown[] = [];
    const reading = async (): Promise<void> => {
      while (saving) {
        reads.push(space.unsent());
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const reader = reading();
    const saved = await sitting.append([draft('watered', 'yes')]);
    saving = false;
    await reader;
    expect(saved).toEqual({ ok: true, value: undefined });
    expect((await Promise.all(reads)).length).toBeGreaterThan(1);
  });

  it('that kept the database from opening is tried again once there is room', async () => {
    const at = createTestDevice();
    const open = at.disk.factory.open.bind(at.disk.factory);
    let tries = 0;
    vi.spyOn(at.disk.factory, 'open').mockImplementation(() => {
      // Above this it is another error, so that trying for ever ends here too.
      if (++tries > 20) throw new DOMException('too often', 'NotAllowedError');
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await tryCode('123456', at.device)).toEqual({ ok: false, error: { type: 'disk-full' } });
    vi.mocked(at.disk.factory.open).mockImplementation(open);
    expect(await tryCode('123456', at.device)).toEqual({ ok: true, value: null });
  });

  it('lets nothing new begin while the ballast cannot be put back', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    value(await sitting.openBlock({ ...place, left: 'open' }));
    value(await at.device.common.run((database) => database.ballast.clear()));
    at.disk.fault = ({ stores }) => (stores.includes('ballast') ? 'full' : null);
    expect(await sitting.openBlock({ ...place, block: 'tulips', left: 'open' })).toEqual({
      ok: true,
      value: undefined,
    });
    const full = { ok: false, error: { type: 'disk-full' } };
    expect(await sitting.openBlock({ ...place, section: 'paths', left: 'open' })).toEqual(full);
    const task = space.envelope.tasks[0];
    expect(task === undefined ? null : await space.beginSitting(task)).toEqual(full);
  });

  it('while bundling loses nothing: the events stay in the journal', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    value(await sitting.append([draft('watered', 'yes')]));
    at.disk.fault = ({ stores }) => (stores.includes('outbox') ? 'full' : null);
    expect(await sitting.bundle()).toEqual({ ok: false, error: { type: 'disk-full' } });
    expect(value(await at.device.common.run((database) => database.journal.count()))).toBe(1);
    at.disk.fault = () => null;
    value(await sitting.bundle());
    expect(value(await at.device.common.run((database) => database.journal.count()))).toBe(0);
  });
});

describe('a database that cannot be used', () => {
  it('is opened again when the browser closed the connection', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    at.disk.dropConnections();
    expect((await sitting.openBlock({ ...place, left: 'open' })).ok).toBe(true);
    expect((await sitting.append([draft('watered', 'yes')])).ok).toBe(true);
  });

  it('is let go at once when a newer version of the app asks for it, and the screen is told', async () => {
    const { at, space } = await withBallast();
    const sitting = await sit(space);
    let told = 0;
    at.device.outdated.listen(() => told++);
    const newer = at.disk.factory.open('adem', 999);
    await new Promise((resolve, reject) => {
      newer.onsuccess = resolve;
      newer.onblocked = reject;
    });
    newer.result.close();
    expect(told).toBe(1);
    expect(await sitting.append([draft('watered', 'yes')])).toEqual({ ok: false, error: { type: 'closed' } });
  });

  it('is said to be blocked when an old tab does not let go within three seconds', async () => {
    const at = createTestDevice();
    const old = at.disk.factory.open('adem', 1);
    await new Promise((resolve) => {
      old.onsuccess = resolve;
    });
    const trying = tryCode('123456', at.device);
    await settle();
    await at.clock.pass(3000);
    expect(await trying).toEqual({ ok: false, error: { type: 'blocked' } });
    old.result.close();
    expect(await tryCode('123456', at.device)).toEqual({ ok: true, value: null });
  });

  it('is left as it is when it cannot be read, and said to be unreadable', async () => {
    const { at, space, code } = await withBallast();
    const [first] = value(await at.device.common.run((database) => database.spaces.toArray()));
    const parts = at.device.space(first?.id ?? '');
    const before = value(await parts.run((database) => database.parts.toArray()));
    const spoiled = before.map((part) =>
      part.id === 'contents' ? { ...part, sealed: part.sealed.slice(0, -1) } : part,
    );
    value(await parts.run((database) => database.parts.bulkPut(spoiled)));
    space.close();
    await at.device.queue.idle();
    const later = at.restart();
    expect(await tryCode(code, later.device)).toEqual({ ok: false, error: { type: 'unreadable' } });
    expect(
      value(await later.device.space(first?.id ?? '').run((database) => database.parts.toArray())),
    ).toEqual(spoiled);
  });

  it('says unreadable when the browser cannot open it, and is not made anew', async () => {
    const at = createTestDevice();
    vi.spyOn(at.disk.factory, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    const deleted = vi.spyOn(at.disk.factory, 'deleteDatabase');
    expect(await tryCode('123456', at.device)).toEqual({ ok: false, error: { type: 'unreadable' } });
    expect(deleted).not.toHaveBeenCalled();
  });
});
