import { describe, expect, it, vi } from 'vitest';
import { generateKeyPair } from '#crypto/age.ts';
import { generateSigningKey, signPayload } from '#crypto/signing.ts';
import { openSpace } from '#storage/openSpace.ts';
import { redeemInvite } from '#sync/redeemInvite.ts';
import {
  createFakeMailbox,
  type FakeMailbox,
  type Fault,
  flipped,
  type InviteChanges,
} from '../support/fakeMailbox.ts';
import { createTestDevice, settle } from '../support/testDevice.ts';
import {
  createTestSpace,
  draft,
  garden,
  place,
  sit,
  syncDeps,
  value,
  withGarden,
} from '../support/testSpace.ts';

const start = async (changes: InviteChanges = withGarden) => {
  const mailbox = await createFakeMailbox();
  const at = createTestDevice();
  const invite = await mailbox.invite(changes);
  const deps = syncDeps(at, mailbox);
  const pendingRows = async () => value(await at.device.common.run((database) => database.pending.toArray()));
  return { mailbox, at, deps, invite, pendingRows, redeem: () => redeemInvite(invite.text, deps) };
};
const failing = (mailbox: FakeMailbox, path: string, fault: Fault, times = 1): void => {
  let left = times;
  mailbox.fault = (request) => (request.startsWith(path) && left-- > 0 ? fault : null);
};

