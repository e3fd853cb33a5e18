import { describe, expect, it } from 'vitest';
import { generateKeyPair } from '#crypto/age.ts';
import { generateSigningKey, signPayload } from '#crypto/signing.ts';
import type { OutboxRow } from '#storage/commonDatabase.ts';
import { backOffMs } from '#sync/backOff.ts';
import { sendOutbox, startSending } from '#sync/sendOutbox.ts';
import { createFakeMailbox, type Fault } from '../support/fakeMailbox.ts';
import { settle } from '../support/testDevice.ts';
import { createTestSpace, draft, sit, syncDeps, type TestSpace, value } from '../support/testSpace.ts';

const withBundle = async (around: Parameters<typeof createTestSpace>[0] = {}): Promise<TestSpace> => {
  const made = await createTestSpace(around);
  const sitting = await sit(made.space);
  value(await sitting.append([draft('watered', 'yes')]));
  value(await sitting.bundle());
  return made;
};
const outbox = async ({ at }: Pick<TestSpace, 'at'>): Promise<readonly OutboxRow[]> =>
  value(await at.device.common.run((database) => database.outbox.toArray()));
const bundleOf = async (made: TestSpace): Promise<OutboxRow | undefined> =>
  (await outbox(made)).find((row) => row.kind === 'bundle');
const days = (count: number): number => count * 86_400_000;

describe('a bundle', () => {
  const faults: readonly (readonly [string, Fault])[] = [
    ['no network', 'no-network'],
    ['a lost reply', 'lost-reply'],
    ['a login page', 'html'],
    ['a forged receipt', 'forged-receipt'],
    ['a receipt of another study', 'other-study'],
    ['a receipt for another bundle', 'other-bundle'],
    ['a receipt for another size', 'other-size'],
    ...[302, 400, 401, 403, 404, 409, 410, 413, 429, 500, 502, 503, 507].map(
      (status) => [`status ${status}`, { status }] as const,
    ),
  ];
  for (const [name, fault] of faults) {
    it(`is kept after ${name}, and arrives once afterwards`, async () => {
      const made = await withBundle();
      const { mailbox, deps } = made;
      mailbox.fault = (request) => (request.startsWith('PUT') ? fault : null);
      const before = await bundleOf(made);
      expect((await sendOutbox(deps, false)).left).toBe(true);
      expect(await bundleOf(made)).toEqual(before);
      mailbox.fault = () => null;
      expect((await sendOutbox(deps, false)).left).toBe(false);
      expect(await bundleOf(made)).toMatchObject({
        state: 'sent',
        mailboxTime: mailbox.clock.at.toISOString(),
      });
      expect([...mailbox.bundles.keys()]).toEqual([before?.id]);
    });
  }

  it('that the mailbox does not take holds up no other', async () => {
    const made = await withBundle();
    const sitting = await sit(made.space);
    value(await sitting.append([draft('weeded', 'no')]));
    value(await sitting.bundle());
    const [first] = (await outbox(made)).filter((row) => row.kind === 'bundle');
    made.mailbox.fault = (request) => (request === `PUT bundles/${first?.id}` ? { status: 413 } : null);
    await sendOutbox(made.deps, false);
    expect(made.mailbox.bundles.size).toBe(1);
    expect(made.mailbox.confirmed).toHaveLength(1);
    expect((await outbox(made)).map((row) => row.state).sort()).toEqual(['sent', 'waiting']);
  });

  it('is not marked as sent when that cannot be written down', async () => {
    const made = await withBundle();
    made.at.disk.fault = () => 'aborted';
    expect((await sendOutbox(made.deps, false)).left).toBe(true);
    made.at.disk.fault = () => null;
    expect(await bundleOf(made)).toMatchObject({ state: 'waiting', mailboxTime: null });
  });
});

describe('the confirmation that closes the invite', () => {
  for (const fault of ['html', 'no-time', 'old-nonce', 'lost-reply', { status: 500 }] as const) {
    it(`stays after ${JSON.stringify(fault)}`, async () => {
      const made = await createTestSpace();
      made.mailbox.fault = () => fault;
      await sendOutbox(made.deps, false);
      expect(await outbox(made)).toMatchObject([{ kind: 'confirm', state: 'waiting' }]);
      made.mailbox.fault = () => null;
      await sendOutbox(made.deps, false);
      expect(await outbox(made)).toEqual([]);
    });
  }
});

