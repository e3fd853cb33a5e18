import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyPair } from '#crypto/age.ts';
import { randomBytes, randomId } from '#crypto/bytes.ts';
import { createDeviceKey, publicKeyOf } from '#crypto/deviceKey.ts';
import { keyMac } from '#crypto/invite.ts';
import { packCompiled } from '../../src/desk/pack.ts';
import { pull } from '../../src/desk/pull.ts';
import { receipts } from '../../src/desk/receipts.ts';
import { revoke } from '../../src/desk/revoke.ts';
import { status } from '../../src/desk/status.ts';
import {
  type BenchSpace,
  type BundleWish,
  type DeskBench,
  firstPart,
  junkBundle,
  packOptions,
  redeem,
  secondPart,
  send,
  smallPack,
  startDeskBench,
  startInterview,
  sure,
  today,
} from '../support/deskBench.ts';

let bench: DeskBench;
let parent: BenchSpace;
let other: BenchSpace;

beforeEach(async () => {
  bench = await startDeskBench();
  const invites = await bench.ready();
  const spaces = [await redeem(bench, invites[0]?.text ?? ''), await redeem(bench, invites[2]?.text ?? '')];
  if (spaces[0] === null || spaces[0] === undefined || spaces[1] === null || spaces[1] === undefined)
    throw new Error('not redeemed');
  [parent, other] = spaces;
});
afterEach(() => bench.close());

const doPull = async () => sure(await pull(bench.desk, bench.tools));
const look = async () => sure(await status(bench.desk, bench.tools));
const reasons = async () => (await look()).quarantine.map(({ reason }) => reason);
const troubles = async () => (await look()).troubles.map(({ type }) => type);

const deskReceipts = async (space: BenchSpace): Promise<number> => {
  const response = await fetch(`${bench.deviceUrl}/v1/receipts?after=0`, {
    headers: { authorization: `Bearer ${space.bearer}` },
  });
  const reply: unknown = await response.json();
  return typeof reply === 'object' && reply !== null && 'receipts' in reply && Array.isArray(reply.receipts)
    ? reply.receipts.length
    : -1;
};

describe('pulling what families sent', () => {
  it('keeps a complete interview as ciphertext in two places and hands in a receipt for each bundle', async () => {
    const interview = startInterview(parent);
    const one = await interview.bundle(firstPart);
    const two = await interview.bundle(secondPart, { done: true });
    await send(bench, parent, one);
    await send(bench, parent, two);
    expect(await doPull()).toEqual({ kept: 2, quarantined: 0, repeated: 0, healed: 0, receipts: 2 });
    const names = [`${one.sha256}.age`, `${two.sha256}.age`].sort();
    expect((await readdir(join(bench.desk, 'bundles'))).sort()).toEqual(names);
    expect((await readdir(join(`${bench.desk}-copy`, 'bundles'))).sort()).toEqual(names);
    expect(await deskReceipts(parent)).toBe(2);
    expect(await look()).toMatchObject({
      bundles: 2,
      personsInvited: 3,
      personsArrived: 1,
      interviewsComplete: 1,
      interviewsPartial: 0,
      quarantine: [],
      troubles: [],
    });
  });

  it('finds nothing new a second time and counts an interview without an end as partial', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    await doPull();
    expect(await doPull()).toEqual({ kept: 0, quarantined: 0, repeated: 0, healed: 0, receipts: 0 });
    expect(await look()).toMatchObject({ interviewsComplete: 0, interviewsPartial: 1 });
  });

  it('sends receipts again when they were lost on the way', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    bench.tamper = (path, response) => {
      if (path.endsWith('/receipts')) throw new TypeError('fetch failed');
      return response;
    };
    const broken = await pull(bench.desk, bench.tools);
    expect(broken).toMatchObject({ ok: false, error: { type: 'unreachable' } });
    expect(await look()).toMatchObject({ bundles: 1, receiptsWaiting: 1 });
    bench.tamper = null;
    expect(await doPull()).toMatchObject({ kept: 0, receipts: 1 });
    expect(sure(await receipts(bench.desk, bench.tools))).toEqual({ sent: 1 });
    expect(await deskReceipts(parent)).toBe(1);
  });

  it('says in one sentence that the mailbox cannot be reached, and loses nothing', async () => {
    await bench.stopMailbox();
    expect(await pull(bench.desk, bench.tools)).toMatchObject({ ok: false, error: { type: 'unreachable' } });
    expect(await look()).toMatchObject({ bundles: 0 });
  });
});

