/** The listener for devices: the API of core/protocol/wire.ts and the static app. */
import type { FastifyInstance } from 'fastify';
import type { MailboxReceipt, ServerTime } from '#core/protocol/receipt.ts';
import type { Signed } from '#core/protocol/signed.ts';
import {
  emptyRequestSchema,
  receiptsQuerySchema,
  redeemRequestSchema,
  sha256ParamsSchema,
} from '#core/protocol/wire.ts';
import { serveApp } from './appFiles.ts';
import { tokenHash } from './bearer.ts';
import { type AppSurroundings, createApp } from './createApp.ts';
import type { MailboxStores } from './mailboxStores.ts';
import { addressPrefix, createRateLimit } from './rateLimit.ts';
import { checked, notFound, Refusal } from './refusal.ts';
import { octetsNamed, takesJson, takesOctets } from './requestBody.ts';
import { signTimeOf } from './signedTime.ts';
import { createSpaceDoor } from './spaceDoor.ts';

export interface ReceiptSigner {
  readonly publicKey: string;
  readonly receipt: (payload: MailboxReceipt) => Signed;
  readonly time: (payload: ServerTime) => Signed;
}

export interface DeviceLimits {
  /** Refused tries to redeem, per hour and address prefix; successful ones do not count. */
  readonly redeemsPerHour: number;
  /** Per space. */
  readonly putsPerMinute: number;
}

export interface DeviceAppDeps extends AppSurroundings {
  readonly stores: MailboxStores;
  readonly signer: ReceiptSigner;
  readonly limits: DeviceLimits;
  /** Folder of the built app; null serves the API alone. */
  readonly appFolder: string | null;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const jsonBytes = 4_096;
const receiptsPerPage = 200;

export async function buildDeviceApp(deps: DeviceAppDeps): Promise<FastifyInstance> {
  const app = createApp('device', deps);
  const { stores, now } = deps;
  signTimeOf(app, deps.signer.time, now);
  const redeems = createRateLimit(deps.limits.redeemsPerHour, hourMs);
  const uploads = createRateLimit(deps.limits.putsPerMinute, minuteMs);
  const sweeping = setInterval(() => {
    redeems.sweep(now());
    uploads.sweep(now());
  }, minuteMs);
  sweeping.unref();
  app.addHook('onClose', (_instance, done) => {
    clearInterval(sweeping);
    done();
  });
  const door = createSpaceDoor(stores.invites, uploads, now);
  const small = { bodyLimit: jsonBytes };

  app.get('/v1/health', () => ({ ok: true }));

  app.get('/v1/ready', async () => {
    if (!(await stores.answers())) throw new Refusal(503, 'not-ready');
    return { ok: true };
  });

  app.post('/v1/redeem', { ...small, onRequest: [takesJson] }, async (request, reply) => {
    const asked = checked(redeemRequestSchema, request.body);
    if (!isP256Point(asked.publicKey)) throw new Refusal(400, 'malformed');
    const prefix = addressPrefix(request.ip);
    const wait = redeems.wait(prefix, now());
    if (wait > 0) throw new Refusal(429, 'slow-down', { retryAfterSeconds: wait });
    const answer = await stores.invites.redeem(
      { tokenHash: tokenHash(asked.token), publicKey: asked.publicKey, bearerHash: asked.bearer },
      now(),
    );
    if (answer !== null) return answer;
    redeems.count(prefix, now());
    return reply.code(404).send(notFound);
  });

  app.get('/v1/manifest', { onRequest: [door.enter, door.refuseRevoked] }, async (_request, reply) => {
    const study = await stores.study.get();
    return study?.manifest ?? reply.code(404).send(notFound);
  });

  app.get('/v1/files/:sha256', { onRequest: [door.enter, door.refuseRevoked] }, async (request, reply) => {
    const bytes = await stores.files.read(checked(sha256ParamsSchema, request.params).sha256);
    if (bytes === null) return reply.code(404).send(notFound);
    return reply.type('application/octet-stream').send(bytes);
  });

  const putHooks = [takesOctets, door.enter, door.limitUploads];
  app.put('/v1/bundles/:sha256', { onRequest: putHooks }, async (request, reply) => {
    const { sha256 } = checked(sha256ParamsSchema, request.params);
    const bytes = octetsNamed(request, sha256);
    const stored = await stores.bundles.store({ sha256, bytes, invite: door.spaceOf(request).invite }, now());
    if (!stored.ok) throw new Refusal(413, stored.error.type);
    return reply.code(stored.value.fresh ? 201 : 200).send({ receipt: stored.value.receipt });
  });

  app.post('/v1/confirm', { ...small, onRequest: [takesJson, door.enter] }, async (request) => {
    checked(emptyRequestSchema, request.body);
    await stores.invites.close(door.spaceOf(request).invite, now());
    return {};
  });

  app.get('/v1/receipts', { onRequest: [door.enter] }, (request) => {
    const { after } = checked(receiptsQuerySchema, request.query);
    return stores.deskReceipts.listOf(door.spaceOf(request).invite, Number(after ?? 0), receiptsPerPage);
  });

  if (deps.appFolder !== null) await serveApp(app, deps.appFolder, stores.study);
  return app;
}

/** Raw uncompressed P-256 point; whether it lies on the curve the desk finds out when it verifies. */
function isP256Point(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 65 && bytes[0] === 4 && bytes.toString('base64') === base64;
}
