import { describe, expect, it } from 'vitest';
import { type BundleHeader, bundleSizes, type SizeClass } from '#core/event/bundle.ts';
import { type AnswerEvent, signalSlotBytes } from '#core/event/event.ts';
import { generateKeyPair } from '#crypto/age.ts';
import { bundleLength, bundleRoom, sealBundle } from '#crypto/bundle.ts';
import { randomId } from '#crypto/bytes.ts';
import { createDeviceKey, publicKeyOf } from '#crypto/deviceKey.ts';
import { keyMac } from '#crypto/invite.ts';
import { openBundle, verifyBundle } from '#crypto/openBundle.ts';
import { openEvent, openRunKey, openSlot } from '#crypto/openRun.ts';
import { eventCipher, firstBefore, sealEvent, startRun } from '#crypto/run.ts';

const study = randomId();

const answer = (interview: string, task: string, seq: number): AnswerEvent => ({
  v: 1,
  interview,
  task,
  section: 'home',
  row: null,
  block: 'home-1',
  pass: 1,
  sitting: 1,
  seq,
  wall: '2026-03-01T10:00:00.000Z',
  mono: seq * 1000,
  mode: 'self',
  app: '0.1.0',
  kind: 'answer',
  cause: 'first',
  item: `item${seq}`,
  value: seq,
});

async function sealedInterview(count: number) {
  const [desk, escrow, signal] = [await generateKeyPair(), await generateKeyPair(), await generateKeyPair()];
  const recipients = [desk.recipient, escrow.recipient];
  const outer = [...recipients, signal.recipient];
  const interview = randomId();
  const started = await startRun({ interview, sitting: 1, recipients, signalRecipient: signal.recipient });
  if (!started.ok) throw new Error('no run');
  const run = started.value;
  const task = randomId();
  const events = Array.from({ length: count }, (_, seq) => answer(interview, task, seq));
  const blobs = [];
  let before = firstBefore;
  for (const event of events) {
    const sealed = await sealEvent(run, {
      seq: event.seq,
      before,
      event,
      bytes: 512,
      signal: event.seq === 1 ? 'afraid' : null,
    });
    blobs.push(sealed);
    before = sealed.hash;
  }
  const pair = await createDeviceKey();
  const publicKey = await publicKeyOf(pair);
  const header: BundleHeader = {
    v: 1,
    study,
    manifest: 1,
    invite: '0123456789abcdef',
    publicKey,
    keyMac: keyMac(new Uint8Array(32), publicKey),
    interview,
    number: 1,
    previous: null,
    before: firstBefore,
    runs: [run.header],
    events: blobs.map((blob, seq) => ({ seq, run: 0, sealed: blob.sealed.length, slot: blob.slot.length })),
  };
  return { desk, escrow, signal, recipients, outer, run, events, blobs, pair, header };
}