describe('what does not fit is set aside with its reason', () => {
  const sendOne = async (wish: BundleWish) => {
    const bundle = await startInterview(parent).bundle(firstPart, wish);
    expect(await send(bench, parent, bundle)).toBe(201);
    const pulled = await doPull();
    expect(pulled).toMatchObject({ kept: 0, quarantined: 1 });
    expect(await readdir(join(bench.desk, 'quarantine'))).toEqual([`${bundle.sha256}.age`]);
    return reasons();
  };

  it('bytes that are no bundle', async () => {
    await send(bench, parent, junkBundle());
    expect(await doPull()).toMatchObject({ kept: 0, quarantined: 1, receipts: 0 });
    expect(await reasons()).toEqual(['damaged']);
  });

  it('a bundle with one byte changed', async () => {
    const bundle = await startInterview(parent).bundle(firstPart);
    const { sha256Hex } = await import('#crypto/sha256.ts');
    const sealed = bundle.sealed.slice();
    sealed[20000] = (sealed[20000] ?? 0) ^ 1;
    await send(bench, parent, { sealed, sha256: sha256Hex(sealed) });
    await doPull();
    expect(await reasons()).toEqual(['damaged']);
  });

  it('a bundle sealed to somebody else', async () => {
    const keys = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()]);
    expect(await sendOne({ recipients: keys.map(({ recipient }) => recipient) })).toEqual(['not-for-me']);
  });

  it('a bundle of another study', async () => {
    expect(await sendOne({ change: (header) => ({ ...header, study: randomId() }) })).toEqual([
      'other-study',
    ]);
  });

  it('a bundle of an invite that this desk never made', async () => {
    expect(await sendOne({ change: (header) => ({ ...header, invite: '0123456789abcdef' }) })).toEqual([
      'unknown-invite',
    ]);
  });

  it('a device key that does not come from the paper', async () => {
    const stranger = await createDeviceKey();
    const publicKey = await publicKeyOf(stranger);
    const forged = {
      change: (header: Parameters<NonNullable<BundleWish['change']>>[0]) => ({
        ...header,
        publicKey,
        keyMac: keyMac(randomBytes(32), publicKey),
      }),
    };
    expect(await sendOne({ ...forged, deviceKey: stranger.privateKey })).toEqual(['forged-key']);
  });

  it('a public key that is no base64, without stopping the pull', async () => {
    expect(await sendOne({ change: (header) => ({ ...header, publicKey: 'A' }) })).toEqual(['malformed']);
  });

  it('a signature by another device', async () => {
    expect(await sendOne({ deviceKey: (await createDeviceKey()).privateKey })).toEqual(['bad-signature']);
  });

  it('a manifest that this desk never signed', async () => {
    expect(await sendOne({ change: (header) => ({ ...header, manifest: 99 }) })).toEqual([
      'unknown-manifest',
    ]);
  });

  it('events of a task that is not of this invite', async () => {
    expect(await sendOne({ event: (event) => ({ ...event, task: randomId() }) })).toEqual([
      'mixed-interview',
    ]);
    const task = randomId();
    await send(
      bench,
      parent,
      await startInterview(parent).bundle(firstPart, { event: (event) => ({ ...event, task }) }),
    );
    await doPull();
    expect(await reasons()).toContain('unknown-task');
  });

  it('events about another person', async () => {
    const about = (person: string): BundleWish => ({
      event: (event) => (event.about === undefined ? event : { ...event, about: { ...event.about, person } }),
    });
    expect(await sendOne(about('F9/P9'))).toEqual(['wrong-person']);
  });

  it('a questionnaire version that nobody gave out; its device still gets a receipt, since the bytes are kept', async () => {
    const wish: BundleWish = {
      event: (event) =>
        event.about === undefined ? event : { ...event, about: { ...event.about, version: 7 } },
    };
    expect(await sendOne(wish)).toEqual(['unknown-version']);
    expect(await deskReceipts(parent)).toBe(1);
  });

  it('what a revoked space still sends', async () => {
    sure(
      await revoke(bench.desk, { family: 'F1', person: 'P1', reason: 'the phone was stolen' }, bench.tools),
    );
    expect(await sendOne({})).toEqual(['revoked']);
  });

  it('what arrived before its invite was revoked still counts', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    const later = { ...bench.tools, now: () => new Date(today.getTime() + 60_000) };
    sure(await revoke(bench.desk, { family: 'F1', person: 'P1', reason: 'the phone was stolen' }, later));
    expect(await doPull()).toMatchObject({ kept: 1, quarantined: 0 });
  });

  it('an answer of the mailbox that is not the bundle it named, and takes it in when it is right again', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    bench.tamper = (path, response) =>
      /bundles\/[0-9a-f]{64}$/.test(path) ? new Response(new Uint8Array(32768)) : response;
    await doPull();
    expect(await reasons()).toEqual(['hash-differs']);
    bench.tamper = null;
    expect(await doPull()).toMatchObject({ healed: 1, receipts: 1 });
    expect(await look()).toMatchObject({ bundles: 1, quarantine: [] });
  });

  it('a receipt that the mailbox did not sign', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    bench.tamper = async (path, response) => {
      if (!path.endsWith('/bundles')) return response;
      const told = await response.text();
      return new Response(
        told.replace(/"signature":"(.)/, (_all, first) => `"signature":"${first === 'A' ? 'B' : 'A'}`),
        { headers: { 'content-type': 'application/json' } },
      );
    };
    await doPull();
    expect(await reasons()).toEqual(['bad-receipt']);
  });

  it('one bad bundle does not keep a good one out', async () => {
    await send(bench, parent, junkBundle());
    await send(bench, other, await startInterview(other).bundle(firstPart, { done: true }));
    expect(await doPull()).toMatchObject({ kept: 1, quarantined: 1, receipts: 1 });
  });
});

describe('gaps, forks and repeats are found and listed', () => {
  it('a bundle in the middle that has not arrived, until it does', async () => {
    const interview = startInterview(parent);
    const one = await interview.bundle(firstPart);
    const two = await interview.bundle([['start', 'place', 'garden', 'no']]);
    const three = await interview.bundle(secondPart);
    for (const bundle of [one, three]) await send(bench, parent, bundle);
    await doPull();
    expect((await look()).troubles).toEqual([
      { type: 'gap', interview: interview.interview, numbers: [2], inQuarantine: false },
    ]);
    await send(bench, parent, two);
    await doPull();
    expect(await troubles()).toEqual([]);
  });

  it('two bundles for one place, as from a copied profile', async () => {
    const interview = startInterview(parent);
    await send(bench, parent, await interview.bundle(firstPart));
    await send(bench, parent, await interview.bundle(secondPart));
    await send(bench, parent, await interview.bundle(secondPart, { again: true }));
    expect(await doPull()).toMatchObject({ kept: 3, quarantined: 0 });
    expect(await troubles()).toContain('fork');
  });

  it('a bundle whose chain names another one before it', async () => {
    const interview = startInterview(parent);
    await send(bench, parent, await interview.bundle(firstPart));
    await send(
      bench,
      parent,
      await interview.bundle(secondPart, { change: (header) => ({ ...header, previous: '0'.repeat(64) }) }),
    );
    await doPull();
    expect(await troubles()).toEqual(['fork']);
  });

  it('a second device that was made with the same paper', async () => {
    const second = await createDeviceKey();
    const publicKey = await publicKeyOf(second);
    const twin: BenchSpace = {
      ...parent,
      device: second,
      own: { ...parent.own, publicKey, keyMac: keyMac(parent.hmacKey, publicKey) },
    };
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    await send(bench, parent, await startInterview(twin).bundle(firstPart));
    expect(await doPull()).toMatchObject({ kept: 2 });
    expect(await troubles()).toEqual(['two-keys']);
  });

  it("a bundle that somebody copied and handed in first is still its own device's, and is named", async () => {
    const interview = startInterview(parent);
    const bundle = await interview.bundle(firstPart);
    expect(await send(bench, other, bundle)).toBe(201);
    expect(await send(bench, parent, bundle)).toBe(200);
    expect(await doPull()).toMatchObject({ kept: 1, quarantined: 0, receipts: 1 });
    const { personsArrived, troubles: found } = await look();
    expect(personsArrived).toBe(1);
    expect(found).toEqual([
      { type: 'other-sender', bundle: bundle.sha256, invite: parent.own.invite, sender: other.own.invite },
    ]);
  });

  it("a bundle handed in by a thief whose own invite is revoked is still its own device's", async () => {
    await send(bench, other, await startInterview(parent).bundle(firstPart));
    sure(await revoke(bench.desk, { family: 'F1', person: 'P2', reason: 'x' }, bench.tools));
    expect(await doPull()).toMatchObject({ kept: 1, quarantined: 0 });
  });

  it('a bundle sent twice counts once', async () => {
    const bundle = await startInterview(parent).bundle(firstPart);
    expect(await send(bench, parent, bundle)).toBe(201);
    expect(await send(bench, parent, bundle)).toBe(200);
    expect(await doPull()).toMatchObject({ kept: 1, repeated: 0 });
  });

  it('a bundle that the mailbox lists a second time', async () => {
    await send(bench, parent, await startInterview(parent).bundle(firstPart));
    let list: { bundles: { cursor: number }[]; next: number } | null = null;
    bench.tamper = async (path, response) => {
      if (!path.endsWith('/bundles')) return response;
      const told: unknown = await response.json();
      if (list === null) {
        list = structuredClone(told) as typeof list;
        return Response.json(told);
      }
      if (list !== null && list.next < 50) {
        list = { bundles: list.bundles.map((listed) => ({ ...listed, cursor: 50 })), next: 50 };
        return Response.json(list);
      }
      return Response.json(told);
    };
    expect(await doPull()).toMatchObject({ kept: 1, repeated: 1 });
    expect(await troubles()).toEqual(['repeated']);
  });
});

it('bundles sealed under an earlier manifest are still verified after the next one', async () => {
  const bundle = await startInterview(parent).bundle(firstPart);
  sure(await packCompiled(bench.desk, smallPack(), packOptions, bench.tools));
  await send(bench, parent, bundle);
  expect(await doPull()).toMatchObject({ kept: 1, quarantined: 0 });
});