describe('a good invite', () => {
  it('shows a code when everything is on the device, and opens the space when that code is typed back', async () => {
    const { at, mailbox, invite, redeem, pendingRows } = await start();
    const pending = value(await redeem());
    expect(pending).toMatchObject({ demo: true, language: 'nl', band: 'adult', contact: '070 000 00 00' });
    expect(pending.code).toMatch(/^\d{6}$/);
    const [row] = await pendingRows();
    expect(row?.id).toBe(invite.tokenHash);
    expect(Object.keys(row?.files ?? {})).toHaveLength(2);
    expect(await pending.confirm('no')).toEqual({ ok: false, error: { type: 'wrong-code' } });
    expect(value(await at.device.common.run((database) => database.spaces.count()))).toBe(0);
    const space = value(await pending.confirm(` ${pending.code.slice(0, 3)} ${pending.code.slice(3)}`));
    expect(space.envelope).toEqual(invite.envelope);
    expect(await pendingRows()).toEqual([]);
    const waiting = value(await at.device.common.run((database) => database.outbox.toArray()));
    expect(waiting).toMatchObject([{ kind: 'confirm', state: 'waiting', space: space.id }]);
    expect(mailbox.confirmed).toEqual([]);
  });

  it('can have another code drawn, which then is the one that counts', async () => {
    const { redeem, at } = await start();
    const pending = value(await redeem());
    const before = pending.code;
    let after = before;
    for (let i = 0; i < 50 && after === before; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      after = pending.drawAgain();
    }
    expect(after).not.toBe(before);
    expect(pending.code).toBe(after);
    expect(await pending.confirm(before)).toEqual({ ok: false, error: { type: 'wrong-code' } });
    expect((await pending.confirm(after)).ok).toBe(true);
    expect(await openSpace(before, at.restart().device)).toBeNull();
  });

  it('may be typed without care', async () => {
    const { invite, deps } = await start();
    expect((await redeemInvite(` ${invite.text.toLowerCase().replaceAll('-', ' ')} `, deps)).ok).toBe(true);
  });

  it('typed again before the code was typed back needs no network and shows a code again', async () => {
    const { mailbox, redeem, invite, at } = await start();
    value(await redeem());
    mailbox.fault = () => 'no-network';
    const later = at.restart();
    const again = value(await redeemInvite(invite.text, syncDeps(later, mailbox)));
    expect((await again.confirm(again.code)).ok).toBe(true);
  });

  it('whose answer was lost burns nothing: the same key asks again', async () => {
    const { mailbox, redeem, pendingRows } = await start();
    failing(mailbox, 'POST redeem', 'lost-reply');
    expect(await redeem()).toEqual({ ok: false, error: { type: 'no-connection' } });
    const [before] = await pendingRows();
    expect((await redeem()).ok).toBe(true);
    expect((await pendingRows())[0]?.publicKey).toBe(before?.publicKey);
  });

  it('has its keys on the disk before they are first sent', async () => {
    const { mailbox, deps, invite, pendingRows } = await start();
    const before: unknown[][] = [];
    const watched = {
      ...deps,
      fetch: (async (input, init) => {
        before.push(await pendingRows());
        return mailbox.fetch(input, init);
      }) satisfies typeof fetch,
    };
    expect((await redeemInvite(invite.text, watched)).ok).toBe(true);
    expect(before[0]).toMatchObject([{ id: invite.tokenHash, reply: null }]);
  });

  it('fetches only what is still missing after a broken connection', async () => {
    const { mailbox, redeem } = await start();
    let files = 0;
    mailbox.fault = (request) => (request.startsWith('GET files/') && ++files === 2 ? 'no-network' : null);
    expect(await redeem()).toEqual({ ok: false, error: { type: 'no-connection' } });
    expect((await redeem()).ok).toBe(true);
    const fetched = mailbox.requests.filter((request) => request.startsWith('GET files/'));
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  it('is used up once its code was typed back', async () => {
    const { deps, mailbox, redeem, invite } = await start();
    const pending = value(await redeem());
    value(await pending.confirm(pending.code)).close();
    expect(await redeemInvite(invite.text, deps)).toEqual({ ok: false, error: { type: 'refused' } });
    expect(await redeemInvite(invite.text, syncDeps(createTestDevice(), mailbox))).toEqual({
      ok: false,
      error: { type: 'refused' },
    });
  });

  it('whose space another tab made meanwhile does not make it anew: nothing done in it is forgotten', async () => {
    const { at, mailbox, invite, redeem } = await start();
    const first = value(await redeem());
    await settle();
    const other = createTestDevice({ disk: at.disk, clock: at.clock, locks: at.locks });
    const second = value(await redeemInvite(invite.text, syncDeps(other, mailbox)));
    await settle();
    const space = value(await first.confirm(first.code));
    const sitting = await sit(space);
    value(await sitting.openBlock({ ...place, left: 'open' }));
    value(await sitting.append([draft('watered', 'yes')]));
    space.close();
    await at.device.queue.idle();
    expect(await second.confirm(second.code)).toEqual({
      ok: false,
      error: { type: 'storage', problem: { type: 'closed' } },
    });
    const again = await openSpace(first.code, at.device);
    expect(again?.interviewOf(space.envelope.tasks[0]?.id ?? '')).toEqual({
      interview: sitting.interview,
      progress: { ...place, left: 'open' },
    });
    expect(again === null ? null : (await sit(again)).number).toBe(2);
  });

  it('is good also where another space is damaged', async () => {
    const mailbox = await createFakeMailbox();
    const first = await createTestSpace({ mailbox });
    first.space.close();
    await first.at.device.queue.idle();
    value(await first.at.device.space(first.space.id).run((database) => database.parts.clear()));
    const second = await createTestSpace({ mailbox, at: first.at });
    expect(second.space.envelope.invite).not.toBe(first.space.envelope.invite);
  });

  it('never shows a code that already opens another space here', async () => {
    const mailbox = await createFakeMailbox();
    const at = createTestDevice();
    const deps = syncDeps(at, mailbox);
    const first = value(await redeemInvite((await mailbox.invite(withGarden)).text, deps));
    value(await first.confirm(first.code)).close();
    const drawn = crypto.getRandomValues.bind(crypto);
    let forced = 0;
    // Only a code is drawn from four bytes: the first one comes out as the code that is taken.
    const draw = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (!(array instanceof Uint8Array) || array.length !== 4 || forced++ > 0) return drawn(array);
      new DataView(array.buffer).setUint32(0, Number(first.code));
      return array;
    });
    const second = value(await redeemInvite((await mailbox.invite(withGarden)).text, deps));
    draw.mockRestore();
    expect(forced).toBeGreaterThan(1);
    expect(second.code).not.toBe(first.code);
  });
});

