/**
 * What both listeners have in common: bounds on everything that comes in, the headers of every answer,
 * the log, the counts. No answer leaves without these headers, not even to what is no request at all.
 */
import { createServer, type ServerOptions, STATUS_CODES } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { maxBodyBytes } from '#core/protocol/wire.ts';
import type { Counters } from './counters.ts';
import { answerErrorsOf, Refusal, reasonOf, sendRefusal } from './refusal.ts';
import { readBodiesOf } from './requestBody.ts';
import { logLine } from './requestLog.ts';
import { securityHeaders } from './securityHeaders.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** What an app needs from outside, whichever listener it is. */
export interface AppSurroundings {
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly counters: Counters;
  /** Requests worked on at one time; more are asked to come back. */
  readonly mostInFlight: number;
  readonly tls: Tls | null;
  /** Addresses of reverse proxies whose word about the caller's address counts; null: nobody's. */
  readonly trustedProxy: string | null;
}

export type Listener = 'device' | 'desk';

const headerBytes = 8_192;
const headerTimeoutMs = 10_000;
const requestTimeoutMs = 60_000;
const idleTimeoutMs = 30_000;
const mostConnections = 2_000;
const busySeconds = 2;

export function createApp(listener: Listener, { tls, ...around }: AppSurroundings): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    exposeHeadRoutes: false,
    // The answer it would give carries none of our headers; closing waits for running requests anyway.
    return503OnClosing: false,
    trustProxy: around.trustedProxy ?? false,
    serverFactory: (handler) => boundedServer(handler, tls),
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: idleTimeoutMs,
    clientErrorHandler: (error, socket) => answerNoRequest(error, socket, tls !== null),
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders(request.protocol === 'https'));
      sendRefusal(reply, new Refusal(error.statusCode ?? 400, reasonOf(error.statusCode ?? 400)));
    },
  });
  headersOf(app);
  boundsOf(app, listener, around);
  readBodiesOf(app);
  answerErrorsOf(app, around.counters);
  return app;
}

function headersOf(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders(request.protocol === 'https')).header('cache-control', 'no-store');
    done();
  });
}

function boundsOf(app: FastifyInstance, listener: Listener, around: Omit<AppSurroundings, 'tls'>): void {
  let inFlight = 0;
  app.addHook('onRequest', (request, reply, done) => {
    inFlight += 1;
    // `close` comes for every request, also when the other side went away before its answer.
    reply.raw.once('close', () => {
      inFlight -= 1;
      const status = reply.raw.writableEnded ? reply.raw.statusCode : null;
      const route = templateOf(request);
      around.counters.addAnswer(listener, route, status ?? 0);
      around.log(
        logLine({
          at: around.now(),
          method: request.method,
          route,
          status,
          requestBytes: Number(request.headers['content-length'] ?? 0),
        }),
      );
    });
    done(
      inFlight > around.mostInFlight
        ? new Refusal(503, 'busy', { retryAfterSeconds: busySeconds })
        : undefined,
    );
  });
}

const templateOf = (request: FastifyRequest): string => request.routeOptions.url ?? '-';

type RequestListener = Parameters<typeof createServer>[1];

function boundedServer(handler: RequestListener, tls: Tls | null): ReturnType<typeof createServer> {
  const options: ServerOptions = {
    maxHeaderSize: headerBytes,
    headersTimeout: headerTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: idleTimeoutMs,
    connectionsCheckingInterval: 5_000,
    // Node would answer a request without it before our headers are set.
    requireHostHeader: false,
  };
  const server =
    tls === null ? createServer(options, handler) : createSecureServer({ ...options, ...tls }, handler);
  server.maxConnections = mostConnections;
  // Treated like any other request, so that its answer is ours too.
  if (handler !== undefined) server.on('checkExpectation', handler);
  return server;
}

/** What cannot be read as HTTP gets its answer here, below everything else. */
function answerNoRequest(error: Error & { code?: string }, socket: Socket, secure: boolean): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify({ error: reasonOf(status) });
  const headers = {
    ...securityHeaders(secure),
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
}
