import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundlesReplySchema, receiptsReplySchema } from '#core/protocol/wire.ts';
import { generateKeyPair } from '#crypto/age.ts';
import { generateSigningKey, signPayload } from '#crypto/signing.ts';
import {
  createTestMailbox,
  randomBundle,
  sha256Of,
  type TestMailbox,
  type TestSpace,
} from '../support/testMailbox.ts';

let mailbox: TestMailbox;
beforeEach(async () => {
  mailbox = await createTestMailbox();
});
afterEach(() => mailbox.stop());

const answerOf = async (asked: ReturnType<TestMailbox['askDesk']>): Promise<readonly [number, unknown]> => {
  const answer = await asked;
  return [answer.statusCode, answer.json()];
};

describe('the door of the desk', () => {
  it('opens for the desk token alone', async () => {
    for (const authorization of ['', 'Bearer', `Bearer ${'A'.repeat(43)}`]) {
      for (const [method, url] of [
        ['GET', '/desk/v1/receipt-key'],
        ['GET', '/desk/v1/metrics'],
        ['PUT', '/desk/v1/study'],
        ['GET', '/desk/v1/nothing'],
      ] as const) {
        const answer = await mailbox.desk.inject({
          method,
          url,
          headers: { authorization, 'content-length': '0' },
        });
        expect([url, answer.statusCode, answer.json()]).toEqual([url, 401, { error: 'unauthorised' }]);
      }
    }
    expect((await mailbox.askDesk('GET', 'receipt-key')).json()).toEqual({
      key: mailbox.receiptKey.publicKey,
    });
  });

  it('is not the door of devices: neither listener has the routes of the other', async () => {
    expect((await mailbox.device.inject('/desk/v1/receipt-key')).statusCode).toBe(404);
    const answer = await mailbox.askDesk('GET', '../../v1/health');
    expect(answer.statusCode).toBe(404);
  });
});

describe('the study', () => {
  const study = () => ({ study: mailbox.study, root: mailbox.root.publicKey, demo: false });

  it('is pinned once: the same again is fine, another one never', async () => {
    expect(await answerOf(mailbox.askDesk('PUT', 'study', study()))).toEqual([201, {}]);
    expect(await answerOf(mailbox.askDesk('PUT', 'study', study()))).toEqual([200, {}]);
    for (const other of [
      { ...study(), root: generateSigningKey().publicKey },
      { ...study(), study: 'A'.repeat(22) },
      { ...study(), demo: true },
    ]) {
      expect(await answerOf(mailbox.askDesk('PUT', 'study', other))).toEqual([
        409,
        { error: 'another-study' },
      ]);
    }
    expect((await mailbox.stores.study.get())?.root).toBe(mailbox.root.publicKey);
  });

  it('is refused in another shape', async () => {
    for (const bad of [
      {},
      { ...study(), more: 1 },
      { ...study(), root: 'AAAA' },
      { ...study(), study: 'short' },
    ]) {
      expect(await answerOf(mailbox.askDesk('PUT', 'study', bad))).toEqual([400, { error: 'malformed' }]);
    }
  });

  it('made for trying out is refused where strangers can reach it, by its root and by its manifest', async () => {
    const open = await createTestMailbox({ demoAllowed: false });
    try {
      const demo = { study: open.study, root: open.root.publicKey, demo: true };
      expect((await open.askDesk('PUT', 'study', demo)).json()).toEqual({ error: 'demo-not-here' });
      await open.askDesk('PUT', 'study', { ...demo, demo: false });
      const manifest = await open.manifest({ demo: true });
      expect((await open.askDesk('PUT', 'manifest', manifest)).json()).toEqual({ error: 'demo-not-here' });
    } finally {
      await open.stop();
    }
  });
});

