/** Bearer tokens: 32 random bytes each. Only their SHA-256 is ever kept or compared. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/i;

/** Hexadecimal SHA-256 over the bytes of a base64url token. */
export const tokenHash = (token: string): string =>
  createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex');

/** A request without a token gets the hash of the empty token, which belongs to nobody. */
export const bearerHashOf = (request: FastifyRequest): string =>
  tokenHash(bearer.exec(request.headers.authorization ?? '')?.[1] ?? '');

export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
