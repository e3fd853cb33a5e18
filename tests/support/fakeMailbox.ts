/**
 * A mailbox and a desk in memory that speak the wire format with real signatures, and a network in
 * front of them that a test can spoil.
 */
import { bundleHeaderSchema } from '#core/event/bundle.ts';
import type { Event } from '#core/event/event.ts';
import type { Envelope, SealedFile } from '#core/protocol/envelope.ts';
import type { Manifest } from '#core/protocol/manifest.ts';
import type { Signed } from '#core/protocol/signed.ts';
import { type RedeemRequest, redeemRequestSchema } from '#core/protocol/wire.ts';
import { generateKeyPair, type KeyPair, sealTo } from '#crypto/age.ts';
import { fromBase64url, randomBytes, randomId, text, toBase64, toHex, utf8 } from '#crypto/bytes.ts';
import { sealFile } from '#crypto/file.ts';
import { createInvite, keyMacMatches } from '#crypto/invite.ts';
import { openBundle, verifyBundle } from '#crypto/openBundle.ts';
import { openEvent, openRunKey, openSlot } from '#crypto/openRun.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { fingerprint, generateSigningKey, type SigningKey, signPayload } from '#crypto/signing.ts';

/** What can happen to one request. */
export type Fault =
  | 'no-network'
  | 'lost-reply'
  | 'html'
  | 'other-bytes'
  | 'forged-receipt'
  | 'other-study'
  | 'other-bundle'
  | 'other-size'
  | 'old-nonce'
  | 'no-time'
  | { readonly status: number; readonly retryAfter?: string };

export interface FakeMailbox {
  readonly fetch: typeof fetch;
  readonly study: string;
  readonly root: SigningKey;
  readonly receiptKey: SigningKey;
  readonly deskKey: SigningKey;
  readonly clock: { at: Date };
  readonly keys: { readonly desk: KeyPair; readonly escrow: KeyPair; readonly signal: KeyPair };
  readonly requests: string[];
  readonly bundles: Map<string, Uint8Array>;
  readonly confirmed: string[];
  /** Asked for every request, in order. */
  fault: (request: string) => Fault | null;
  manifest: Manifest;
  /** Replaces what is handed out, sealed and signed as it should be. */
  publish(changes: Partial<Manifest>): void;
  /** Handed out instead of the signed manifest. */
  manifestAs: Signed | null;
  invite(changes?: InviteChanges): Promise<MadeInvite>;
  readonly files: Map<string, Uint8Array>;
  /** Opens, verifies and keeps everything that arrived; signs a receipt for each. */
  pull(): Promise<readonly Pulled[]>;
}

export interface InviteChanges {
  readonly envelope?: Partial<Envelope>;
  readonly files?: readonly { readonly kind: SealedFile['kind']; readonly json: unknown }[];
  /** Another sealed envelope than the right one. */
  readonly sealed?: (right: Uint8Array) => Uint8Array;
}

export interface MadeInvite {
  readonly text: string;
  readonly envelope: Envelope;
  readonly tokenHash: string;
}

export interface Pulled {
  readonly sha256: string;
  readonly number: number;
  readonly previous: string | null;
  readonly interview: string;
  readonly size: number;
  readonly manifest: number;
  readonly events: readonly Event[];
  readonly signals: readonly (string | null)[];
}

interface StoredInvite {
  readonly number: string;
  readonly envelope: Uint8Array;
  readonly hmacKey: Uint8Array;
  redeemed: RedeemRequest | null;
  closed: boolean;
}