describe('the manifest', () => {
  it('needs a study first', async () => {
    expect(await answerOf(mailbox.askDesk('PUT', 'manifest', await mailbox.manifest()))).toEqual([
      409,
      { error: 'no-study' },
    ]);
  });

  it('counts when the root signed it, and never goes back', async () => {
    await mailbox.prepare();
    const second = await mailbox.manifest({ serial: 2 });
    expect(await answerOf(mailbox.askDesk('PUT', 'manifest', second))).toEqual([201, {}]);
    expect(await answerOf(mailbox.askDesk('PUT', 'manifest', second))).toEqual([200, {}]);
    const lower = await mailbox.manifest({ serial: 1 });
    expect(await answerOf(mailbox.askDesk('PUT', 'manifest', lower))).toEqual([409, { error: 'old-serial' }]);
    const twin = await mailbox.manifest({ serial: 2, contact: 'elsewhere' });
    expect(await answerOf(mailbox.askDesk('PUT', 'manifest', twin))).toEqual([409, { error: 'same-serial' }]);
    expect((await mailbox.stores.study.get())?.manifest).toEqual(second);
  });

  it('is refused when forged, of another study, for mixed recipients or without this mailbox', async () => {
    await mailbox.prepare();
    const good = await mailbox.manifest({ serial: 3 });
    const payload: unknown = JSON.parse(Buffer.from(good.payload, 'base64').toString());
    const flipped = Buffer.from(good.signature, 'base64');
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    const plain = await generateKeyPair();
    const cases: readonly (readonly [object, string])[] = [
      [signPayload('manifest', payload, generateSigningKey().secretKey), 'bad-signature'],
      [signPayload('desk-receipt', payload, mailbox.root.secretKey), 'bad-signature'],
      [{ ...good, signature: flipped.toString('base64') }, 'bad-signature'],
      [signPayload('manifest', { v: 1 }, mailbox.root.secretKey), 'malformed'],
      [{ ...good, more: 1 }, 'malformed'],
      [await mailbox.manifest({ serial: 3, study: 'B'.repeat(22) }), 'wrong-study'],
      [await mailbox.manifest({ serial: 3, recipients: [plain.recipient, hybrid] }), 'mixed-recipients'],
      [
        await mailbox.manifest({ serial: 3, receiptKeys: [generateSigningKey().publicKey] }),
        'receipt-key-missing',
      ],
    ];
    for (const [body, reason] of cases) {
      expect(await answerOf(mailbox.askDesk('PUT', 'manifest', body))).toEqual([400, { error: reason }]);
    }
    expect((await mailbox.stores.study.get())?.manifestSerial).toBe(1);
  });
});

describe('files and invites', () => {
  it('are put once, and the same again is fine', async () => {
    const file = randomBundle(200_000);
    const path = `files/${sha256Of(file)}`;
    expect((await mailbox.askDesk('PUT', path, file)).statusCode).toBe(201);
    expect((await mailbox.askDesk('PUT', path, file)).statusCode).toBe(200);
    expect(await answerOf(mailbox.askDesk('PUT', path, randomBundle(9)))).toEqual([
      400,
      { error: 'wrong-hash' },
    ]);

    const body = { tokenHash: 'a'.repeat(64), envelope: 'AAAA', expires: '2026-05-01T00:00:00Z' };
    const put = (number: string, invite: object) =>
      answerOf(mailbox.askDesk('PUT', `invites/${number}`, invite));
    expect(await put('0123456789abcdef', body)).toEqual([201, {}]);
    expect(await put('0123456789abcdef', body)).toEqual([200, {}]);
    expect(await put('0123456789abcdef', { ...body, envelope: 'BBBB' })).toEqual([
      409,
      { error: 'another-invite' },
    ]);
    expect(await put('00000000000000ff', body)).toEqual([409, { error: 'another-invite' }]);
    expect(await put('0123', body)).toEqual([400, { error: 'malformed' }]);
    expect(await put('00000000000000ff', { ...body, expires: 'tomorrow' })).toEqual([
      400,
      { error: 'malformed' },
    ]);
    expect(await put('00000000000000ff', { ...body, more: 1 })).toEqual([400, { error: 'malformed' }]);
  });

  it('that do not exist cannot be closed, revoked or fetched', async () => {
    for (const verb of ['close', 'revoke']) {
      expect(await answerOf(mailbox.askDesk('POST', `invites/00000000000000ff/${verb}`, {}))).toEqual([
        404,
        { error: 'not-found' },
      ]);
    }
    expect((await mailbox.askDesk('GET', `bundles/${'0'.repeat(64)}`)).statusCode).toBe(404);
  });
});

describe('fetching bundles', () => {
  it('goes through them page by page in the order of their serials, missing none', async () => {
    await mailbox.prepare();
    const space = await mailbox.space();
    const names = [];
    for (let i = 0; i < 7; i++) {
      const bytes = randomBundle(50 + i);
      names.push(sha256Of(bytes));
      await mailbox.put(space, bytes);
    }
    const seen: string[] = [];
    let after = 0;
    for (;;) {
      const page = bundlesReplySchema.parse(
        (await mailbox.askDesk('GET', `bundles?after=${after}&limit=3`)).json(),
      );
      if (page.bundles.length === 0) break;
      expect(page.bundles.every((bundle) => bundle.invite === space.number)).toBe(true);
      seen.push(...page.bundles.map((bundle) => bundle.sha256));
      after = page.next;
    }
    expect(seen).toEqual(names);
    expect(after).toBe(7);
  });

  it('refuses questions of another shape', async () => {
    for (const query of ['after=-1', 'after=x', 'limit=', 'after=1&after=2', 'more=1', 'after=1e3']) {
      expect((await mailbox.askDesk('GET', `bundles?${query}`)).statusCode).toBe(400);
    }
  });
});

