/** The listener for the desk, on its own port: everything here needs the desk token. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { manifestSchema } from '#core/protocol/manifest.ts';
import { deskReceiptSchema } from '#core/protocol/receipt.ts';
import { signedSchema } from '#core/protocol/signed.ts';
import {
  bundlesQuerySchema,
  deskReceiptsRequestSchema,
  emptyRequestSchema,
  inviteParamsSchema,
  inviteRequestSchema,
  sha256ParamsSchema,
  studyRequestSchema,
} from '#core/protocol/wire.ts';
import { checkRecipients } from '#crypto/age.ts';
import { bundleRecipients } from '#crypto/manifest.ts';
import { openSigned } from '#crypto/signing.ts';
import { bearerHashOf, sameHash } from './bearer.ts';
import { type AppSurroundings, createApp } from './createApp.ts';
import type { MailboxStores } from './mailboxStores.ts';
import { checked, notFound, Refusal } from './refusal.ts';
import { octetsNamed, takesJson, takesOctets } from './requestBody.ts';

export interface DeskAppDeps extends AppSurroundings {
  readonly stores: MailboxStores;
  /** The mailbox's public receipt key. */
  readonly receiptKey: string;
  readonly deskTokenHash: string;
  /** Whether a study made for trying out may be served from where this mailbox listens. */
  readonly demoAllowed: boolean;
}

/** Larger than what devices may send: lists of receipts, questionnaires in many languages. */
const deskBodyBytes = 1_048_576;
const mostPerPage = 500;
const perPage = 100;

export function buildDeskApp(deps: DeskAppDeps): FastifyInstance {
  const app = createApp('desk', deps);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    if (!sameHash(bearerHashOf(request), deps.deskTokenHash)) throw new Refusal(401, 'unauthorised');
  });
  studyRoutesOf(app, deps);
  inviteRoutesOf(app, deps);
  bundleRoutesOf(app, deps);

  app.get('/desk/v1/ready', async () => {
    if (!(await deps.stores.answers())) throw new Refusal(503, 'not-ready');
    return { ok: true };
  });
  app.get('/desk/v1/metrics', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(deps.counters.print()),
  );
  return app;
}

function studyRoutesOf(app: FastifyInstance, { stores, receiptKey, demoAllowed, now }: DeskAppDeps): void {
  app.get('/desk/v1/receipt-key', () => ({ key: receiptKey }));

  app.put('/desk/v1/study', { onRequest: [takesJson] }, async (request, reply) => {
    const asked = checked(studyRequestSchema, request.body);
    if (Buffer.from(asked.root, 'base64').length !== 32) throw new Refusal(400, 'malformed');
    if (asked.demo && !demoAllowed) throw new Refusal(403, 'demo-not-here');
    const pinned = await stores.study.pin(asked.study, asked.root, asked.demo);
    if (!pinned.ok) throw new Refusal(409, pinned.error.type);
    return reply.code(statusOf(pinned.value)).send({});
  });

  app.put(
    '/desk/v1/manifest',
    { bodyLimit: deskBodyBytes, onRequest: [takesJson] },
    async (request, reply) => {
      const signed = checked(signedSchema, request.body);
      const study = await stores.study.get();
      if (study === null) throw new Refusal(409, 'no-study');
      const opened = openSigned('manifest', manifestSchema, [study.root], signed);
      if (!opened.ok) throw new Refusal(400, opened.error.type);
      const manifest = opened.value;
      if (manifest.study !== study.study) throw new Refusal(400, 'wrong-study');
      if (!checkRecipients(bundleRecipients(manifest)).ok) throw new Refusal(400, 'mixed-recipients');
      // Devices would refuse every receipt of this mailbox and keep all they have.
      if (!manifest.receiptKeys.includes(receiptKey)) throw new Refusal(400, 'receipt-key-missing');
      if (manifest.demo && !demoAllowed) throw new Refusal(403, 'demo-not-here');
      const kept = await stores.study.putManifest({
        signed,
        serial: manifest.serial,
        validUntil: new Date(manifest.validUntil),
        demo: manifest.demo,
        deskKeys: manifest.deskKeys,
      });
      if (!kept.ok) throw new Refusal(409, kept.error.type);
      return reply.code(statusOf(kept.value)).send({});
    },
  );

  app.put(
    '/desk/v1/files/:sha256',
    { bodyLimit: deskBodyBytes, onRequest: [takesOctets] },
    async (request, reply) => {
      const { sha256 } = checked(sha256ParamsSchema, request.params);
      const kept = await stores.files.put(sha256, octetsNamed(request, sha256), now());
      return reply.code(statusOf(kept)).send({});
    },
  );
}

function inviteRoutesOf(app: FastifyInstance, { stores, now }: DeskAppDeps): void {
  app.put('/desk/v1/invites/:number', { onRequest: [takesJson] }, async (request, reply) => {
    const { number } = checked(inviteParamsSchema, request.params);
    const asked = checked(inviteRequestSchema, request.body);
    const { tokenHash, envelope } = asked;
    const kept = await stores.invites.put({ number, tokenHash, envelope, expires: new Date(asked.expires) });
    if (!kept.ok) throw new Refusal(409, kept.error.type);
    return reply.code(statusOf(kept.value)).send({});
  });

  for (const verb of ['close', 'revoke'] as const) {
    app.post(`/desk/v1/invites/:number/${verb}`, { onRequest: [takesJson] }, async (request, reply) => {
      const { number } = checked(inviteParamsSchema, request.params);
      checked(emptyRequestSchema, request.body);
      return (await stores.invites[verb](number, now())) ? {} : reply.code(404).send(notFound);
    });
  }
}

function bundleRoutesOf(app: FastifyInstance, { stores }: DeskAppDeps): void {
  app.get('/desk/v1/bundles', (request) => {
    const { after, limit } = checked(bundlesQuerySchema, request.query);
    const wanted = Math.min(Math.max(Number(limit ?? perPage), 1), mostPerPage);
    return stores.bundles.list(Number(after ?? 0), wanted);
  });

  app.get('/desk/v1/bundles/:sha256', async (request, reply) => {
    const bytes = await stores.bundles.read(checked(sha256ParamsSchema, request.params).sha256);
    if (bytes === null) return reply.code(404).send(notFound);
    return reply.type('application/octet-stream').send(bytes);
  });

  app.put('/desk/v1/receipts', { bodyLimit: deskBodyBytes, onRequest: [takesJson] }, async (request) => {
    const { receipts } = checked(deskReceiptsRequestSchema, request.body);
    const study = await stores.study.get();
    if (study === null) throw new Refusal(409, 'no-study');
    const opened = receipts.map((signed) => {
      const receipt = openSigned('desk-receipt', deskReceiptSchema, study.deskKeys, signed);
      if (!receipt.ok) throw new Refusal(400, receipt.error.type);
      if (receipt.value.study !== study.study) throw new Refusal(400, 'wrong-study');
      return { bundle: receipt.value.bundle, signed };
    });
    await stores.deskReceipts.putAll(opened);
    return {};
  });
}

const statusOf = (kept: 'new' | 'same'): number => (kept === 'new' ? 201 : 200);