describe('a bundle that was sent', () => {
  it('is kept until the desk has signed for it', async () => {
    const made = await withBundle();
    await sendOutbox(made.deps, false);
    await sendOutbox(made.deps, false);
    expect(await bundleOf(made)).toMatchObject({ state: 'sent' });
    await made.mailbox.pull();
    await sendOutbox(made.deps, false);
    expect(await outbox(made)).toEqual([]);
  });

  it('is not let go for a desk receipt that somebody else signed, nor passed over afterwards', async () => {
    const made = await withBundle();
    await sendOutbox(made.deps, false);
    const { deskKey } = made.mailbox;
    const right = { ...deskKey };
    Object.assign(deskKey, { secretKey: generateSigningKey().secretKey });
    await made.mailbox.pull();
    await sendOutbox(made.deps, false);
    expect(await bundleOf(made)).toMatchObject({ state: 'sent' });
    Object.assign(deskKey, right);
    const [row] = value(await made.at.device.common.run((database) => database.spaces.toArray()));
    expect(row?.receiptsAfter).toBe(0);
  });

  it('is let go fourteen days after the mailbox’s receipt by the mailbox’s clock, and not a second sooner', async () => {
    const made = await withBundle();
    await sendOutbox(made.deps, false);
    made.at.clock.wall = new Date('2050-01-01T00:00:00.000Z');
    const stored = made.mailbox.clock.at.getTime();
    made.mailbox.clock.at = new Date(stored + days(14) - 1000);
    await sendOutbox(made.deps, false);
    expect(await bundleOf(made)).toMatchObject({ state: 'sent' });
    made.mailbox.clock.at = new Date(stored + days(14));
    for (const fault of ['no-time', 'old-nonce'] as const) {
      made.mailbox.fault = () => fault;
      await sendOutbox(made.deps, false);
      expect(await bundleOf(made), fault).toMatchObject({ state: 'sent' });
    }
    made.mailbox.fault = () => null;
    await sendOutbox(made.deps, false);
    expect(await outbox(made)).toEqual([]);
  });

  it('is handed in again, not let go, when the mailbox was put back to a day before it came', async () => {
    const made = await withBundle();
    await sendOutbox(made.deps, false);
    const before = await bundleOf(made);
    made.mailbox.bundles.clear();
    made.mailbox.clock.at = new Date(made.mailbox.clock.at.getTime() + days(14));
    await sendOutbox(made.deps, false);
    expect([...made.mailbox.bundles.keys()]).toEqual([before?.id]);
    expect(await bundleOf(made)).toMatchObject({
      state: 'sent',
      mailboxTime: made.mailbox.clock.at.toISOString(),
    });
    await made.mailbox.pull();
    await sendOutbox(made.deps, false);
    expect(await outbox(made)).toEqual([]);
  });

  it('is kept when the mailbox does not answer for it once more before it is let go', async () => {
    const made = await withBundle();
    await sendOutbox(made.deps, false);
    const before = await bundleOf(made);
    made.mailbox.clock.at = new Date(made.mailbox.clock.at.getTime() + days(14));
    for (const fault of ['forged-receipt', 'other-bundle', { status: 401 }] as const) {
      made.mailbox.fault = (request) => (request.startsWith('PUT') ? fault : null);
      await sendOutbox(made.deps, false);
      expect(await bundleOf(made), JSON.stringify(fault)).toEqual(before);
    }
    made.mailbox.fault = () => null;
    await sendOutbox(made.deps, false);
    expect(await outbox(made)).toEqual([]);
  });

  it('is let go for its receipt although another space of the device is refused', async () => {
    const first = await withBundle();
    const second = await withBundle({ mailbox: first.mailbox, at: first.at });
    await sendOutbox(first.deps, false);
    await first.mailbox.pull();
    const [refused] = value(await first.at.device.common.run((database) => database.spaces.toArray()));
    let asked = 0;
    first.mailbox.fault = (request) =>
      request.startsWith('GET receipts') && asked++ === 0 ? { status: 401 } : null;
    await sendOutbox(second.deps, false);
    expect((await outbox(first)).map((row) => row.space)).toEqual([refused?.id]);
    first.mailbox.fault = () => null;
    await sendOutbox(second.deps, false);
    expect(await outbox(first)).toEqual([]);
  });

  it('many desk receipts are read page by page', async () => {
    const made = await withBundle();
    const sitting = await sit(made.space);
    for (let i = 0; i < 5; i++) {
      value(await sitting.append([draft('weeded', 'no')]));
      value(await sitting.bundle());
    }
    await sendOutbox(made.deps, false);
    await made.mailbox.pull();
    await sendOutbox(made.deps, false);
    expect(await outbox(made)).toEqual([]);
  });
});