describe('a bundle', () => {
  it.each([0, 1, 2, 3] as const)(
    'of size class %i has exactly its size, whatever is in it',
    async (sizeClass: SizeClass) => {
      const { outer, pair, header, blobs } = await sealedInterview(3);
      for (const take of [1, 3]) {
        const sealed = await sealBundle({
          header: { ...header, events: header.events.slice(0, take) },
          blobs: blobs.slice(0, take),
          deviceKey: pair.privateKey,
          recipients: outer,
          sizeClass,
        });
        expect(sealed.ok && sealed.value.sealed.length).toBe(bundleSizes[sizeClass]);
      }
    },
  );

  it('opens for desk, escrow and signal, and gives each event back to those who hold K only', async () => {
    const { desk, escrow, signal, outer, run, events, pair, header, blobs } = await sealedInterview(3);
    const sealed = await sealBundle({
      header,
      blobs,
      deviceKey: pair.privateKey,
      recipients: outer,
      sizeClass: 0,
    });
    if (!sealed.ok) throw new Error('not sealed');
    for (const who of [desk, escrow, signal]) {
      const opened = await openBundle(sealed.value.sealed, [who.identity]);
      expect(opened.ok && (await verifyBundle(opened.value, { study, recipients: outer }))).toBe(true);
    }
    const key = await openRunKey(run.header, 'k', [escrow.identity]);
    expect((await openRunKey(run.header, 'k', [signal.identity])).ok).toBe(false);
    if (!key.ok) throw new Error('no key');
    const opened = await openBundle(sealed.value.sealed, [desk.identity]);
    if (!opened.ok) throw new Error('not opened');
    let before = firstBefore;
    for (const [seq, blob] of opened.value.blobs.entries()) {
      const event = await openEvent(key.value, { header: run.header, seq, before }, blob.sealed);
      expect(event).toEqual({ ok: true, value: events[seq] });
      const moved = await openEvent(key.value, { header: run.header, seq: seq + 1, before }, blob.sealed);
      expect(moved).toEqual({ ok: false, error: { type: 'damaged' } });
      before = blobs[seq]?.hash ?? '';
    }
  });

  it('shows a signal to the signal recipient only, in a slot of one size', async () => {
    const { signal, run, blobs } = await sealedInterview(3);
    const key = await openRunKey(run.header, 's', [signal.identity]);
    if (!key.ok) throw new Error('no key');
    const signals = [];
    let before = firstBefore;
    for (const [seq, blob] of blobs.entries()) {
      signals.push(await openSlot(key.value, { header: run.header, seq, before }, blob.slot));
      before = blob.hash;
    }
    expect(signals).toEqual([null, 'afraid', null].map((value) => ({ ok: true, value })));
    expect(new Set(blobs.map((blob) => blob.slot.length)).size).toBe(1);
  });

  it('keeps a slot whose bytes are no text from stopping whoever reads the others', async () => {
    const { run } = await sealedInterview(1);
    const place = { header: run.header, seq: 0, before: firstBefore };
    const cipher = eventCipher(run.headerHash, place.seq, place.before);
    const slot = await crypto.subtle.encrypt(cipher, run.s, new Uint8Array(signalSlotBytes).fill(0xff));
    expect(await openSlot(run.s, place, new Uint8Array(slot))).toEqual({
      ok: false,
      error: { type: 'unreadable-event' },
    });
  });

  it('does not verify for other recipients, another study or a changed header', async () => {
    const { desk, outer, pair, header, blobs } = await sealedInterview(1);
    const sealed = await sealBundle({
      header,
      blobs,
      deviceKey: pair.privateKey,
      recipients: outer,
      sizeClass: 0,
    });
    const opened = sealed.ok ? await openBundle(sealed.value.sealed, [desk.identity]) : sealed;
    if (!opened.ok) throw new Error('not opened');
    const other = await generateKeyPair();
    expect(await verifyBundle(opened.value, { study, recipients: [...outer].reverse() })).toBe(true);
    expect(
      await verifyBundle(opened.value, { study, recipients: [...outer.slice(1), other.recipient] }),
    ).toBe(false);
    expect(await verifyBundle(opened.value, { study: randomId(), recipients: outer })).toBe(false);
    const changed = {
      ...opened.value,
      headerBytes: new TextEncoder().encode(JSON.stringify({ ...header, number: 2 })),
    };
    expect(await verifyBundle(changed, { study, recipients: outer })).toBe(false);
  });

  it('that is too large for its class is refused before it is sealed', async () => {
    const { outer, pair, header, blobs } = await sealedInterview(60);
    const room = await bundleRoom(outer, 0);
    expect(room.ok && bundleLength(header, blobs) > room.value).toBe(true);
    const sealed = await sealBundle({
      header,
      blobs,
      deviceKey: pair.privateKey,
      recipients: outer,
      sizeClass: 0,
    });
    expect(sealed).toEqual({ ok: false, error: { type: 'too-large' } });
  });
});
