/** Every flip of a bit and every cut of every format is refused. Offsets are drawn; `--full` proofs walk all of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseEventBytes, type Event, eventSchema } from '#core/event/event.ts';
import { mailboxReceiptSchema } from '#core/protocol/receipt.ts';
import { generateKeyPair, openWith, sealTo } from '#crypto/age.ts';
import { fromBase64, randomId, toBase64, utf8 } from '#crypto/bytes.ts';
import {
  drawCode,
  newSpaceKey,
  openLocal,
  sealLocal,
  stretchCode,
  unwrapKey,
  wrapKey,
} from '#crypto/code.ts';
import { openFile } from '#crypto/file.ts';
import { createInvite, parseInvite } from '#crypto/invite.ts';
import { acceptManifest } from '#crypto/manifest.ts';
import { openBundle } from '#crypto/openBundle.ts';
import { openEvent, openRunKey, openSlot } from '#crypto/openRun.ts';
import { firstBefore, sealEvent, startRun } from '#crypto/run.ts';
import { fingerprint, openSigned } from '#crypto/signing.ts';

const folder = join(import.meta.dirname, '../vectors/v1');
const bytes = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const identity = (who: string) => readFileSync(join(folder, `${who}.txt`), 'utf8').trim();
const keys = json('keys.json');

function flipped(whole: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(whole);
  const at = bit >> 3;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** A drawn flip and a drawn cut are refused; the untouched bytes are the control. */
async function refusesDamage(
  whole: Uint8Array,
  opens: (bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>,
  runs: number,
) {
  expect(await opens(new Uint8Array(whole))).toBe(true);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length * 8 - 1), fc.nat(whole.length - 1), async (bit, length) => {
      expect(await opens(flipped(whole, bit))).toBe(false);
      expect(await opens(whole.slice(0, length))).toBe(false);
    }),
    { numRuns: runs },
  );
}

