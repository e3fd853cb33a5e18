import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { redeemReplySchema } from '#core/protocol/wire.ts';
import {
  createTestMailbox,
  newPublicKey,
  newToken,
  type TestInvite,
  type TestMailbox,
} from '../support/testMailbox.ts';

const day = 86_400_000;

describe('redeeming an invite', () => {
  let mailbox: TestMailbox;
  beforeEach(async () => {
    mailbox = await createTestMailbox();
    await mailbox.prepare();
  });
  afterEach(() => mailbox.stop());

  const wait = (ms: number): void => {
    mailbox.clock.at = new Date(mailbox.clock.at.getTime() + ms);
  };

  it('gives the envelope, the manifest and the root key once', async () => {
    const invite = await mailbox.invite();
    const answer = await mailbox.redeem(invite);
    expect(answer.statusCode).toBe(200);
    const reply = redeemReplySchema.parse(answer.json());
    expect(reply.invite).toBe(invite.number);
    expect(reply.envelope).toBe(invite.envelope);
    expect(reply.root).toBe(mailbox.root.publicKey);
    expect(reply.manifest).toEqual((await mailbox.stores.study.get())?.manifest);
  });

  it('succeeds for exactly one of a hundred devices that try at the same moment', async () => {
    const invite = await mailbox.invite();
    const answers = await Promise.all(Array.from({ length: 100 }, () => mailbox.redeem(invite)));
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.statusCode === 404)).toHaveLength(99);
  });

  it('gives the same device the same answer again, so a lost reply burns nothing', async () => {
    const invite = await mailbox.invite();
    const device = { publicKey: newPublicKey(), bearer: newToken() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => mailbox.redeem(invite, device)));
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    wait(day);
    expect((await mailbox.redeem(invite, device)).body).toBe(answers[0]?.body);
  });

  it('does not hand the space to somebody who knows the public key but has another token', async () => {
    const invite = await mailbox.invite();
    const device = { publicKey: newPublicKey(), bearer: newToken() };
    await mailbox.redeem(invite, device);
    const thief = { publicKey: device.publicKey, bearer: newToken() };
    expect((await mailbox.redeem(invite, thief)).statusCode).toBe(404);
  });

  it('answers unknown, used, expired, closed and revoked invites with the very same answer', async () => {
    const used = await mailbox.invite();
    await mailbox.redeem(used);
    const expired = await mailbox.invite(new Date(mailbox.clock.at.getTime() - 1));
    const closed = await mailbox.invite();
    await mailbox.askDesk('POST', `invites/${closed.number}/close`, {});
    const revoked = await mailbox.invite();
    await mailbox.askDesk('POST', `invites/${revoked.number}/revoke`, {});
    const unknown = { ...used, token: newToken() };

    const answers = await Promise.all(
      [used, expired, closed, revoked, unknown].map((invite) => mailbox.redeem(invite)),
    );
    const seen = answers.map(({ statusCode, body, headers }) => JSON.stringify([statusCode, body, headers]));
    expect(new Set(seen.map((answer) => answer.replace(/"date":"[^"]*"/, ''))).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(404);
    expect(answers[0]?.json()).toEqual({ error: 'not-found' });
  });

  it('does the same work for all of these, so that time tells no more than the answer', async () => {
    const used = await mailbox.invite();
    await mailbox.redeem(used);
    const expired = await mailbox.invite(new Date(mailbox.clock.at.getTime() - 1));
    const revoked = await mailbox.invite();
    await mailbox.askDesk('POST', `invites/${revoked.number}/revoke`, {});
    const { sqlite } = mailbox.opened;
    const prepare = vi.spyOn(sqlite, 'prepare');
    const statementsOf = async (invite: TestInvite): Promise<readonly string[]> => {
      prepare.mockClear();
      expect((await mailbox.redeem(invite)).statusCode).toBe(404);
      return prepare.mock.calls.map(([statement]) => statement);
    };
    const unknown = await statementsOf({ ...used, token: newToken() });
    expect(unknown.length).toBeGreaterThan(2);
    for (const invite of [used, expired, revoked]) expect(await statementsOf(invite)).toEqual(unknown);
  });

  it('goes by the server clock when an invite ends', async () => {
    const first = await mailbox.invite();
    const second = await mailbox.invite();
    wait(3 * day - 1);
    expect((await mailbox.redeem(first)).statusCode).toBe(200);
    wait(1);
    expect((await mailbox.redeem(second)).statusCode).toBe(404);
  });

  it('uses up no invite while the manifest has run out, and goes on after a new one', async () => {
    const invite = await mailbox.invite(new Date(mailbox.clock.at.getTime() + 900 * day));
    wait(301 * day);
    const device = { publicKey: newPublicKey(), bearer: newToken() };
    expect((await mailbox.redeem(invite, device)).statusCode).toBe(404);
    await mailbox.askDesk('PUT', 'manifest', await mailbox.manifest({ serial: 2 }));
    expect((await mailbox.redeem(invite, { publicKey: newPublicKey(), bearer: newToken() })).statusCode).toBe(
      200,
    );
    expect((await mailbox.redeem(invite, device)).statusCode).toBe(404);
  });

  it('is over once the device has confirmed, even for that device', async () => {
    const space = await mailbox.space();
    const confirm = () =>
      mailbox.device.inject({
        method: 'POST',
        url: '/v1/confirm',
        headers: { authorization: `Bearer ${space.bearer}` },
        payload: {},
      });
    expect((await confirm()).json()).toEqual({});
    expect((await confirm()).statusCode).toBe(200);
    expect((await mailbox.redeem(space, space)).statusCode).toBe(404);
  });

  it('refuses two invites for one token', async () => {
    const device = { publicKey: newPublicKey(), bearer: newToken() };
    expect((await mailbox.redeem(await mailbox.invite(), device)).statusCode).toBe(200);
    expect((await mailbox.redeem(await mailbox.invite(), device)).statusCode).toBe(404);
  });

  it('refuses bodies of another shape', async () => {
    const invite = await mailbox.invite();
    const good = { token: invite.token, publicKey: newPublicKey(), bearer: 'a'.repeat(64) };
    const bad: readonly unknown[] = [
      {},
      [],
      { ...good, more: 1 },
      { ...good, token: `${good.token}a` },
      { ...good, token: 3 },
      { ...good, publicKey: Buffer.alloc(65, 5).toString('base64') },
      { ...good, publicKey: Buffer.alloc(33, 4).toString('base64') },
      { ...good, publicKey: 'x'.repeat(101) },
      { ...good, bearer: 'A'.repeat(64) },
      { ...good, bearer: undefined },
    ];
    for (const payload of bad) {
      const answer = await mailbox.device.inject({
        method: 'POST',
        url: '/v1/redeem',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(payload),
      });
      expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'malformed' }]);
    }
    expect((await mailbox.redeem(invite)).statusCode).toBe(200);
  });

  it('keeps only hashes: the database holds neither redeem token nor bearer token', async () => {
    const space = await mailbox.space();
    const dump = JSON.stringify(await mailbox.opened.db.selectFrom('invite').selectAll().execute());
    expect(dump).toContain(space.publicKey);
    expect(dump).not.toContain(space.token);
    expect(dump).not.toContain(space.bearer);
  });
});

