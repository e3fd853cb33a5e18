/** Signed server time over the caller's nonce, on every answer: no clock of a device decides anything. */
import type { FastifyInstance } from 'fastify';
import type { ServerTime } from '#core/protocol/receipt.ts';
import type { Signed } from '#core/protocol/signed.ts';
import { nonceSchema } from '#core/protocol/wire.ts';

export function signTimeOf(app: FastifyInstance, sign: (time: ServerTime) => Signed, now: () => Date): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const nonce = nonceSchema.safeParse(request.headers['adem-nonce']);
    if (nonce.success) {
      const signed = sign({ v: 1, nonce: nonce.data, time: now().toISOString() });
      reply.header('adem-time', Buffer.from(JSON.stringify(signed)).toString('base64'));
    }
    done(null, payload);
  });
}