export async function createFakeMailbox(): Promise<FakeMailbox> {
  const [desk, escrow, signal] = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()]);
  const invites = new Map<string, StoredInvite>();
  const receipts = new Map<string, Signed>();
  const owners = new Map<string, StoredInvite>();
  const kept = new Map<string, Pulled>();
  const deskReceipts: { readonly invite: string; readonly signed: Signed }[] = [];
  const receiptKey = generateSigningKey();
  const deskKey = generateSigningKey();
  const clock = { at: new Date('2026-03-02T10:20:30.400Z') };
  const study = randomId();

  const mailbox: FakeMailbox = {
    study,
    root: generateSigningKey(),
    receiptKey,
    deskKey,
    clock,
    keys: { desk, escrow, signal },
    requests: [],
    bundles: new Map(),
    confirmed: [],
    fault: () => null,
    files: new Map(),
    manifestAs: null,
    manifest: {
      v: 1,
      study,
      serial: 3,
      issued: '2026-01-01T00:00:00.000Z',
      validUntil: '2027-01-01T00:00:00.000Z',
      demo: true,
      recipients: [desk.recipient, escrow.recipient],
      signalRecipient: signal.recipient,
      receiptKeys: [receiptKey.publicKey],
      deskKeys: [deskKey.publicKey],
      files: [],
      exit: null,
      ethics: null,
      contact: '070 000 00 00',
    },
    publish(changes) {
      mailbox.manifest = { ...mailbox.manifest, ...changes };
    },
    async invite(changes = {}) {
      const files: SealedFile[] = [];
      for (const { kind, json } of changes.files ?? []) {
        const { sealed, sha256, identity } = await sealFile(json);
        mailbox.files.set(sha256, sealed);
        const named = kind === 'help' ? { questionnaire: '', version: 0 } : headOf(json);
        files.push({ kind, sha256, identity, ...named });
      }
      mailbox.publish({ files: [...mailbox.manifest.files, ...files.map((file) => file.sha256)] });
      const made = await createInvite();
      const envelope = { ...plainEnvelope(mailbox, files), ...changes.envelope };
      const sealed = await sealTo([made.secrets.envelopeRecipient], utf8(JSON.stringify(envelope)));
      if (!sealed.ok) throw new Error('an envelope was not sealed');
      invites.set(made.secrets.tokenHash, {
        number: envelope.invite,
        envelope: changes.sealed?.(sealed.value) ?? sealed.value,
        hmacKey: made.secrets.hmacKey,
        redeemed: null,
        closed: false,
      });
      return { text: made.text, envelope, tokenHash: made.secrets.tokenHash };
    },
    async pull() {
      const pulled: Pulled[] = [];
      for (const [sha256, sealed] of mailbox.bundles) {
        const owner = owners.get(sha256);
        if (owner === undefined) throw new Error('a bundle without a space');
        const known = kept.get(sha256);
        pulled.push(known ?? (await open(mailbox, sha256, sealed, owner)));
        if (known !== undefined) continue;
        kept.set(sha256, pulled.at(-1) ?? must({ ok: false, error: 'nothing' }));
        const receipt = { v: 1, study, bundle: sha256, time: clock.at.toISOString() };
        deskReceipts.push({
          invite: owner.number,
          signed: signPayload('desk-receipt', receipt, deskKey.secretKey),
        });
      }
      return pulled;
    },
    fetch: async (input, init) => {
      const url = addressOf(input);
      const headers = new Headers(init?.headers);
      const name = `${init?.method ?? 'GET'} ${url.pathname.replace('/v1/', '')}`;
      const fault = mailbox.fault(name);
      if (fault === 'no-network') throw new TypeError('Failed to fetch');
      mailbox.requests.push(name);
      if (fault === 'html') return new Response('<html>Log in to this network</html>', { status: 200 });
      if (typeof fault === 'object' && fault !== null) {
        const wait: Record<string, string> =
          fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
        return new Response(JSON.stringify({ error: 'refused' }), { status: fault.status, headers: wait });
      }
      const body = init?.body instanceof Uint8Array ? new Uint8Array(init.body) : new Uint8Array(0);
      const answer = answerTo(name, url, headers, body, fault);
      if (fault === 'lost-reply') throw new TypeError('Failed to fetch');
      if (fault !== 'no-time') answer.headers.set('adem-time', timeHeader(headers, fault));
      return answer;
    },
  };

  const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
  const notFound = (): Response => json({ error: 'not-found' }, 404);

  const timeHeader = (headers: Headers, fault: Fault | null): string => {
    const nonce = fault === 'old-nonce' ? 'AAAAAAAAAAAAAAAAAAAAAA' : (headers.get('adem-nonce') ?? '');
    const time = { v: 1, nonce, time: clock.at.toISOString() };
    return toBase64(utf8(JSON.stringify(signPayload('time', time, receiptKey.secretKey))));
  };

  const signedManifest = (): Signed =>
    mailbox.manifestAs ?? signPayload('manifest', mailbox.manifest, mailbox.root.secretKey);

  function answerTo(
    name: string,
    url: URL,
    headers: Headers,
    body: Uint8Array,
    fault: Fault | null,
  ): Response {
    if (name === 'POST redeem') return redeem(redeemRequestSchema.parse(JSON.parse(text(body))));
    const bearer = headers.get('authorization')?.replace('Bearer ', '') ?? '';
    const hash = sha256Hex(fromBase64url(bearer));
    const invite = [...invites.values()].find((one) => one.redeemed?.bearer === hash);
    if (invite === undefined) return json({ error: 'unauthorised' }, 401);
    const last = name.split('/').at(-1) ?? '';
    if (name === 'GET manifest') return json(signedManifest());
    if (name === 'POST confirm') {
      invite.closed = true;
      mailbox.confirmed.push(invite.number);
      return json({});
    }
    if (name === 'GET receipts') return listReceipts(invite.number, Number(url.searchParams.get('after')));
    if (name.startsWith('GET files/')) {
      const file = mailbox.files.get(last);
      if (file === undefined) return notFound();
      return new Response(fault === 'other-bytes' ? flipped(file) : new Uint8Array(file));
    }
    return name.startsWith('PUT bundles/') ? store(last, body, invite, fault) : notFound();
  }

  function redeem(request: RedeemRequest): Response {
    const invite = invites.get(sha256Hex(fromBase64url(request.token)));
    if (invite === undefined || invite.closed) return notFound();
    if (invite.redeemed !== null && invite.redeemed.publicKey !== request.publicKey) return notFound();
    invite.redeemed = request;
    return json({
      invite: invite.number,
      envelope: toBase64(invite.envelope),
      manifest: signedManifest(),
      root: mailbox.root.publicKey,
    });
  }

  function listReceipts(invite: string, after: number): Response {
    const own = deskReceipts
      .map((one, i) => ({ ...one, at: i + 1 }))
      .filter((one) => one.invite === invite && one.at > after);
    const page = own.slice(0, 2);
    return json({ receipts: page.map((one) => one.signed), next: page.at(-1)?.at ?? after });
  }

  function store(name: string, body: Uint8Array, invite: StoredInvite, fault: Fault | null): Response {
    if (sha256Hex(body) !== name) return json({ error: 'other-hash' }, 400);
    const fresh = !mailbox.bundles.has(name);
    mailbox.bundles.set(name, body);
    owners.set(name, invite);
    const right = {
      v: 1,
      study,
      bundle: name,
      size: body.length,
      serial: mailbox.bundles.size,
      time: clock.at.toISOString(),
    };
    const sign = (receipt: object, key = receiptKey): Signed =>
      signPayload('mailbox-receipt', receipt, key.secretKey);
    const known = (fresh ? undefined : receipts.get(name)) ?? sign(right);
    receipts.set(name, known);
    const spoiled =
      fault === 'forged-receipt'
        ? sign(right, generateSigningKey())
        : fault === 'other-study'
          ? sign({ ...right, study: randomId() })
          : fault === 'other-bundle'
            ? sign({ ...right, bundle: '0'.repeat(64) })
            : fault === 'other-size'
              ? sign({ ...right, size: right.size - 1 })
              : null;
    return json({ receipt: spoiled ?? known }, fresh ? 201 : 200);
  }

  return mailbox;
}

