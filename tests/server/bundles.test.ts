import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailboxReceiptSchema } from '#core/protocol/receipt.ts';
import { openSigned } from '#crypto/signing.ts';
import {
  createTestMailbox,
  octets,
  randomBundle,
  receiptIn,
  sha256Of,
  type TestMailbox,
  type TestMailboxOptions,
  type TestSpace,
} from '../support/testMailbox.ts';

let mailbox: TestMailbox;
let space: TestSpace;
const start = async (options: TestMailboxOptions = {}): Promise<void> => {
  mailbox = await createTestMailbox(options);
  await mailbox.prepare();
  space = await mailbox.space();
};
afterEach(() => mailbox.stop());

const open = (signed: unknown) => {
  const opened = openSigned('mailbox-receipt', mailboxReceiptSchema, [mailbox.receiptKey.publicKey], signed);
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
};

describe('a bundle that arrives', () => {
  beforeEach(() => start());

  it('is kept, and answered with a signed receipt of what, how large, when and in which order', async () => {
    const bytes = randomBundle();
    const answer = await mailbox.put(space, bytes);
    expect(answer.statusCode).toBe(201);
    expect(open(receiptIn(answer))).toEqual({
      v: 1,
      study: mailbox.study,
      bundle: sha256Of(bytes),
      size: bytes.length,
      serial: 1,
      time: mailbox.clock.at.toISOString(),
    });
    const kept = await mailbox.askDesk('GET', `bundles/${sha256Of(bytes)}`);
    expect(kept.rawPayload.equals(bytes)).toBe(true);
  });

  it('gets the identical receipt however often it comes, also much later', async () => {
    const bytes = randomBundle();
    const first = await mailbox.put(space, bytes);
    mailbox.clock.at = new Date(mailbox.clock.at.getTime() + 5_000_000);
    const again = await Promise.all([1, 2, 3].map(() => mailbox.put(space, bytes)));
    expect(again.map((answer) => [answer.statusCode, answer.body])).toEqual(
      Array.from({ length: 3 }, () => [200, first.body]),
    );
  });

  it('is stored once when twenty copies come at the same moment', async () => {
    const bytes = randomBundle();
    const answers = await Promise.all(Array.from({ length: 20 }, () => mailbox.put(space, bytes)));
    expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(open(receiptIn(await mailbox.put(space, randomBundle()))).serial).toBe(2);
  });

  it('counts up by one per bundle, whoever sends', async () => {
    const other = await mailbox.space();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => mailbox.put(i % 2 === 0 ? space : other, randomBundle(100))),
    );
    const serials = answers.map((answer) => open(receiptIn(answer)).serial).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('is refused when its bytes are not what its name says', async () => {
    const bytes = randomBundle();
    const answer = await mailbox.put(space, bytes, sha256Of(randomBundle()));
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'wrong-hash' }]);
    await mailbox.put(space, bytes);
    const liar = await mailbox.put(space, randomBundle(), sha256Of(bytes));
    expect(liar.statusCode).toBe(400);
  });

  it('is refused when its name is no hash, or when it is empty', async () => {
    expect((await mailbox.put(space, randomBundle(), 'abc')).statusCode).toBe(400);
    const upper = randomBundle();
    expect((await mailbox.put(space, upper, sha256Of(upper).toUpperCase())).statusCode).toBe(400);
    const nothing = await mailbox.put(space, Buffer.alloc(0));
    expect([nothing.statusCode, nothing.json()]).toEqual([400, { error: 'empty' }]);
  });

  it('may have 256 KiB and not one byte more', async () => {
    expect((await mailbox.put(space, randomBundle(262_144))).statusCode).toBe(201);
    const larger = await mailbox.put(space, randomBundle(262_145));
    expect([larger.statusCode, larger.json()]).toEqual([413, { error: 'too-large' }]);
    expect((await mailbox.put(space, randomBundle(257 * 1024))).statusCode).toBe(413);
  });

  it('must say its length beforehand', async () => {
    const bytes = randomBundle();
    const answer = await mailbox.device.inject({
      method: 'PUT',
      url: `/v1/bundles/${sha256Of(bytes)}`,
      headers: { authorization: `Bearer ${space.bearer}`, 'content-type': octets },
      payload: Readable.from([bytes]),
    });
    expect([answer.statusCode, answer.json()]).toEqual([411, { error: 'length-required' }]);
  });

  it('must be as long as it says', async () => {
    const bytes = randomBundle();
    for (const length of [bytes.length - 1, bytes.length + 1]) {
      const answer = await mailbox.device.inject({
        method: 'PUT',
        url: `/v1/bundles/${sha256Of(bytes)}`,
        headers: {
          authorization: `Bearer ${space.bearer}`,
          'content-type': octets,
          'content-length': String(length),
        },
        payload: bytes,
      });
      expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'wrong-length' }]);
    }
  });

  it('must come as octets from a space that is known', async () => {
    const bytes = randomBundle();
    const as = (headers: Record<string, string>) =>
      mailbox.device.inject({
        method: 'PUT',
        url: `/v1/bundles/${sha256Of(bytes)}`,
        headers,
        payload: bytes,
      });
    const authorization = `Bearer ${space.bearer}`;
    expect((await as({ authorization, 'content-type': 'application/json' })).statusCode).toBe(415);
    expect((await as({ authorization, 'content-type': 'text/plain' })).statusCode).toBe(415);
    expect((await as({ authorization })).statusCode).toBe(415);
    for (const stranger of [
      '',
      'Bearer',
      `Bearer ${'a'.repeat(43)}`,
      `Bearer ${space.bearer}x`,
      `Basic ${space.bearer}`,
    ]) {
      const answer = await as({ authorization: stranger, 'content-type': octets });
      expect([answer.statusCode, answer.json()]).toEqual([401, { error: 'unauthorised' }]);
    }
    expect((await mailbox.askDesk('GET', 'bundles')).json()).toEqual({ bundles: [], next: 0 });
  });
});

