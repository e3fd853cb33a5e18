import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mailboxReceiptSchema } from '#core/protocol/receipt.ts';
import type { Signed } from '#core/protocol/signed.ts';
import { bundlesReplySchema, receiptKeyReplySchema, storedReplySchema } from '#core/protocol/wire.ts';
import { generateKeyPair } from '#crypto/age.ts';
import { generateSigningKey, openSigned, signPayload } from '#crypto/signing.ts';
import { tokenHash } from '../../src/server/bearer.ts';
import {
  killMailboxProcesses,
  type MailboxProcess,
  runMailbox,
  startMailboxProcess,
} from '../support/mailboxProcess.ts';
import { newPublicKey, newToken, octets, randomBundle, sha256Of } from '../support/testMailbox.ts';

// Real processes on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-process-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  await killMailboxProcesses();
  await rm(folder, { recursive: true });
});

const start = (where = data): Promise<MailboxProcess> =>
  startMailboxProcess(where, '--puts-per-minute', '1000000');

async function askDesk(
  mailbox: MailboxProcess,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(`${mailbox.desk}/desk/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${mailbox.deskToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const receiptKeyOf = async (mailbox: MailboxProcess): Promise<string> =>
  receiptKeyReplySchema.parse(await askDesk(mailbox, 'GET', 'receipt-key')).key;

/** A study, a manifest, an invite, redeemed: gives the bearer token. */
async function newSpace(mailbox: MailboxProcess): Promise<string> {
  const root = generateSigningKey();
  const study = randomBytes(16).toString('base64url');
  const [a, b, c] = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()]);
  const manifest = {
    v: 1,
    study,
    serial: 1,
    issued: '2026-01-01T00:00:00Z',
    validUntil: '2099-01-01T00:00:00Z',
    demo: false,
    recipients: [a.recipient, b.recipient],
    signalRecipient: c.recipient,
    receiptKeys: [await receiptKeyOf(mailbox)],
    deskKeys: [generateSigningKey().publicKey],
    files: [],
    exit: null,
    ethics: null,
    contact: null,
  };
  await askDesk(mailbox, 'PUT', 'study', { study, root: root.publicKey, demo: false });
  await askDesk(mailbox, 'PUT', 'manifest', signPayload('manifest', manifest, root.secretKey));
  const token = newToken();
  const bearer = newToken();
  await askDesk(mailbox, 'PUT', `invites/${randomBytes(8).toString('hex')}`, {
    tokenHash: tokenHash(token),
    envelope: 'AAAA',
    expires: '2099-01-01T00:00:00Z',
  });
  const redeemed = await fetch(`${mailbox.device}/v1/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, publicKey: newPublicKey(), bearer: tokenHash(bearer) }),
  });
  expect(redeemed.status).toBe(200);
  return bearer;
}