describe('a newer manifest', () => {
  const bundleAfter = async (made: TestSpace) => {
    const sitting = await sit(made.space);
    value(await sitting.append([draft('weeded', 'no')]));
    value(await sitting.bundle());
    await sendOutbox(made.deps, false);
  };

  it('moves new runs and bundles to its recipients, in running interviews too', async () => {
    const made = await createTestSpace();
    const desk = await generateKeyPair();
    made.mailbox.publish({ serial: 4, recipients: [desk.recipient, made.mailbox.keys.escrow.recipient] });
    await sendOutbox(made.deps, true);
    Object.assign(made.mailbox.keys, { desk });
    await bundleAfter(made);
    expect((await made.mailbox.pull()).map((bundle) => bundle.manifest)).toEqual([4]);
  });

  it('counts only when the root signed it, its serial is not lower and its keys are of one kind', async () => {
    const made = await createTestSpace();
    const { mailbox, deps, at } = made;
    const trust = async () =>
      value(await at.device.common.run((database) => database.spaces.toArray()))[0]?.trust;
    const before = await trust();
    const other = (await generateKeyPair()).recipient;
    const bad = { ...mailbox.manifest, serial: 9, recipients: [other, other] };
    for (const [name, signed] of [
      ['another root', signPayload('manifest', bad, generateSigningKey().secretKey)],
      ['lower serial', signPayload('manifest', { ...bad, serial: 2 }, mailbox.root.secretKey)],
      ['another study', signPayload('manifest', { ...bad, study: 'A'.repeat(22) }, mailbox.root.secretKey)],
      [
        'mixed',
        signPayload(
          'manifest',
          { ...bad, signalRecipient: `age1pq1${'q'.repeat(200)}` },
          mailbox.root.secretKey,
        ),
      ],
      ['not a manifest', signPayload('manifest', { serial: 9 }, mailbox.root.secretKey)],
      ['another kind', signPayload('desk-receipt', bad, mailbox.root.secretKey)],
    ] as const) {
      mailbox.manifestAs = signed;
      expect((await sendOutbox(deps, true)).manifests, name).toBe(false);
      expect(await trust(), name).toEqual(before);
    }
    mailbox.manifestAs = null;
    mailbox.publish({ serial: 5 });
    expect((await sendOutbox(deps, true)).manifests).toBe(true);
    expect((await trust())?.serial).toBe(5);
  });

  it('once seen makes an older one useless for the next invite on this device', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    mailbox.publish({ serial: 8 });
    await sendOutbox(first.deps, true);
    mailbox.publish({ serial: 7 });
    await expect(createTestSpace({ mailbox, at: first.at })).rejects.toThrow('damaged');
  });
});

describe('the pauses between tries', () => {
  it('grow from two seconds to a quarter of an hour and are drawn over their whole length', () => {
    expect([1, 2, 3, 9, 10, 11, 60].map((failures) => backOffMs(failures, 1, null))).toEqual([
      2000, 4000, 8000, 512_000, 900_000, 900_000, 900_000,
    ]);
    expect(backOffMs(5, 0, null)).toBe(0);
    expect(backOffMs(5, 0.5, null)).toBe(16_000);
  });

  it('are never shorter than the mailbox asked for', () => {
    expect(backOffMs(1, 0.1, 60_000)).toBe(60_000);
  });
});

describe('sending', () => {
  it('goes on by itself until everything has arrived, and never gives up', async () => {
    const made = await withBundle();
    made.mailbox.fault = () => 'no-network';
    const stop = startSending(made.deps);
    await settle();
    const pauses: (number | null)[] = [];
    for (let i = 0; i < 12; i++) {
      pauses.push(made.at.clock.next());
      await made.at.clock.pass(made.at.clock.next() ?? 0);
      await settle();
    }
    expect(pauses.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(pauses.at(-1)).toBe(450_000);
    made.mailbox.fault = () => null;
    await made.at.clock.pass(450_000);
    await settle();
    expect(made.mailbox.bundles.size).toBe(1);
    expect(made.at.clock.next()).toBeNull();
    stop();
  });

  it('starts at once when the network comes back or a section has ended', async () => {
    const made = await createTestSpace();
    const deps = syncDeps(made.at, made.mailbox);
    made.mailbox.fault = () => 'no-network';
    const stop = startSending(deps);
    await settle();
    made.mailbox.fault = () => null;
    deps.wake();
    await settle();
    expect(made.mailbox.confirmed).toHaveLength(1);
    const sitting = await sit(made.space);
    value(await sitting.append([draft('watered', 'yes')]));
    value(await sitting.bundle());
    await settle();
    expect(made.mailbox.bundles.size).toBe(1);
    stop();
  });

  it('waits as long as the mailbox asks, even when woken', async () => {
    const made = await createTestSpace();
    const deps = syncDeps(made.at, made.mailbox);
    made.mailbox.fault = () => ({ status: 503, retryAfter: '120' });
    const stop = startSending(deps);
    await settle();
    const asked = made.mailbox.requests.length;
    made.mailbox.fault = () => null;
    deps.wake();
    await made.at.clock.pass(119_000);
    await settle();
    expect(made.mailbox.requests).toHaveLength(asked);
    await made.at.clock.pass(1000);
    await settle();
    expect(made.mailbox.confirmed).toHaveLength(1);
    stop();
  });

  it('stops when it is told to', async () => {
    const made = await withBundle();
    made.mailbox.fault = () => 'no-network';
    const stop = startSending(made.deps);
    await settle();
    stop();
    made.mailbox.fault = () => null;
    await made.at.clock.pass(days(1));
    await settle();
    expect(made.mailbox.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
  });

  it('sends nothing that tells who it is: no cookie, no cache, no referrer, no redirect', async () => {
    const made = await withBundle();
    const seen: RequestInit[] = [];
    await sendOutbox(
      {
        ...made.deps,
        fetch: (input, init) => {
          seen.push(init ?? {});
          return made.mailbox.fetch(input, init);
        },
      },
      true,
    );
    expect(seen.length).toBeGreaterThan(2);
    for (const init of seen) {
      expect(init).toMatchObject({
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
    }
  });
});