describe('damage is refused', () => {
  it('in a bundle', async () => {
    await refusesDamage(bytes('bundle.age'), async (b) => (await openBundle(b, [identity('desk')])).ok, 60);
  }, 60_000);

  it('in a sealed file', async () => {
    await refusesDamage(bytes('file.age'), async (b) => (await openFile(b, json('file.json'))).ok, 60);
  }, 60_000);

  it('in an envelope', async () => {
    const sealed = fromBase64(json('envelope.json').sealed);
    const { envelopeIdentity } = json('invite.json');
    await refusesDamage(sealed, async (b) => (await openWith([envelopeIdentity], b)).ok, 100);
  }, 60_000);

  it('in the payload or the signature of a manifest', async () => {
    const { signed } = json('manifest.json');
    const trust = { root: keys.root, fingerprint: fingerprint(keys.root), leastSerial: 1, study: keys.study };
    for (const part of ['payload', 'signature']) {
      const whole = fromBase64(signed[part]);
      await refusesDamage(
        whole,
        async (b) => acceptManifest({ ...trust, signed: { ...signed, [part]: toBase64(b) } }).ok,
        60,
      );
    }
  }, 60_000);

  it('in the payload or the signature of a receipt', async () => {
    const { signed } = json('receipts.json').mailbox;
    for (const part of ['payload', 'signature']) {
      const whole = fromBase64(signed[part]);
      const opens = async (b: Uint8Array) =>
        openSigned('mailbox-receipt', mailboxReceiptSchema, [keys.mailbox], {
          ...signed,
          [part]: toBase64(b),
        }).ok;
      await refusesDamage(whole, opens, 60);
    }
  }, 60_000);

  it('in a sealed event, its slot, its run header and its place in the chain', async () => {
    const desk = await generateKeyPair();
    const signal = await generateKeyPair();
    const interview = randomId();
    const started = await startRun({
      interview,
      sitting: 1,
      recipients: [desk.recipient],
      signalRecipient: signal.recipient,
    });
    if (!started.ok) throw new Error('no run');
    const { header } = started.value;
    const event: Event = {
      v: 1,
      interview,
      task: randomId(),
      section: 'a',
      row: null,
      block: 'b',
      pass: 1,
      sitting: 1,
      seq: 7,
      wall: '2026-01-01T00:00:00.000Z',
      mono: 1,
      mode: 'self',
      app: '1',
      kind: 'answer',
      cause: 'first',
      item: 'i',
      value: 'x',
    };
    const before = 'ab'.repeat(32);
    const sealed = await sealEvent(started.value, {
      seq: 7,
      before,
      event,
      bytes: baseEventBytes,
      signal: 's',
    });
    const k = await openRunKey(header, 'k', [desk.identity]);
    const s = await openRunKey(header, 's', [signal.identity]);
    if (!k.ok || !s.ok) throw new Error('no key');
    const place = { header, seq: 7, before };
    await refusesDamage(sealed.sealed, async (b) => (await openEvent(k.value, place, b)).ok, 100);
    await refusesDamage(sealed.slot, async (b) => (await openSlot(s.value, place, b)).ok, 100);
    expect((await openEvent(k.value, { ...place, seq: 8 }, sealed.sealed)).ok).toBe(false);
    expect((await openEvent(k.value, { ...place, before: firstBefore }, sealed.sealed)).ok).toBe(false);
    expect((await openEvent(k.value, { ...place, header: `${header} ` }, sealed.sealed)).ok).toBe(false);
    expect((await openEvent(s.value, place, sealed.sealed)).ok).toBe(false);
  }, 60_000);

  it('in what a space keeps under its code', async () => {
    const kek = await stretchCode('123456', new Uint8Array(16));
    const spaceKey = await newSpaceKey();
    const wrapped = await wrapKey(kek, spaceKey, 'space');
    await refusesDamage(wrapped, async (b) => (await unwrapKey(kek, b, 'space')) !== null, 60);
    const sealed = await sealLocal(spaceKey, utf8('progress'), 'progress');
    await refusesDamage(sealed, async (b) => (await openLocal(spaceKey, b, 'progress')) !== null, 60);
    expect(await openLocal(spaceKey, sealed, 'names')).toBeNull();
    expect(await unwrapKey(await stretchCode('123457', new Uint8Array(16)), wrapped, 'space')).toBeNull();
  }, 60_000);

  it('in a typed invite: one wrong, swapped or missing character', async () => {
    const { text } = await createInvite();
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const plain = text.replaceAll('-', '');
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length - 1), fc.nat(31), async (at, letter) => {
        const typed = plain.slice(0, at) + letters[letter] + plain.slice(at + 1);
        expect((await parseInvite(typed)).ok).toBe(typed === plain);
        expect((await parseInvite(plain.slice(0, at) + plain.slice(at + 1))).ok).toBe(false);
      }),
    );
    expect(
      (
        await parseInvite(
          ` ${text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
        )
      ).ok,
    ).toBe(true);
  });
});

describe('sealing and opening', () => {
  it('give back every text, of any script', async () => {
    const { identity: mine, recipient } = await generateKeyPair();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (value) => {
        const sealed = await sealTo([recipient], utf8(value));
        const opened = sealed.ok ? await openWith([mine], sealed.value) : sealed;
        expect(opened.ok && new TextDecoder().decode(opened.value)).toBe(
          new TextDecoder().decode(utf8(value)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('write every event in the size that its item fixes, whatever was answered', async () => {
    const { recipient } = await generateKeyPair();
    const started = await startRun({
      interview: randomId(),
      sitting: 1,
      recipients: [recipient],
      signalRecipient: recipient,
    });
    if (!started.ok) throw new Error('no run');
    const value = fc.oneof(
      fc.constant('never'),
      fc.integer(),
      fc.string({ maxLength: 40 }),
      fc.array(fc.constant('one-option'), { maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(value, fc.option(fc.string({ maxLength: 20 })), async (answer, signal) => {
        const event = eventSchema.parse({
          v: 1,
          interview: randomId(),
          task: randomId(),
          section: 'home',
          row: randomId(),
          block: 'b',
          pass: 2,
          sitting: 3,
          seq: 9,
          wall: '2026-01-01T00:00:00.000Z',
          mono: 9,
          mode: 'self',
          app: '1',
          kind: 'answer',
          cause: 'first',
          item: 'i',
          value: answer,
        });
        const sealed = await sealEvent(started.value, {
          seq: 9,
          before: firstBefore,
          event,
          bytes: baseEventBytes,
          signal,
        });
        expect([sealed.sealed.length, sealed.slot.length]).toEqual([528, 144]);
      }),
    );
  });
});

describe('a drawn code', () => {
  it('has six digits and uses the whole range', () => {
    const codes = Array.from({ length: 2000 }, drawCode);
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(codes.map((code) => code[0])).size).toBe(10);
  });
});
