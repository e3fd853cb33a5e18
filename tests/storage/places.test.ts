import { describe, expect, it } from 'vitest';
import { openSpace, tryCode } from '#storage/openSpace.ts';
import { createTestBuckets } from '../support/testBuckets.ts';
import { createTestDevice } from '../support/testDevice.ts';
import { createTestSpace, draft, sit, value } from '../support/testSpace.ts';

describe('in a browser with storage buckets', () => {
  it('a space has a bucket of its own, and everything sealed is in the common one', async () => {
    const buckets = createTestBuckets();
    const { at, space, code } = await createTestSpace({ at: createTestDevice({ buckets }) });
    value(await (await sit(space)).append([draft('watered', 'yes')]));
    expect(buckets.disks.size).toBe(2);
    expect(await at.disk.factory.databases()).toEqual([]);
    const writes = [...buckets.disks.values()]
      .flatMap((disk) => disk.transactions)
      .filter((one) => one.mode === 'readwrite');
    expect(writes.filter((write) => write.durability !== 'strict')).toEqual([]);
    const later = at.restart();
    expect((await openSpace(code, later.device))?.id).toBe(space.id);
  });

  it('the end of a space takes its whole bucket and leaves the common one', async () => {
    const buckets = createTestBuckets();
    const { at, space } = await createTestSpace({ at: createTestDevice({ buckets }) });
    value(await (await sit(space)).finishTask());
    space.close();
    await at.device.queue.idle();
    expect([...buckets.disks.keys()]).toEqual(['adem']);
  });

  it('a device that began without buckets goes on without them', async () => {
    const { at, space, code } = await createTestSpace();
    space.close();
    await at.device.queue.idle();
    at.device.close();
    const buckets = createTestBuckets();
    const later = createTestDevice({ disk: at.disk, clock: at.clock, buckets });
    expect((await openSpace(code, later.device))?.id).toBe(space.id);
    expect(buckets.disks.size).toBe(0);
  });

  it('a bucket that does not open is not replaced by an empty database', async () => {
    const buckets = createTestBuckets();
    const { at, code } = await createTestSpace({ at: createTestDevice({ buckets }) });
    const later = at.restart();
    buckets.broken = true;
    expect(await tryCode(code, later.device)).toEqual({ ok: false, error: { type: 'unreadable' } });
    expect(await at.disk.factory.databases()).toEqual([]);
    buckets.broken = false;
    expect((await openSpace(code, later.device))?.demo).toBe(true);
  });

  it('buckets that never worked here are done without', async () => {
    const buckets = createTestBuckets();
    buckets.broken = true;
    const { at } = await createTestSpace({ at: createTestDevice({ buckets }) });
    expect(await at.disk.factory.databases()).toHaveLength(2);
  });
});
