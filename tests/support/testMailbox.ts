/** A whole mailbox on a file of its own, spoken to without a port, with a clock that the test sets. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Manifest } from '#core/protocol/manifest.ts';
import type { Signed } from '#core/protocol/signed.ts';
import { redeemReplySchema, storedReplySchema } from '#core/protocol/wire.ts';
import { generateKeyPair } from '#crypto/age.ts';
import { generateSigningKey, type SigningKey, signPayload } from '#crypto/signing.ts';
import { tokenHash } from '../../src/server/bearer.ts';
import { createCounters } from '../../src/server/counters.ts';
import { buildDeskApp } from '../../src/server/deskApp.ts';
import { buildDeviceApp } from '../../src/server/deviceApp.ts';
import { createMailboxStores, type MailboxStores } from '../../src/server/mailboxStores.ts';
import { type OpenDatabase, openDatabase } from '../../src/server/openDatabase.ts';

export interface TestMailboxOptions {
  readonly folder?: string;
  readonly appFolder?: string;
  readonly redeemsPerHour?: number;
  readonly putsPerMinute?: number;
  readonly mostInFlight?: number;
  readonly quotaBytes?: number;
  readonly demoAllowed?: boolean;
  readonly trustedProxy?: string;
  readonly receiptKey?: SigningKey;
  readonly waitMs?: number;
}

export interface TestInvite {
  readonly number: string;
  readonly token: string;
  readonly envelope: string;
}

export interface TestSpace extends TestInvite {
  readonly publicKey: string;
  readonly bearer: string;
}

export interface TestMailbox {
  readonly folder: string;
  readonly device: FastifyInstance;
  readonly desk: FastifyInstance;
  readonly opened: OpenDatabase;
  readonly stores: MailboxStores;
  readonly receiptKey: SigningKey;
  readonly root: SigningKey;
  readonly deskKey: SigningKey;
  readonly study: string;
  readonly logged: string[];
  readonly clock: { at: Date };
  askDesk(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    body?: object | Buffer,
  ): Promise<LightMyRequestResponse>;
  manifest(changes?: Partial<Manifest>): Promise<Signed>;
  /** Study pinned and a first manifest put. */
  prepare(demo?: boolean): Promise<void>;
  invite(expires?: Date): Promise<TestInvite>;
  redeem(invite: TestInvite, as?: Pick<TestSpace, 'publicKey' | 'bearer'>): Promise<LightMyRequestResponse>;
  /** An invite put and redeemed. */
  space(): Promise<TestSpace>;
  put(space: TestSpace, bytes: Buffer, name?: string): Promise<LightMyRequestResponse>;
  stop(): Promise<void>;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const randomBundle = (size = 32_768): Buffer => randomBytes(size);
export const newToken = (): string => randomBytes(32).toString('base64url');
export const newPublicKey = (): string => Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64');
export const octets = 'application/octet-stream';

export const receiptIn = (answer: LightMyRequestResponse): Signed =>
  storedReplySchema.parse(answer.json()).receipt;

