/**
 * How bodies come in: JSON, or octets whose SHA-256 is taken while they are read. A route says which of
 * the two it takes; anything else is refused before a byte is read.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { checked, Refusal } from './refusal.ts';

const octetsSchema = z.strictObject({ bytes: z.instanceof(Uint8Array), sha256: z.string() });
export type Octets = z.infer<typeof octetsSchema>;

export function readBodiesOf(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.addContentTypeParser('application/octet-stream', readOctets);
  app.addHook('onRequest', (request, _reply, done) => {
    // A chunked body has no end that could be checked beforehand.
    const lacking = request.method === 'PUT' && request.headers['content-length'] === undefined;
    done(lacking ? new Refusal(411, 'length-required', { close: true }) : undefined);
  });
}

type Hook = (request: FastifyRequest) => Promise<void>;

const takes =
  (type: string): Hook =>
  (request) => {
    const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (given !== type) return Promise.reject(new Refusal(415, 'content-type', { close: true }));
    return Promise.resolve();
  };
export const takesJson = takes('application/json');
export const takesOctets = takes('application/octet-stream');

/** The octets of a body, if they are what the path says they are. */
export function octetsNamed(request: FastifyRequest, sha256: string): Uint8Array {
  const octets = checked(octetsSchema, request.body);
  if (octets.bytes.length === 0) throw new Refusal(400, 'empty');
  if (octets.sha256 !== sha256) throw new Refusal(400, 'wrong-hash');
  return octets.bytes;
}

async function readOctets(request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<Octets> {
  const declared = Number(request.headers['content-length']);
  if (declared > request.routeOptions.bodyLimit) throw new Refusal(413, 'too-large', { close: true });
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length > declared) throw new Refusal(400, 'wrong-length', { close: true });
    hash.update(chunk);
    chunks.push(chunk);
  }
  if (length !== declared) throw new Refusal(400, 'wrong-length', { close: true });
  return { bytes: Buffer.concat(chunks, length), sha256: hash.digest('hex') };
}