describe('desk receipts', () => {
  let space: TestSpace;
  const receiptFor = (bundle: string, key = mailbox.deskKey.secretKey, study = mailbox.study) =>
    signPayload('desk-receipt', { v: 1, study, bundle, time: '2026-03-03T00:00:00.000Z' }, key);
  const fetchReceipts = async (of: TestSpace, after = 0) =>
    receiptsReplySchema.parse(
      (
        await mailbox.device.inject({
          url: `/v1/receipts?after=${after}`,
          headers: { authorization: `Bearer ${of.bearer}` },
        })
      ).json(),
    );
  const sendBundle = async (from: TestSpace): Promise<string> => {
    const bytes = randomBundle(64);
    await mailbox.put(from, bytes);
    return sha256Of(bytes);
  };

  beforeEach(async () => {
    await mailbox.prepare();
    space = await mailbox.space();
  });

  it('reach the space whose bundles they are about, by cursor, and nobody else', async () => {
    const other = await mailbox.space();
    const mine = [await sendBundle(space), await sendBundle(space)];
    const theirs = await sendBundle(other);
    const receipts = [receiptFor(mine[0] ?? ''), receiptFor(theirs)];
    expect(await answerOf(mailbox.askDesk('PUT', 'receipts', { receipts }))).toEqual([200, {}]);
    const first = await fetchReceipts(space);
    expect(first.receipts).toEqual([receipts[0]]);
    const later = receiptFor(mine[1] ?? '');
    await mailbox.askDesk('PUT', 'receipts', { receipts: [...receipts, later] });
    expect((await fetchReceipts(space, first.next)).receipts).toEqual([later]);
    expect((await fetchReceipts(other)).receipts).toEqual([receipts[1]]);
    const end = await fetchReceipts(space, first.next);
    expect(await fetchReceipts(space, end.next)).toEqual({ receipts: [], next: end.next });
  });

  it('are taken all or none: one forged receipt refuses the lot', async () => {
    const bundle = await sendBundle(space);
    const forged: readonly (readonly [object, string])[] = [
      [receiptFor(bundle, generateSigningKey().secretKey), 'bad-signature'],
      [receiptFor(bundle, mailbox.root.secretKey), 'bad-signature'],
      [receiptFor(bundle, mailbox.deskKey.secretKey, 'C'.repeat(22)), 'wrong-study'],
      [signPayload('time', { v: 1 }, mailbox.deskKey.secretKey), 'bad-signature'],
      [signPayload('desk-receipt', { v: 2 }, mailbox.deskKey.secretKey), 'malformed'],
    ];
    for (const [bad, reason] of forged) {
      const body = { receipts: [receiptFor(bundle), bad] };
      expect(await answerOf(mailbox.askDesk('PUT', 'receipts', body))).toEqual([400, { error: reason }]);
    }
    expect((await fetchReceipts(space)).receipts).toEqual([]);
  });

  it('of bundles that are not here are passed over', async () => {
    const bundle = await sendBundle(space);
    const receipts = [receiptFor('d'.repeat(64)), receiptFor(bundle)];
    expect(await answerOf(mailbox.askDesk('PUT', 'receipts', { receipts }))).toEqual([200, {}]);
    expect((await fetchReceipts(space)).receipts).toEqual([receipts[1]]);
  });
});

describe('metrics', () => {
  it('count answers by route and status, and name nobody', async () => {
    await mailbox.prepare();
    const space = await mailbox.space();
    const bytes = randomBundle();
    await mailbox.put(space, bytes);
    await mailbox.put(space, bytes);
    const { body } = await mailbox.askDesk('GET', 'metrics');
    expect(body).toContain(
      'adem_answers_total{listener="device",route="/v1/bundles/:sha256",status="201"} 1',
    );
    expect(body).toContain(
      'adem_answers_total{listener="device",route="/v1/bundles/:sha256",status="200"} 1',
    );
    for (const secret of [sha256Of(bytes), space.number, space.bearer, '127.0.0.1'])
      expect(body).not.toContain(secret);
  });
});
