/**
 * What goes back when something cannot be done: for a mistake of the caller a short reason meant
 * for a machine, for a fault of ours nothing but that there was one.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type * as z from 'zod/mini';
import type { Counters } from './counters.ts';
import { codeOf } from './openDatabase.ts';

export interface RefusalExtras {
  readonly retryAfterSeconds?: number;
  /** The body was not read: the connection cannot be used again. */
  readonly close?: boolean;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly statusCode: number;
  readonly reason: string;
  readonly extras: RefusalExtras;
  constructor(statusCode: number, reason: string, extras: RefusalExtras = {}) {
    super(reason);
    this.statusCode = statusCode;
    this.reason = reason;
    this.extras = extras;
  }
}

/** Data from outside, or a 400. */
export function checked<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Refusal(400, 'malformed');
  return parsed.data;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'malformed',
  404: 'not-found',
  408: 'too-slow',
  411: 'length-required',
  413: 'too-large',
  414: 'malformed',
  415: 'content-type',
  417: 'malformed',
  431: 'too-large',
};

export const reasonOf = (status: number): string => reasons[status] ?? 'malformed';

export const notFound = { error: reasonOf(404) } as const;

/** The database is busy or its disk is full: the device keeps its bundle and comes again. */
const passing = /^SQLITE_(BUSY|LOCKED|FULL|IOERR)/;

export function answerErrorsOf(app: FastifyInstance, counters: Counters): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(notFound));
  app.setErrorHandler((error, _request, reply) => sendRefusal(reply, refusalOf(error, counters)));
}

export function sendRefusal(reply: FastifyReply, { statusCode, reason, extras }: Refusal): FastifyReply {
  if (extras.retryAfterSeconds !== undefined) reply.header('retry-after', String(extras.retryAfterSeconds));
  if (extras.close === true) reply.header('connection', 'close');
  // Never the kind of answer that was on its way when it failed.
  reply.header('cache-control', 'no-store').type('application/json; charset=utf-8');
  return reply.code(statusCode).send({ error: reason });
}

function refusalOf(error: unknown, counters: Counters): Refusal {
  if (error instanceof Refusal) return error;
  const status = statusOf(error);
  if (status >= 400 && status < 500) return new Refusal(status, reasonOf(status));
  const code = codeOf(error);
  if (code === 'ECONNRESET') return new Refusal(400, 'broken-off');
  counters.addFault(code);
  return passing.test(code) ? new Refusal(503, 'busy', { retryAfterSeconds: 30 }) : new Refusal(500, 'fault');
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
