import { describe, expect, it } from 'vitest';
import { createWriterLock } from '#storage/writerLock.ts';
import { createTestLocks, settle } from '../support/testDevice.ts';
import { value } from '../support/testSpace.ts';

const patient = () => new AbortController().signal;

describe('the writer lock', () => {
  it('is shared inside a tab and free for another tab when the last one lets go', async () => {
    const locks = createTestLocks();
    const [mine, other] = [createWriterLock(locks, patient), createWriterLock(locks, patient)];
    const first = value(await mine.hold());
    const second = value(await mine.hold());
    let got = false;
    const waiting = other.hold().then((held) => {
      got = true;
      return held;
    });
    first();
    first();
    await settle();
    expect(got).toBe(false);
    second();
    expect((await waiting).ok).toBe(true);
  });

  it('says busy when another tab keeps it, and can be had afterwards', async () => {
    const locks = createTestLocks();
    const held = value(await createWriterLock(locks, patient).hold());
    const impatient = createWriterLock(locks, () => AbortSignal.timeout(5));
    expect(await impatient.hold()).toEqual({ ok: false, error: { type: 'busy' } });
    held();
    expect((await impatient.hold()).ok).toBe(true);
  });

  it('is always had where the browser has no locks', async () => {
    const lock = createWriterLock(null, patient);
    expect((await lock.hold()).ok && (await lock.hold()).ok).toBe(true);
  });
});