describe('a revoked space', () => {
  beforeEach(() => start());

  it('gets no manifest and no file, while what it sends still arrives, marked', async () => {
    const file = randomBundle();
    await mailbox.askDesk('PUT', `files/${sha256Of(file)}`, file);
    const read = (path: string) =>
      mailbox.device.inject({ url: `/v1/${path}`, headers: { authorization: `Bearer ${space.bearer}` } });
    expect((await read('manifest')).statusCode).toBe(200);
    expect((await read(`files/${sha256Of(file)}`)).rawPayload.equals(file)).toBe(true);
    const before = randomBundle();
    await mailbox.put(space, before);

    expect((await mailbox.askDesk('POST', `invites/${space.number}/revoke`, {})).statusCode).toBe(200);
    expect((await read('manifest')).json()).toEqual({ error: 'refused' });
    expect((await read(`files/${sha256Of(file)}`)).json()).toEqual({ error: 'refused' });
    const after = await mailbox.put(space, randomBundle());
    expect(after.statusCode).toBe(201);
    expect((await mailbox.put(space, before)).statusCode).toBe(200);

    const { bundles } = await mailbox.stores.bundles.list(0, 10);
    expect(bundles.map((bundle) => bundle.revoked)).toEqual([false, true]);
  });
});

describe('limits on sending', () => {
  it('stop one space at its quota, without losing what is stored or hindering others', async () => {
    await start({ quotaBytes: 100_000 });
    const first = randomBundle(60_000);
    expect((await mailbox.put(space, first)).statusCode).toBe(201);
    const over = await mailbox.put(space, randomBundle(60_000));
    expect([over.statusCode, over.json()]).toEqual([413, { error: 'quota-reached' }]);
    expect((await mailbox.put(space, randomBundle(40_000))).statusCode).toBe(201);
    expect((await mailbox.put(space, first)).statusCode).toBe(200);
    expect((await mailbox.put(await mailbox.space(), randomBundle(60_000))).statusCode).toBe(201);
    expect((await mailbox.stores.bundles.list(0, 10)).bundles.map((bundle) => bundle.cursor)).toEqual([
      1, 2, 3,
    ]);
  });

  it('ask a space that sends too fast to wait, with the time to wait', async () => {
    await start({ putsPerMinute: 2 });
    await mailbox.put(space, randomBundle(10));
    await mailbox.put(space, randomBundle(10));
    const third = await mailbox.put(space, randomBundle(10));
    expect([third.statusCode, third.json(), third.headers['retry-after']]).toEqual([
      429,
      { error: 'slow-down' },
      '60',
    ]);
    expect((await mailbox.put(await mailbox.space(), randomBundle(10))).statusCode).toBe(201);
    mailbox.clock.at = new Date(mailbox.clock.at.getTime() + 60_000);
    expect((await mailbox.put(space, randomBundle(10))).statusCode).toBe(201);
  });

  it('ask everybody to come back when too much is going on at once, and recover', async () => {
    await start({ mostInFlight: 3 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => mailbox.put(space, randomBundle(10))));
    const busy = answers.filter((answer) => answer.statusCode === 503);
    expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(3);
    expect(busy).toHaveLength(7);
    expect([busy[0]?.json(), busy[0]?.headers['retry-after']]).toEqual([{ error: 'busy' }, '2']);
    expect((await mailbox.put(space, randomBundle(10))).statusCode).toBe(201);
  });
});