describe('an invite that fails', () => {
  const cases: readonly {
    readonly name: string;
    readonly type: 'refused' | 'no-connection' | 'damaged';
    readonly changes?: InviteChanges;
    readonly spoil?: (mailbox: FakeMailbox) => void | Promise<void>;
  }[] = [
    {
      name: 'unknown, used or expired',
      type: 'refused',
      spoil: (m) => failing(m, 'POST redeem', { status: 404 }),
    },
    { name: 'no network', type: 'no-connection', spoil: (m) => failing(m, 'POST redeem', 'no-network') },
    {
      name: 'a network that wants a login',
      type: 'no-connection',
      spoil: (m) => failing(m, 'POST redeem', 'html'),
    },
    {
      name: 'the server in trouble',
      type: 'no-connection',
      spoil: (m) => failing(m, 'POST redeem', { status: 503 }),
    },
    {
      name: 'asked too often',
      type: 'no-connection',
      spoil: (m) => failing(m, 'POST redeem', { status: 429 }),
    },
    { name: 'time not signed', type: 'damaged', spoil: (m) => failing(m, 'POST redeem', 'no-time') },
    {
      name: 'time signed for another request',
      type: 'damaged',
      spoil: (m) => failing(m, 'POST redeem', 'old-nonce'),
    },
    { name: 'envelope damaged', type: 'damaged', changes: { ...withGarden, sealed: flipped } },
    {
      name: 'envelope cut off',
      type: 'damaged',
      changes: { ...withGarden, sealed: (right) => right.slice(0, 99) },
    },
    {
      name: 'envelope with a key too many',
      type: 'damaged',
      changes: { ...withGarden, envelope: { extra: 1 } as object },
    },
    {
      name: 'envelope of another version',
      type: 'damaged',
      changes: { ...withGarden, envelope: { v: 2 } as object },
    },
    {
      name: 'envelope of another root',
      type: 'damaged',
      changes: { ...withGarden, envelope: { root: '0'.repeat(32) } },
    },
    {
      name: 'envelope of another study',
      type: 'damaged',
      changes: { ...withGarden, envelope: { study: 'A'.repeat(22) } },
    },
    {
      name: 'manifest older than the envelope allows',
      type: 'damaged',
      spoil: (m) => m.publish({ serial: 1 }),
    },
    {
      name: 'manifest of another study',
      type: 'damaged',
      spoil: (m) => m.publish({ study: 'A'.repeat(22) }),
    },
    {
      name: 'manifest signed by somebody else',
      type: 'damaged',
      spoil: (m) => {
        m.manifestAs = signPayload('manifest', m.manifest, generateSigningKey().secretKey);
      },
    },
    {
      name: 'manifest changed on the way',
      type: 'damaged',
      spoil: (m) => {
        const signed = signPayload('manifest', m.manifest, m.root.secretKey);
        m.manifestAs = {
          ...signed,
          payload: signPayload('manifest', { ...m.manifest, serial: 9 }, m.root.secretKey).payload,
        };
      },
    },
    {
      name: 'manifest with one key where two belong',
      type: 'damaged',
      spoil: async (m) => m.publish({ recipients: [(await generateKeyPair()).recipient] }),
    },
    {
      name: 'manifest that mixes kinds of keys',
      type: 'damaged',
      spoil: (m) => m.publish({ signalRecipient: `age1pq1${'q'.repeat(200)}` }),
    },
    { name: 'manifest that does not name a file', type: 'damaged', spoil: (m) => m.publish({ files: [] }) },
    {
      name: 'manifest over, by the server’s clock',
      type: 'refused',
      spoil: (m) => m.publish({ validUntil: '2026-03-01T00:00:00.000Z' }),
    },
    { name: 'sealed file changed', type: 'damaged', spoil: (m) => failing(m, 'GET files/', 'other-bytes') },
    { name: 'sealed file a login page', type: 'damaged', spoil: (m) => failing(m, 'GET files/', 'html') },
    { name: 'sealed file gone', type: 'refused', spoil: (m) => m.files.clear() },
    {
      name: 'sealed file not reached',
      type: 'no-connection',
      spoil: (m) => failing(m, 'GET files/', 'no-network'),
    },
    {
      name: 'questionnaire in a format that this app does not run',
      type: 'damaged',
      changes: { files: [{ kind: 'questionnaire', json: { ...garden, format: 2 } }] },
    },
  ];

  for (const { name, type, changes, spoil } of cases) {
    it(`${name}: makes no space, and says ${type}`, async () => {
      const { mailbox, at, redeem } = await start(changes);
      await spoil?.(mailbox);
      expect(await redeem()).toEqual({ ok: false, error: { type } });
      expect(value(await at.device.common.run((database) => database.spaces.count()))).toBe(0);
      expect((await at.disk.factory.databases()).map((database) => database.name)).toEqual(['adem']);
    });
  }

  it('and then is right again goes on where it stopped', async () => {
    for (const fault of [
      'no-network',
      'html',
      'lost-reply',
      'no-time',
      { status: 404 },
      { status: 500 },
    ] as const) {
      const { mailbox, redeem } = await start();
      failing(mailbox, 'POST redeem', fault);
      expect((await redeem()).ok).toBe(false);
      expect((await redeem()).ok).toBe(true);
    }
  });

  it('mistyped asks nobody', async () => {
    const { mailbox, deps, invite } = await start();
    const last = invite.text.at(-1) === '0' ? '1' : '0';
    for (const typed of [
      '',
      '123456',
      invite.text.slice(0, -1),
      `${invite.text.slice(0, -1)}${last}`,
      `${invite.text}0`,
    ]) {
      expect(await redeemInvite(typed, deps), typed).toEqual({ ok: false, error: { type: 'not-an-invite' } });
    }
    expect(mailbox.requests).toEqual([]);
  });

  it('does not depend on the device’s clock', async () => {
    for (const year of ['1999', '2061']) {
      const { at, redeem } = await start();
      at.clock.wall = new Date(`${year}-01-01T00:00:00.000Z`);
      expect((await redeem()).ok).toBe(true);
    }
  });

  it('on a full disk says so, sends nothing that is not stored, and can be tried again', async () => {
    const { mailbox, at, redeem } = await start();
    at.disk.fault = () => 'full';
    expect(await redeem()).toEqual({ ok: false, error: { type: 'storage', problem: { type: 'disk-full' } } });
    expect(mailbox.requests).toEqual([]);
    at.disk.fault = () => null;
    const pending = value(await redeem());
    at.disk.fault = () => 'full';
    expect(await pending.confirm(pending.code)).toEqual({
      ok: false,
      error: { type: 'storage', problem: { type: 'disk-full' } },
    });
    expect(value(await at.device.common.run((database) => database.pending.count()))).toBe(1);
    at.disk.fault = () => null;
    expect((await pending.confirm(pending.code)).ok).toBe(true);
  });

  it('killed between any two steps of the confirmation can be typed again, or the space is there', async () => {
    for (let writes = 0; writes < 4; writes++) {
      const { mailbox, at, redeem, invite } = await start();
      const pending = value(await redeem());
      let left = writes;
      at.disk.fault = () => (left-- > 0 ? null : 'crash');
      const confirmed = await pending.confirm(pending.code).catch(() => null);
      at.disk.fault = () => null;
      const later = at.restart();
      const space = await openSpace(pending.code, later.device);
      if (confirmed?.ok === true) expect(space).not.toBeNull();
      if (space === null) {
        const again = value(await redeemInvite(invite.text, syncDeps(later, mailbox)));
        expect((await again.confirm(again.code)).ok).toBe(true);
      }
    }
  });
});
