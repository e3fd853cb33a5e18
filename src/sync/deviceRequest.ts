/**
 * One request to the mailbox. No cookie, no cache, no redirect, no referrer; each carries a nonce
 * over which the answer signs the server's time.
 */
import * as z from 'zod/mini';
import { serverTimeSchema } from '#core/protocol/receipt.ts';
import { err, ok, type Result } from '#core/result.ts';
import { fromBase64, randomBytes, text, toBase64url } from '#crypto/bytes.ts';
import { openSigned } from '#crypto/signing.ts';
import type { SyncDeps } from './syncDeps.ts';

export interface DeviceRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Below `/v1/`. */
  readonly path: string;
  readonly bearer: string | null;
  readonly body: Uint8Array | null;
  readonly type: 'json' | 'bytes';
}

export interface DeviceAnswer {
  readonly status: number;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly nonce: string;
  /** As it came; `signedTime` says whether it counts. */
  readonly time: string | null;
  /** What the server asked for, null when it asked for nothing. */
  readonly retryAfterMs: number | null;
}

export interface NoConnection {
  readonly type: 'no-connection';
}

/** The largest sealed file is well below. */
const mostBytes = 1024 * 1024;
const patienceMs = 180_000;
const contentTypes = { json: 'application/json', bytes: 'application/octet-stream' } as const;

export async function deviceRequest(
  deps: SyncDeps,
  request: DeviceRequest,
): Promise<Result<DeviceAnswer, NoConnection>> {
  const nonce = toBase64url(randomBytes(16));
  const controller = new AbortController();
  const cancel = deps.after(patienceMs, () => controller.abort());
  try {
    const response = await deps.fetch(`${deps.origin}/v1/${request.path}`, {
      method: request.method,
      headers: {
        'adem-nonce': nonce,
        ...(request.bearer === null ? {} : { authorization: `Bearer ${request.bearer}` }),
        ...(request.body === null ? {} : { 'content-type': contentTypes[request.type] }),
      },
      body: request.body === null ? null : new Uint8Array(request.body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: controller.signal,
    });
    const body = new Uint8Array(await response.arrayBuffer());
    if (body.length > mostBytes) return err({ type: 'no-connection' });
    return ok({
      status: response.status,
      body,
      nonce,
      time: response.headers.get('adem-time'),
      retryAfterMs: retryAfter(response.headers.get('retry-after'), deps.now()),
    });
  } catch {
    // A network error, a redirect, an abort: the browser does not say which, and it makes no difference.
    return err({ type: 'no-connection' });
  } finally {
    cancel();
  }
}

/** The server's time if one of the keys signed it for this very request, else null. */
export function signedTime(answer: DeviceAnswer, keys: readonly string[]): string | null {
  if (answer.time === null) return null;
  const opened = openSigned('time', serverTimeSchema, keys, jsonOf(decode(answer.time)));
  return opened.ok && opened.value.nonce === answer.nonce ? opened.value.time : null;
}

/** The body as the schema has it; null for anything else, a login page of a café's network too. */
export function parseBody<T>(schema: z.ZodMiniType<T>, answer: DeviceAnswer): T | null {
  const parsed = schema.safeParse(jsonOf(answer.body));
  return parsed.success ? parsed.data : null;
}

export const emptySchema = z.strictObject({});

function decode(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch {
    return new Uint8Array(0);
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes));
  } catch {
    return undefined;
  }
}

const mostRetryAfterMs = 60 * 60 * 1000;

/** Seconds or a date. Bounded, because a wrong clock or a wrong server must not silence a device for ever. */
function retryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(mostRetryAfterMs, Math.max(0, ms));
}
