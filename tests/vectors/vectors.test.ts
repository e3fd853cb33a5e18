import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventBytes } from '#core/event/event.ts';
import { envelopeSchema } from '#core/protocol/envelope.ts';
import { manifestSchema } from '#core/protocol/manifest.ts';
import { deskReceiptSchema, mailboxReceiptSchema, serverTimeSchema } from '#core/protocol/receipt.ts';
import { openWith } from '#crypto/age.ts';
import { fromBase64, text, toHex } from '#crypto/bytes.ts';
import { openFile } from '#crypto/file.ts';
import { parseInvite } from '#crypto/invite.ts';
import { acceptManifest } from '#crypto/manifest.ts';
import { openBundle, verifyBundle } from '#crypto/openBundle.ts';
import { openEvent, openRunKey, openSlot } from '#crypto/openRun.ts';
import { sealedEventLength } from '#crypto/run.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { fingerprint, openSigned } from '#crypto/signing.ts';

const folder = join(import.meta.dirname, 'v1');
const path = (name: string) => join(folder, name);
const bytes = (name: string) => new Uint8Array(readFileSync(path(name)));
const json = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'));
const identity = (who: string) => readFileSync(path(`${who}.txt`), 'utf8').trim();
const keys = json('keys.json');
const bundle = json('bundle.json');

/** A tool that this machine lacks skips its tests; the continuous build fails on any skip. */
const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const hasAge = has('age', '--version');
const python = ['/usr/bin/python3', 'python3'].find((p) => has(p, '-c', 'import cryptography'));

describe('kept vectors of version 1 still open', () => {
  it('invite', async () => {
    const kept = json('invite.json');
    const parsed = await parseInvite(kept.text);
    if (!parsed.ok) throw new Error('not an invite');
    const { tokenHash, redeemToken, envelopeIdentity, hmacKey } = parsed.value;
    expect({ text: kept.text, tokenHash, redeemToken, envelopeIdentity, hmacKey: toHex(hmacKey) }).toEqual(
      kept,
    );
  });

  it('envelope', async () => {
    const kept = json('envelope.json');
    const opened = await openWith([json('invite.json').envelopeIdentity], fromBase64(kept.sealed));
    if (!opened.ok) throw new Error(opened.error.type);
    const read = envelopeSchema.parse(JSON.parse(text(opened.value)));
    // Sealed before tasks had an extent: each reads as a task asked in full, nothing else is added.
    const tasks = read.tasks.map(({ extent, ...task }) => {
      expect(extent).toBe('full');
      return task;
    });
    expect({ ...read, tasks }).toEqual(kept.expected);
  });

  it('manifest', () => {
    const kept = json('manifest.json');
    const trust = {
      signed: kept.signed,
      root: keys.root,
      fingerprint: fingerprint(keys.root),
      leastSerial: 3,
      study: keys.study,
    };
    expect(acceptManifest(trust)).toEqual({ ok: true, value: kept.expected });
    expect(acceptManifest({ ...trust, leastSerial: 4 })).toEqual({
      ok: false,
      error: { type: 'old-serial' },
    });
    expect(openSigned('manifest', manifestSchema, [keys.deskSigning], kept.signed).ok).toBe(false);
  });

  it('sealed file', async () => {
    const kept = json('file.json');
    expect(await openFile(bytes('file.age'), kept)).toEqual({ ok: true, value: kept.expected });
  });

  it('receipts and server time', () => {
    const kept = json('receipts.json');
    expect(openSigned('mailbox-receipt', mailboxReceiptSchema, [keys.mailbox], kept.mailbox.signed)).toEqual({
      ok: true,
      value: kept.mailbox.expected,
    });
    expect(openSigned('desk-receipt', deskReceiptSchema, [keys.deskSigning], kept.desk.signed)).toEqual({
      ok: true,
      value: kept.desk.expected,
    });
    expect(openSigned('time', serverTimeSchema, [keys.mailbox], kept.time.signed)).toEqual({
      ok: true,
      value: kept.time.expected,
    });
    // One kind never passes for another, whoever signed it.
    expect(
      openSigned('desk-receipt', deskReceiptSchema, [keys.mailbox, keys.deskSigning], kept.mailbox.signed).ok,
    ).toBe(false);
  });

  it.each(['desk', 'escrow'])('bundle, run and events with the %s identity', async (who) => {
    const sealed = bytes('bundle.age');
    expect(sha256Hex(sealed)).toBe(bundle.sha256);
    const opened = await openBundle(sealed, [identity(who)]);
    if (!opened.ok) throw new Error(opened.error.type);
    expect(await verifyBundle(opened.value, { study: keys.study, recipients: keys.recipients })).toBe(true);
    const run = opened.value.header.runs[0] ?? '';
    const key = await openRunKey(run, 'k', [identity(who)]);
    if (!key.ok) throw new Error(key.error.type);
    const events = [];
    let before = opened.value.header.before;
    for (const [seq, blob] of opened.value.blobs.entries()) {
      const event = await openEvent(key.value, { header: run, seq, before }, blob.sealed);
      expect(blob.sealed.length + blob.slot.length).toBe(sealedEventLength(eventBytes(seq, 512)));
      events.push(event.ok && event.value);
      before = sha256Hex(blob.sealed);
    }
    expect(events).toEqual(bundle.events);
  });

  it('signals with the signal identity, and nothing else', async () => {
    const opened = await openBundle(bytes('bundle.age'), [identity('signal')]);
    if (!opened.ok) throw new Error(opened.error.type);
    const run = opened.value.header.runs[0] ?? '';
    expect((await openRunKey(run, 'k', [identity('signal')])).ok).toBe(false);
    const key = await openRunKey(run, 's', [identity('signal')]);
    if (!key.ok) throw new Error(key.error.type);
    const signals = [];
    let before = opened.value.header.before;
    for (const [seq, blob] of opened.value.blobs.entries()) {
      const slot = await openSlot(key.value, { header: run, seq, before }, blob.slot);
      signals.push(slot.ok ? slot.value : slot.error);
      before = sha256Hex(blob.sealed);
    }
    expect(signals).toEqual(bundle.signals);
  });
});