async function put(mailbox: MailboxProcess, bearer: string, bytes: Buffer): Promise<[number, Signed]> {
  const answer = await fetch(`${mailbox.device}/v1/bundles/${sha256Of(bytes)}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': octets },
    body: new Uint8Array(bytes),
  });
  return [answer.status, storedReplySchema.parse(await answer.json()).receipt];
}

const list = async (mailbox: MailboxProcess) =>
  bundlesReplySchema.parse(await askDesk(mailbox, 'GET', 'bundles?limit=500')).bundles;

describe('a mailbox killed without warning', () => {
  it('has every bundle that it gave a receipt for, with the same receipt, twice over', async () => {
    let mailbox = await start();
    const bearer = await newSpace(mailbox);
    const key = await receiptKeyOf(mailbox);
    const receipted = new Map<string, { bytes: Buffer; receipt: Signed }>();
    const lastSerials: number[] = [];
    for (let round = 0; round < 2; round++) {
      const now = mailbox;
      const sending = Promise.allSettled(
        Array.from({ length: 40 }, async () => {
          const bytes = randomBundle(4096);
          const [status, receipt] = await put(now, bearer, bytes);
          expect(status).toBe(201);
          receipted.set(sha256Of(bytes), { bytes, receipt });
        }),
      );
      const before = receipted.size;
      await new Promise<void>((done) => {
        const look = setInterval(() => {
          if (receipted.size < before + 5) return;
          clearInterval(look);
          done();
        }, 1);
      });
      await mailbox.end('SIGKILL');
      await sending;
      mailbox = await start();
      expect(await receiptKeyOf(mailbox)).toBe(key);
      const kept = new Map((await list(mailbox)).map((bundle) => [bundle.sha256, bundle]));
      for (const [name, { receipt }] of receipted) expect(kept.get(name)?.receipt).toEqual(receipt);
      lastSerials.push(Math.max(...[...kept.values()].map((bundle) => bundle.cursor)));
    }
    expect(receipted.size).toBeGreaterThanOrEqual(10);
    for (const { bytes, receipt } of receipted.values()) {
      expect(await put(mailbox, bearer, bytes)).toEqual([200, receipt]);
      const opened = openSigned('mailbox-receipt', mailboxReceiptSchema, [key], receipt);
      expect(opened.ok && opened.value.bundle).toBe(sha256Of(bytes));
    }
    const [, receipt] = await put(mailbox, bearer, randomBundle(10));
    const next = openSigned('mailbox-receipt', mailboxReceiptSchema, [key], receipt);
    expect(next.ok && next.value.serial).toBe((lastSerials.at(-1) ?? 0) + 1);
  });

  it('gives the identical receipt for a bundle whose answer was lost on the way', async () => {
    const first = await start();
    const bearer = await newSpace(first);
    const bytes = randomBundle(4096);
    const lost = put(first, bearer, bytes).catch(() => null);
    while ((await list(first)).length === 0) await new Promise((done) => setTimeout(done, 1));
    await first.end('SIGKILL');
    const seen = await lost;
    const second = await start();
    const [status, receipt] = await put(second, bearer, bytes);
    expect(status).toBe(200);
    expect(receipt).toEqual((await list(second))[0]?.receipt);
    expect(seen === null ? receipt : seen[1]).toEqual(receipt);
  });
});

describe('a mailbox that is asked to stop', () => {
  it('ends with code 0, has logged nobody, and keeps its key, token and space over a restart', async () => {
    const first = await start();
    const bearer = await newSpace(first);
    const bytes = randomBundle(4096);
    const [, receipt] = await put(first, bearer, bytes);
    const key = await receiptKeyOf(first);
    expect(await first.end('SIGTERM')).toBe(0);
    for (const line of first.stderr().trim().split('\n')) {
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ (GET|PUT|POST) [a-z0-9/:-]+ \d{3} (-|4K|32K)$/);
    }
    const second = await start();
    expect(second.deskToken).toBe(first.deskToken);
    expect(await receiptKeyOf(second)).toBe(key);
    expect(await put(second, bearer, bytes)).toEqual([200, receipt]);
  });
});

describe('a backup', () => {
  it('made while bundles come in starts as a mailbox with the same key, token, bundles and receipts', async () => {
    const mailbox = await start();
    const bearer = await newSpace(mailbox);
    const before: [Buffer, Signed][] = [];
    for (let i = 0; i < 5; i++) {
      const bytes = randomBundle(4096);
      before.push([bytes, (await put(mailbox, bearer, bytes))[1]]);
    }
    const to = join(folder, 'backup');
    const more = Array.from({ length: 10 }, () => put(mailbox, bearer, randomBundle(4096)));
    const made = await runMailbox('--data', data, '--backup', to);
    expect([made.code, made.stderr]).toEqual([0, '']);
    const counted = Number(/^Backup with (\d+) bundles/.exec(made.stdout)?.[1]);
    expect(counted).toBeGreaterThanOrEqual(5);
    await Promise.all(more);
    await mailbox.end('SIGKILL');
    await rm(data, { recursive: true });

    const restored = await start(to);
    expect(restored.deskToken).toBe(mailbox.deskToken);
    expect(await list(restored)).toHaveLength(counted);
    for (const [bytes, receipt] of before) expect(await put(restored, bearer, bytes)).toEqual([200, receipt]);
    expect((await stat(join(to, 'receipt-key.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('a process that cannot start or does not know an option', () => {
  it('ends with code 1 and one sentence', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const address = taken.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const ended = await runMailbox('--data', data, '--port', port, '--desk-port', '0', '--app', 'none');
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} is taken: choose another with --port.\n`,
    });
    const wrong = await runMailbox('--wrong');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toBe('"--wrong" cannot be used so: --help lists the options.\n');
    await new Promise((done) => taken.close(done));
  });
});
