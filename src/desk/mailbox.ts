/**
 * The desk's side of the mailbox's desk API (core/protocol/wire.ts). Every answer is checked; the
 * bearer token leaves only over https or inside this computer, and never follows a redirect.
 */
import * as z from 'zod/mini';
import type { Signed } from '#core/protocol/signed.ts';
import {
  type BundlesReply,
  bundlesReplySchema,
  deskReceiptsRequestSchema,
  type InviteRequest,
  maxBodyBytes,
  receiptKeyReplySchema,
} from '#core/protocol/wire.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { DeskProblem } from './problem.ts';

export interface Mailbox {
  readonly receiptKey: () => Promise<Result<string, DeskProblem>>;
  readonly putStudy: (study: {
    readonly study: string;
    readonly root: string;
    readonly demo: boolean;
  }) => Promise<Result<void, DeskProblem>>;
  readonly putManifest: (signed: Signed) => Promise<Result<void, DeskProblem>>;
  readonly putFile: (sha256: string, sealed: Uint8Array) => Promise<Result<void, DeskProblem>>;
  readonly putInvite: (number: string, invite: InviteRequest) => Promise<Result<void, DeskProblem>>;
  readonly closeInvite: (number: string) => Promise<Result<void, DeskProblem>>;
  readonly revokeInvite: (number: string) => Promise<Result<void, DeskProblem>>;
  readonly listBundles: (after: number, limit: number) => Promise<Result<BundlesReply, DeskProblem>>;
  readonly getBundle: (sha256: string) => Promise<Result<Uint8Array<ArrayBuffer>, DeskProblem>>;
  readonly putReceipts: (receipts: readonly Signed[]) => Promise<Result<void, DeskProblem>>;
}

const timeoutMs = 60_000;
/** Receipts in one request: well under the mailbox's body bound. */
const receiptsPerRequest = 200;

export function connectMailbox(
  address: string,
  token: string,
  fetcher: typeof fetch,
): Result<Mailbox, DeskProblem> {
  const base = usableAddress(address);
  if (base === null) return err({ type: 'insecure-address', url: address });

  async function ask(
    method: string,
    path: string,
    doing: string,
    body?: Uint8Array<ArrayBuffer> | object,
  ): Promise<Result<Response, DeskProblem>> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    const init: RequestInit = { method, headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) };
    if (body !== undefined) {
      const octets = body instanceof Uint8Array;
      headers['content-type'] = octets ? 'application/octet-stream' : 'application/json';
      init.body = octets ? body : JSON.stringify(body);
    }
    let response: Response;
    try {
      response = await fetcher(`${base}/desk/v1/${path}`, init);
    } catch (thrown) {
      return err({ type: 'unreachable', url: address, cause: networkCause(thrown) });
    }
    if (response.ok) return ok(response);
    if (response.status === 401) return err({ type: 'wrong-token', url: address });
    return err({ type: 'mailbox-refused', doing, status: response.status, says: await reasonOf(response) });
  }

  async function askJson<T>(
    path: string,
    doing: string,
    schema: z.ZodMiniType<T>,
  ): Promise<Result<T, DeskProblem>> {
    const response = await ask('GET', path, doing);
    if (!response.ok) return response;
    try {
      const parsed = schema.safeParse(await response.value.json());
      return parsed.success ? ok(parsed.data) : err({ type: 'mailbox-reply', doing });
    } catch (thrown) {
      return thrown instanceof SyntaxError
        ? err({ type: 'mailbox-reply', doing })
        : err({ type: 'unreachable', url: address, cause: networkCause(thrown) });
    }
  }

  async function send(
    method: string,
    path: string,
    doing: string,
    body: Uint8Array<ArrayBuffer> | object,
  ): Promise<Result<void, DeskProblem>> {
    const response = await ask(method, path, doing, body);
    if (!response.ok) return response;
    await response.value.body?.cancel();
    return ok(undefined);
  }

  return ok({
    receiptKey: async () => {
      const reply = await askJson('receipt-key', 'the question for its receipt key', receiptKeyReplySchema);
      return reply.ok ? ok(reply.value.key) : reply;
    },
    putStudy: async (study) => {
      const sent = await send('PUT', 'study', 'the study', study);
      const taken = !sent.ok && sent.error.type === 'mailbox-refused' && sent.error.status === 409;
      return taken ? err({ type: 'pinned-elsewhere', url: address }) : sent;
    },
    putManifest: (signed) => send('PUT', 'manifest', 'the manifest', signed),
    putFile: (sha256, sealed) => send('PUT', `files/${sha256}`, 'a sealed file', new Uint8Array(sealed)),
    putInvite: (number, invite) => send('PUT', `invites/${number}`, 'an invite', invite),
    closeInvite: (number) => send('POST', `invites/${number}/close`, 'closing an invite', {}),
    revokeInvite: (number) => send('POST', `invites/${number}/revoke`, 'revoking an invite', {}),
    listBundles: (after, limit) =>
      askJson(`bundles?after=${after}&limit=${limit}`, 'the list of bundles', bundlesReplySchema),
    getBundle: async (sha256) => {
      const doing = 'the question for a bundle';
      const response = await ask('GET', `bundles/${sha256}`, doing);
      if (!response.ok) return response;
      try {
        const bytes = new Uint8Array(await response.value.arrayBuffer());
        return bytes.length <= maxBodyBytes ? ok(bytes) : err({ type: 'mailbox-reply', doing });
      } catch (thrown) {
        return err({ type: 'unreachable', url: address, cause: networkCause(thrown) });
      }
    },
    putReceipts: async (receipts) => {
      for (let at = 0; at < receipts.length; at += receiptsPerRequest) {
        const body = deskReceiptsRequestSchema.parse({
          receipts: receipts.slice(at, at + receiptsPerRequest),
        });
        const sent = await send('PUT', 'receipts', 'the desk receipts', body);
        if (!sent.ok) return sent;
      }
      return ok(undefined);
    },
  });
}

/** Without a trailing slash; null when the token would travel in clear over a network. */
function usableAddress(address: string): string | null {
  try {
    const url = new URL(address);
    const inside = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    const usable = url.protocol === 'https:' || (url.protocol === 'http:' && inside);
    return usable ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : null;
  } catch {
    return null;
  }
}

function networkCause(thrown: unknown): string {
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError')
    return `no answer within ${timeoutMs / 1000} seconds`;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return thrown instanceof Error ? thrown.message : 'unknown cause';
}

const refusalSchema = z.strictObject({ error: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)) });

/** The mailbox's own short reason, if it gives one. */
async function reasonOf(response: Response): Promise<string> {
  try {
    const said = refusalSchema.safeParse(await response.json());
    return said.success ? said.data.error : '';
  } catch {
    return '';
  }
}