describe('somebody without this project', () => {
  const age = (who: string, input: Uint8Array) =>
    spawnSync('age', ['-d', '-i', path(`${who}.txt`)], { input, maxBuffer: 1 << 20 });

  it.skipIf(!hasAge).each(['desk', 'escrow'])(
    'opens the outer layer and the run header with the stock age tool as %s',
    (who) => {
      const plain = age(who, bytes('bundle.age')).stdout;
      expect(plain.subarray(0, 6).toString()).toBe('ADEM1\n');
      const header = JSON.parse(plain.subarray(10, 10 + plain.readUInt32BE(6)).toString());
      const run = JSON.parse(header.runs[0]);
      expect(age(who, fromBase64(run.k)).stdout.length).toBe(32);
      expect(age(who, fromBase64(run.s)).status).not.toBe(0);
    },
  );

  it.skipIf(!hasAge || python === undefined).each(['desk', 'escrow'])(
    'opens the rest with thirty lines of Python as %s',
    (who) => {
      const script = join(import.meta.dirname, 'openBundle.py');
      const code = readFileSync(script, 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(#|$)/.test(line));
      expect(code.length).toBeLessThanOrEqual(30);
      const ran = spawnSync(
        python ?? '',
        [script, path(`${who}.txt`), path('bundle.age'), ...keys.recipients],
        { encoding: 'utf8' },
      );
      expect(ran.stderr).toBe('');
      expect(
        ran.stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual(bundle.events);
      const forged = spawnSync(python ?? '', [
        script,
        path(`${who}.txt`),
        path('bundle.age'),
        keys.recipients[0],
        keys.recipients[1],
        keys.recipients[1],
      ]);
      expect(forged.status).not.toBe(0);
    },
  );
});