/** Everything a desk does to a bundle before it counts; throws when anything is not as it should be. */
async function open(
  mailbox: FakeMailbox,
  sha256: string,
  sealed: Uint8Array,
  owner: StoredInvite,
): Promise<Pulled> {
  const { desk, signal } = mailbox.keys;
  const opened = must(await openBundle(sealed, [desk.identity]));
  const header = bundleHeaderSchema.parse(opened.header);
  const recipients = [...mailbox.manifest.recipients, mailbox.manifest.signalRecipient];
  if (!(await verifyBundle(opened, { study: mailbox.study, recipients })))
    throw new Error('not signed by the space');
  if (header.invite !== owner.number || !keyMacMatches(owner.hmacKey, header.publicKey, header.keyMac)) {
    throw new Error('not from this invite');
  }
  const runKeys = await Promise.all(
    header.runs.map(async (run) => ({
      run,
      k: must(await openRunKey(run, 'k', [desk.identity])),
      s: must(await openRunKey(run, 's', [signal.identity])),
    })),
  );
  const events: Event[] = [];
  const signals: (string | null)[] = [];
  let before = header.before;
  for (const [i, entry] of header.events.entries()) {
    const blob = opened.blobs[i];
    const keys = runKeys[entry.run];
    if (blob === undefined || keys === undefined) throw new Error('an event without its bytes');
    const place = { header: keys.run, seq: entry.seq, before };
    events.push(must(await openEvent(keys.k, place, blob.sealed)));
    signals.push(must(await openSlot(keys.s, place, blob.slot)));
    before = sha256Hex(blob.sealed);
  }
  const { number, previous, interview, manifest } = header;
  return { sha256, number, previous, interview, size: sealed.length, manifest, events, signals };
}

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`not opened: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** `fetch` takes three forms of an address. */
export const addressOf = (input: Parameters<typeof fetch>[0]): URL =>
  new URL(input instanceof Request ? input.url : input);

export const flipped = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const copy = new Uint8Array(bytes);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
};

function headOf(json: unknown): { readonly questionnaire: string; readonly version: number } {
  const known =
    typeof json === 'object' && json !== null && 'questionnaire' in json && 'version' in json ? json : {};
  const { questionnaire, version } = { questionnaire: 'garden', version: 1, ...known };
  return { questionnaire: String(questionnaire), version: Number(version) };
}

const plainEnvelope = (mailbox: FakeMailbox, files: readonly SealedFile[]): Envelope => ({
  v: 1,
  study: mailbox.study,
  invite: toHex(randomBytes(8)),
  root: fingerprint(mailbox.root.publicKey),
  leastManifest: 2,
  role: 'parent',
  band: 'adult',
  person: 'F01-P1',
  birthMonth: '1988-04',
  sex: 'f',
  wave: 'T0',
  firstWave: true,
  due: '2026-03-01',
  windowEnds: '2026-06-29',
  language: 'nl',
  unattended: true,
  tasks: files
    .filter((file) => file.kind === 'questionnaire')
    .map((file) => ({
      id: randomId(),
      questionnaire: file.questionnaire,
      version: file.version,
      subject: 'self',
      periodFrom: '2025-03-01',
      extent: 'full' as const,
      gates: [],
    })),
  roster: [],
  files: [...files],
  spaceIdentity: 'AGE-SECRET-KEY-1TEST',
});