export async function createTestMailbox(options: TestMailboxOptions = {}): Promise<TestMailbox> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mailbox-test-')));
  const receiptKey = options.receiptKey ?? generateSigningKey();
  const root = generateSigningKey();
  const deskKey = generateSigningKey();
  const study = randomBytes(16).toString('base64url');
  const deskToken = newToken();
  const clock = { at: new Date('2026-03-02T10:20:30.400Z') };
  const logged: string[] = [];
  const database = await openDatabase(join(folder, 'mailbox.sqlite'), receiptKey.publicKey, options.waitMs);
  if (!database.ok) throw new Error(database.error.sentence);
  const opened = database.value;
  const stores = createMailboxStores(
    opened.db,
    (receipt) => signPayload('mailbox-receipt', receipt, receiptKey.secretKey),
    options.quotaBytes ?? 64 * 1024 * 1024,
  );
  const around = {
    now: () => clock.at,
    log: (line: string) => logged.push(line),
    counters: createCounters(),
    mostInFlight: options.mostInFlight ?? 1000,
    tls: null,
    trustedProxy: options.trustedProxy ?? null,
    stores,
  };
  const device = await buildDeviceApp({
    ...around,
    signer: {
      publicKey: receiptKey.publicKey,
      receipt: (receipt) => signPayload('mailbox-receipt', receipt, receiptKey.secretKey),
      time: (time) => signPayload('time', time, receiptKey.secretKey),
    },
    limits: {
      redeemsPerHour: options.redeemsPerHour ?? 1000,
      putsPerMinute: options.putsPerMinute ?? 1000,
    },
    appFolder: options.appFolder ?? null,
  });
  const desk = buildDeskApp({
    ...around,
    receiptKey: receiptKey.publicKey,
    deskTokenHash: tokenHash(deskToken),
    demoAllowed: options.demoAllowed ?? true,
  });

  const mailbox: TestMailbox = {
    folder,
    device,
    desk,
    opened,
    stores,
    receiptKey,
    root,
    deskKey,
    study,
    logged,
    clock,
    askDesk: (method, path, body) =>
      desk.inject({
        method,
        url: `/desk/v1/${path}`,
        headers: {
          authorization: `Bearer ${deskToken}`,
          ...(body === undefined
            ? {}
            : { 'content-type': Buffer.isBuffer(body) ? octets : 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: body }),
      }),
    async manifest(changes = {}) {
      const recipients = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()]);
      const [first, second, signal] = recipients.map((pair) => pair.recipient);
      const manifest: Manifest = {
        v: 1,
        study,
        serial: 1,
        issued: clock.at.toISOString(),
        validUntil: new Date(clock.at.getTime() + 300 * 86_400_000).toISOString(),
        demo: false,
        recipients: [first ?? '', second ?? ''],
        signalRecipient: signal ?? '',
        receiptKeys: [receiptKey.publicKey],
        deskKeys: [deskKey.publicKey],
        files: [],
        exit: null,
        ethics: null,
        contact: null,
        ...changes,
      };
      return signPayload('manifest', manifest, root.secretKey);
    },
    async prepare(demo = false) {
      await expectStatus(mailbox.askDesk('PUT', 'study', { study, root: root.publicKey, demo }), 201);
      await expectStatus(mailbox.askDesk('PUT', 'manifest', await mailbox.manifest()), 201);
    },
    async invite(expires = new Date(clock.at.getTime() + 3 * 86_400_000)) {
      const invite = {
        number: randomBytes(8).toString('hex'),
        token: newToken(),
        envelope: randomBytes(300).toString('base64'),
      };
      const body = {
        tokenHash: tokenHash(invite.token),
        envelope: invite.envelope,
        expires: expires.toISOString(),
      };
      await expectStatus(mailbox.askDesk('PUT', `invites/${invite.number}`, body), 201);
      return invite;
    },
    redeem: (invite, as = { publicKey: newPublicKey(), bearer: newToken() }) =>
      device.inject({
        method: 'POST',
        url: '/v1/redeem',
        payload: { token: invite.token, publicKey: as.publicKey, bearer: tokenHash(as.bearer) },
      }),
    async space() {
      const invite = await mailbox.invite();
      const space = { ...invite, publicKey: newPublicKey(), bearer: newToken() };
      const answer = await mailbox.redeem(space, space);
      redeemReplySchema.parse(answer.json());
      return space;
    },
    put: (space, bytes, name = sha256Of(bytes)) =>
      device.inject({
        method: 'PUT',
        url: `/v1/bundles/${name}`,
        headers: { authorization: `Bearer ${space.bearer}`, 'content-type': octets },
        payload: bytes,
      }),
    async stop() {
      await Promise.all([device.close(), desk.close()]);
      await opened.db.destroy();
      if (options.folder === undefined) await rm(folder, { recursive: true });
    },
  };
  return mailbox;
}

async function expectStatus(answer: Promise<LightMyRequestResponse>, status: number): Promise<void> {
  const { statusCode, body } = await answer;
  if (statusCode !== status) throw new Error(`the mailbox answered ${statusCode}: ${body}`);
}
