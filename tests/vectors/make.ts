/**
 * Makes a new set of vectors from the formats as they are now: `node tests/vectors/make.ts FOLDER`.
 * The kept set in `v1/` is never made again: a format that changes gets a new version and a new folder.
 * All keys here are made for this purpose and protect nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleHeader } from '#core/event/bundle.ts';
import { baseEventBytes, type Event, eventBytes } from '#core/event/event.ts';
import type { Envelope } from '#core/protocol/envelope.ts';
import type { Manifest } from '#core/protocol/manifest.ts';
import type { DeskReceipt, MailboxReceipt, ServerTime } from '#core/protocol/receipt.ts';
import { generateKeyPair, sealTo } from '#crypto/age.ts';
import { sealBundle } from '#crypto/bundle.ts';
import { randomId, toBase64, toHex, utf8 } from '#crypto/bytes.ts';
import { createDeviceKey, publicKeyOf } from '#crypto/deviceKey.ts';
import { sealFile } from '#crypto/file.ts';
import { createInvite, keyMac } from '#crypto/invite.ts';
import { bundleRecipients } from '#crypto/manifest.ts';
import { firstBefore, sealEvent, startRun } from '#crypto/run.ts';
import { fingerprint, generateSigningKey, signPayload } from '#crypto/signing.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name a folder');
mkdirSync(folder, { recursive: true });
const keep = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const keepJson = (name: string, content: unknown) => keep(name, `${JSON.stringify(content, null, 2)}\n`);

const study = randomId();
const [desk, escrow, signal] = [await generateKeyPair(), await generateKeyPair(), await generateKeyPair()];
const [root, deskSigning, mailbox] = [generateSigningKey(), generateSigningKey(), generateSigningKey()];
const invite = await createInvite();
const number = '0123456789abcdef';
const row = randomId();

const file = await sealFile({ format: 1, questionnaire: 'vector', version: 1 });
const manifest: Manifest = {
  v: 1,
  study,
  serial: 3,
  issued: '2026-01-05T09:00:00.000Z',
  validUntil: '2027-01-05T09:00:00.000Z',
  demo: true,
  recipients: [desk.recipient, escrow.recipient],
  signalRecipient: signal.recipient,
  receiptKeys: [mailbox.publicKey],
  deskKeys: [deskSigning.publicKey],
  files: [file.sha256],
  exit: null,
  ethics: null,
  contact: null,
};
const envelope: Envelope = {
  v: 1,
  study,
  invite: number,
  root: fingerprint(root.publicKey),
  leastManifest: 3,
  role: 'parent',
  band: 'adult',
  person: 'P-0001',
  birthMonth: '1988-04',
  sex: 'f',
  wave: 'T0',
  firstWave: true,
  due: '2026-03-01',
  windowEnds: '2026-06-29',
  language: 'nl',
  unattended: true,
  tasks: [
    {
      id: randomId(),
      questionnaire: 'vector',
      version: 1,
      subject: 'self',
      periodFrom: '2025-03-01',
      extent: 'full' as const,
      gates: [],
    },
  ],
  roster: [{ id: row, kind: 'child', sex: 'm', birthMonth: '2017-02', order: 1, relation: 'child' }],
  files: [
    {
      kind: 'questionnaire',
      sha256: file.sha256,
      identity: file.identity,
      questionnaire: 'vector',
      version: 1,
    },
  ],
  spaceIdentity: (await generateKeyPair()).identity,
};
const sealedEnvelope = await sealTo([invite.secrets.envelopeRecipient], utf8(JSON.stringify(envelope)));

const interview = randomId();
const task = envelope.tasks[0]?.id ?? '';
const common = {
  v: 1,
  interview,
  task,
  section: 'home',
  row: null,
  block: 'home-1',
  pass: 1,
  sitting: 1,
  mode: 'self',
  app: '0.1.0',
} as const;
const at = (seq: number) => ({ seq, wall: `2026-03-01T10:00:0${seq}.000Z`, mono: seq * 1000 });
const events: Event[] = [
  {
    ...common,
    ...at(0),
    kind: 'answer',
    cause: 'first',
    item: 'contact',
    value: 'weekly',
    about: { person: 'P-0001', wave: 'T0', subject: 'self', questionnaire: 'vector', version: 1 },
  },
  { ...common, ...at(1), kind: 'answer', cause: 'first', item: 'calm', value: 3 },
  { ...common, ...at(2), kind: 'answer', cause: 'first', item: 'note', value: 'Een zin met é, ø en 😀.' },
  { ...common, ...at(3), kind: 'answer', cause: 'first', item: 'nights', missing: 'prefer-not' },
  { ...common, ...at(4), kind: 'block-end', end: 'completed' },
  { ...common, ...at(5), kind: 'section-end', done: true },
];
const started = await startRun({
  interview,
  sitting: 1,
  recipients: manifest.recipients,
  signalRecipient: manifest.signalRecipient,
});
if (!started.ok || !sealedEnvelope.ok) throw new Error('a fresh recipient was refused');
const blobs = [];
let before = firstBefore;
for (const event of events) {
  const bytes = eventBytes(event.seq, baseEventBytes);
  const sealed = await sealEvent(started.value, {
    seq: event.seq,
    before,
    event,
    bytes,
    signal: event.seq === 1 ? 'calm' : null,
  });
  blobs.push(sealed);
  before = sealed.hash;
}
const pair = await createDeviceKey();
const publicKey = await publicKeyOf(pair);
const header: BundleHeader = {
  v: 1,
  study,
  manifest: manifest.serial,
  invite: number,
  publicKey,
  keyMac: keyMac(invite.secrets.hmacKey, publicKey),
  interview,
  number: 1,
  previous: null,
  before: firstBefore,
  runs: [started.value.header],
  events: blobs.map((blob, seq) => ({ seq, run: 0, sealed: blob.sealed.length, slot: blob.slot.length })),
};
const bundle = await sealBundle({
  header,
  blobs,
  deviceKey: pair.privateKey,
  recipients: bundleRecipients(manifest),
  sizeClass: 0,
});
if (!bundle.ok) throw new Error(bundle.error.type);

const receipt: MailboxReceipt = {
  v: 1,
  study,
  bundle: bundle.value.sha256,
  size: bundle.value.sealed.length,
  serial: 1,
  time: '2026-03-01T10:01:00.000Z',
};
const deskReceipt: DeskReceipt = {
  v: 1,
  study,
  bundle: bundle.value.sha256,
  time: '2026-03-02T08:00:00.000Z',
};
const time: ServerTime = { v: 1, nonce: 'AAECAwQFBgcICQoLDA0ODw', time: '2026-03-01T10:01:00.000Z' };

keep('desk.txt', `${desk.identity}\n`);
keep('escrow.txt', `${escrow.identity}\n`);
keep('signal.txt', `${signal.identity}\n`);
keepJson('keys.json', {
  study,
  root: root.publicKey,
  deskSigning: deskSigning.publicKey,
  mailbox: mailbox.publicKey,
  recipients: bundleRecipients(manifest),
});
keepJson('manifest.json', { signed: signPayload('manifest', manifest, root.secretKey), expected: manifest });
keepJson('invite.json', {
  text: invite.text,
  tokenHash: invite.secrets.tokenHash,
  redeemToken: invite.secrets.redeemToken,
  hmacKey: toHex(invite.secrets.hmacKey),
  envelopeIdentity: invite.secrets.envelopeIdentity,
});
keepJson('envelope.json', { sealed: toBase64(sealedEnvelope.value), expected: envelope });
keep('file.age', file.sealed);
keepJson('file.json', {
  sha256: file.sha256,
  identity: file.identity,
  expected: { format: 1, questionnaire: 'vector', version: 1 },
});
keep('bundle.age', bundle.value.sealed);
keepJson('bundle.json', {
  sha256: bundle.value.sha256,
  signals: [null, 'calm', null, null, null, null],
  events,
});
keepJson('receipts.json', {
  mailbox: { signed: signPayload('mailbox-receipt', receipt, mailbox.secretKey), expected: receipt },
  desk: { signed: signPayload('desk-receipt', deskReceipt, deskSigning.secretKey), expected: deskReceipt },
  time: { signed: signPayload('time', time, mailbox.secretKey), expected: time },
});
