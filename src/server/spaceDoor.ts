/** Lets a space in by its bearer token, before a byte of its body is read. */
import type { FastifyRequest } from 'fastify';
import { bearerHashOf } from './bearer.ts';
import type { InviteStore, Space } from './inviteStore.ts';
import type { RateLimit } from './rateLimit.ts';
import { Refusal } from './refusal.ts';

export interface SpaceDoor {
  /** 401 without a token that belongs to a space. */
  readonly enter: (request: FastifyRequest) => Promise<void>;
  /** After `enter`: a revoked space gets nothing to read. */
  readonly refuseRevoked: (request: FastifyRequest) => Promise<void>;
  /** After `enter`. */
  readonly limitUploads: (request: FastifyRequest) => Promise<void>;
  readonly spaceOf: (request: FastifyRequest) => Space;
}

export function createSpaceDoor(invites: InviteStore, uploads: RateLimit, now: () => Date): SpaceDoor {
  const spaces = new WeakMap<FastifyRequest, Space>();
  const spaceOf = (request: FastifyRequest): Space => {
    const space = spaces.get(request);
    if (space === undefined) throw new Refusal(401, 'unauthorised');
    return space;
  };
  return {
    spaceOf,
    async enter(request) {
      const space = await invites.spaceOf(bearerHashOf(request));
      if (space === null) throw new Refusal(401, 'unauthorised');
      spaces.set(request, space);
    },
    async refuseRevoked(request) {
      if (spaceOf(request).revoked) throw new Refusal(403, 'refused');
    },
    async limitUploads(request) {
      const { invite } = spaceOf(request);
      const wait = uploads.wait(invite, now());
      if (wait > 0) throw new Refusal(429, 'slow-down', { retryAfterSeconds: wait });
      uploads.count(invite, now());
    },
  };
}