describe('many wrong invites', () => {
  it('are slowed down per neighbourhood of addresses, without counting those that worked', async () => {
    const mailbox = await createTestMailbox({ redeemsPerHour: 3 });
    try {
      await mailbox.prepare();
      for (let i = 0; i < 5; i++) expect((await mailbox.redeem(await mailbox.invite())).statusCode).toBe(200);
      const from = (remoteAddress: string) =>
        mailbox.device.inject({
          method: 'POST',
          url: '/v1/redeem',
          remoteAddress,
          payload: { token: newToken(), publicKey: newPublicKey(), bearer: 'b'.repeat(64) },
        });
      const near = ['198.51.100.1', '198.51.100.2', '::ffff:198.51.100.3', '198.51.100.4'];
      const answers = [];
      for (const address of near) answers.push(await from(address));
      expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404, 404, 429]);
      expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(3000);
      expect((await from('203.0.113.9')).statusCode).toBe(404);
      mailbox.clock.at = new Date(mailbox.clock.at.getTime() + 3_600_000);
      expect((await from('198.51.100.1')).statusCode).toBe(404);
    } finally {
      await mailbox.stop();
    }
  });

  it('are counted at the address that a named proxy reports, and at no other', async () => {
    const mailbox = await createTestMailbox({ redeemsPerHour: 1, trustedProxy: '127.0.0.1' });
    try {
      await mailbox.prepare();
      const from = (remoteAddress: string, forwarded: string) =>
        mailbox.device.inject({
          method: 'POST',
          url: '/v1/redeem',
          remoteAddress,
          headers: { 'x-forwarded-for': forwarded },
          payload: { token: newToken(), publicKey: newPublicKey(), bearer: 'b'.repeat(64) },
        });
      expect((await from('127.0.0.1', '198.51.100.1')).statusCode).toBe(404);
      expect((await from('127.0.0.1', '203.0.113.1')).statusCode).toBe(404);
      expect((await from('127.0.0.1', '198.51.100.1')).statusCode).toBe(429);
      expect((await from('192.0.2.7', '10.1.1.1')).statusCode).toBe(404);
      expect((await from('192.0.2.7', '10.2.2.2')).statusCode).toBe(429);
    } finally {
      await mailbox.stop();
    }
  });
});
