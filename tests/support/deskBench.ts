/**
 * A desk and a real mailbox on this computer, each in a fresh folder, with devices that redeem and send
 * as the protocol says. `tamper` sits on the wire between desk and mailbox.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { BundleHeader } from '#core/event/bundle.ts';
import type { Event } from '#core/event/event.ts';
import { type Envelope, envelopeSchema } from '#core/protocol/envelope.ts';
import { manifestSchema } from '#core/protocol/manifest.ts';
import { redeemReplySchema } from '#core/protocol/wire.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { helpSchema } from '#core/questionnaire/helpLines.ts';
import type { Result } from '#core/result.ts';
import { openWith } from '#crypto/age.ts';
import { sealBundle } from '#crypto/bundle.ts';
import { fromBase64, fromBase64url, randomBytes, randomId, text, toBase64url } from '#crypto/bytes.ts';
import { createDeviceKey, publicKeyOf } from '#crypto/deviceKey.ts';
import { keyMac, parseInvite } from '#crypto/invite.ts';
import { bundleRecipients } from '#crypto/manifest.ts';
import { firstBefore, sealEvent, startRun } from '#crypto/run.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { openSigned } from '#crypto/signing.ts';
import { decideSecondParent } from '../../src/desk/decide.ts';
import type { DeskTools } from '../../src/desk/desk.ts';
import { init } from '../../src/desk/init.ts';
import { invite, type PrintedInvite } from '../../src/desk/invite.ts';
import type { CompiledPack } from '../../src/desk/pack/compilePack.ts';
import { type PackOptions, packCompiled } from '../../src/desk/pack.ts';
import type { DeskProblem } from '../../src/desk/problem.ts';
import { type RunningMailbox, startMailbox } from '../../src/server/startMailbox.ts';
import { smallQuestionnaire } from './smallQuestionnaire.ts';
import { readStudy } from './studyDates.ts';

// Keys, a database and many synced files for every test: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const project = join(import.meta.dirname, '..', '..');

export const packOptions: PackOptions = {
  questionnaires: join(project, 'questionnaires'),
  office: {},
  validDays: 365,
  acceptReceiptKey: false,
};

export const smallChild: Questionnaire = {
  ...smallQuestionnaire,
  questionnaire: 'smallChild',
  bands: ['child-8-11'],
  prefix: 'sc',
};

/** The real study's settings and help lines with two small questionnaires. */
export function smallPack(version = 1): Pick<CompiledPack, 'help' | 'questionnaires' | 'study'> {
  const help: unknown = JSON.parse(readFileSync(join(packOptions.questionnaires, 'help.json'), 'utf8'));
  const task = { subject: 'self' as const, gates: [], version };
  return {
    help: helpSchema.parse(help),
    questionnaires: [
      { ...smallQuestionnaire, version },
      { ...smallChild, version },
    ],
    study: {
      ...readStudy(),
      tasks: [
        { ...task, questionnaire: 'small', role: 'parent' as const, bands: ['adult' as const] },
        { ...task, questionnaire: 'smallChild', role: 'child' as const, bands: ['child-8-11' as const] },
      ],
    },
  };
}

export const header = 'family,person,role,birth month,sex,language,relation';
export const familyRows = [
  'F1,P1,parent,1986-04,f,nl,mother',
  'F1,C1,child,2017-02,f,nl,child',
  'F1,P2,parent,1984-11,m,en,ex-partner',
];

export type Tamper = (path: string, response: Response) => Promise<Response> | Response;

export interface DeskBench {
  readonly folder: string;
  readonly desk: string;
  readonly deskUrl: string;
  readonly deviceUrl: string;
  readonly tokenFile: string;
  readonly tools: DeskTools;
  readonly said: string[];
  tamper: Tamper | null;
  readonly init: (demo?: boolean) => Promise<Result<void, DeskProblem>>;
  /** init, pack, and one invite for each given row. */
  readonly ready: (rows?: readonly string[]) => Promise<readonly PrintedInvite[]>;
  readonly inviteRows: (rows: readonly string[]) => Promise<Result<readonly PrintedInvite[], DeskProblem>>;
  readonly stopMailbox: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const sure = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

export const today = new Date('2026-11-22T10:00:00.000Z');

export async function startDeskBench(): Promise<DeskBench> {
  const folder = await mkdtemp(join(tmpdir(), 'adem-desk-'));
  const mailbox: RunningMailbox = sure(
    await startMailbox(
      {
        data: join(folder, 'mailbox'),
        host: '127.0.0.1',
        port: 0,
        deskHost: '127.0.0.1',
        deskPort: 0,
        lan: false,
        tlsFiles: null,
        appFolder: null,
        trustedProxy: null,
        limits: { redeemsPerHour: 1000, putsPerMinute: 1000 },
      },
      () => today,
      () => undefined,
    ),
  );
  const said: string[] = [];
  const desk = join(folder, 'desk');
  const tokenFile = join(folder, 'mailbox', 'desk-token');
  const tools: DeskTools = {
    now: () => today,
    say: (line) => said.push(line),
    fetch: async (input, options) => {
      const response = await fetch(input, options);
      return bench.tamper === null
        ? response
        : bench.tamper(new URL(new Request(input).url).pathname, response);
    },
  };
  const bench: DeskBench = {
    folder,
    desk,
    deskUrl: mailbox.desk,
    deviceUrl: mailbox.device,
    tokenFile,
    tools,
    said,
    tamper: null,
    init: (demo = true) => init({ mailbox: mailbox.desk, tokenFile, out: desk, demo }, tools),
    ready: async (rows = familyRows) => {
      sure(await bench.init());
      sure(await packCompiled(desk, smallPack(), packOptions, tools));
      sure(await decideSecondParent(desk, { family: 'F1', reason: 'invented', by: 'nobody' }, tools));
      return sure(await bench.inviteRows(rows));
    },
    inviteRows: async (rows) => {
      const families = join(folder, 'families.csv');
      await writeFile(families, [header, ...rows, ''].join('\n'));
      return invite(desk, { families, wave: 'T0' }, tools);
    },
    stopMailbox: () => mailbox.stop(),
    close: async () => {
      await mailbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

export interface BenchSpace {
  readonly envelope: Envelope;
  readonly bearer: string;
  readonly device: CryptoKeyPair;
  /** What every bundle of this space says about itself. */
  readonly own: Pick<BundleHeader, 'v' | 'study' | 'manifest' | 'invite' | 'publicKey' | 'keyMac'>;
  readonly recipients: readonly string[];
  readonly deskAndEscrow: readonly string[];
  readonly signal: string;
  readonly hmacKey: Uint8Array;
}

/** Null: the mailbox does not know this invite (any more). */
export async function redeem(bench: DeskBench, typed: string): Promise<BenchSpace | null> {
  const secrets = sure(await parseInvite(typed));
  const device = await createDeviceKey();
  const publicKey = await publicKeyOf(device);
  const bearer = toBase64url(randomBytes(32));
  const response = await fetch(`${bench.deviceUrl}/v1/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: secrets.redeemToken, publicKey, bearer: sha256Hex(fromBase64url(bearer)) }),
  });
  if (response.status === 404) return null;
  const reply = redeemReplySchema.parse(await response.json());
  const opened = sure(await openWith([secrets.envelopeIdentity], fromBase64(reply.envelope)));
  const envelope = envelopeSchema.parse(JSON.parse(text(opened)));
  const manifest = sure(openSigned('manifest', manifestSchema, [reply.root], reply.manifest));
  return {
    envelope,
    bearer,
    device,
    own: {
      v: 1,
      study: envelope.study,
      manifest: manifest.serial,
      invite: envelope.invite,
      publicKey,
      keyMac: keyMac(secrets.hmacKey, publicKey),
    },
    recipients: bundleRecipients(manifest),
    deskAndEscrow: manifest.recipients,
    signal: manifest.signalRecipient,
    hmacKey: secrets.hmacKey,
  };
}

/** Some answers of the small questionnaire: item and option or number. */
export type Said = readonly (readonly [
  section: string,
  block: string,
  item: string,
  value: string | number,
])[];

export const firstPart: Said = [
  ['start', 'place', 'garden', 'yes'],
  ['beds', 'weeding', 'weeding', 'yes'],
];
export const secondPart: Said = [
  ['storms', 'storm', 'wind', 2],
  ['storms', 'storm', 'hail', 0],
];

export interface SealedBundle {
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

export interface BenchInterview {
  readonly interview: string;
  /** Seals the next bundle; `change` edits its header before it is signed. */
  readonly bundle: (said: Said, more?: BundleWish) => Promise<SealedBundle>;
}

export interface BundleWish {
  readonly done?: boolean;
  readonly change?: (header: BundleHeader) => BundleHeader;
  readonly event?: (event: Event) => Event;
  readonly recipients?: readonly string[];
  readonly deviceKey?: CryptoKey;
  /** Seals again from where the last bundle began, as a restored device would. */
  readonly again?: boolean;
}

export function startInterview(
  space: BenchSpace,
  taskId = space.envelope.tasks[0]?.id ?? '',
): BenchInterview {
  const interview = randomId();
  const task = space.envelope.tasks.find(({ id }) => id === taskId);
  if (task === undefined) throw new Error('no such task');
  let at = { seq: 0, before: firstBefore, number: 1, previous: null as string | null };
  let last = at;
  return {
    interview,
    bundle: async (said, wish = {}) => {
      if (wish.again === true) at = last;
      last = at;
      const run = sure(
        await startRun({
          interview,
          sitting: 1,
          recipients: space.deskAndEscrow,
          signalRecipient: space.signal,
        }),
      );
      const blobs = [];
      const events: BundleHeader['events'] = [];
      let { seq, before } = at;
      const drafts: Event[] = said.map(([section, block, item, value], index) => ({
        ...baseEvent(section, block, seq + index),
        kind: 'answer',
        cause: 'first',
        item,
        value,
      }));
      const [section = 'storms', block = 'storm'] = said.at(-1) ?? [];
      if (wish.done === true)
        drafts.push({ ...baseEvent(section, block, seq + drafts.length), kind: 'section-end', done: true });
      for (const draft of drafts) {
        const sealed = await sealEvent(run, {
          seq,
          before,
          event: wish.event?.(draft) ?? draft,
          bytes: 1024,
          signal: null,
        });
        blobs.push(sealed);
        events.push({ seq, run: 0, sealed: sealed.sealed.length, slot: sealed.slot.length });
        before = sealed.hash;
        seq += 1;
      }
      const plain: BundleHeader = {
        ...space.own,
        interview,
        number: at.number,
        previous: at.previous,
        before: at.before,
        runs: [run.header],
        events,
      };
      const made = sure(
        await sealBundle({
          header: wish.change?.(plain) ?? plain,
          blobs,
          deviceKey: wish.deviceKey ?? space.device.privateKey,
          recipients: wish.recipients ?? space.recipients,
          sizeClass: 0,
        }),
      );
      at = { seq, before, number: at.number + 1, previous: made.sha256 };
      return made;
    },
  };

  function baseEvent(section: string, block: string, seq: number) {
    const about =
      seq === 0 && task !== undefined
        ? {
            about: {
              person: space.envelope.person,
              wave: space.envelope.wave,
              subject: task.subject,
              questionnaire: task.questionnaire,
              version: task.version,
            },
          }
        : {};
    return {
      v: 1 as const,
      interview,
      task: taskId,
      section,
      row: null,
      block,
      pass: 1,
      sitting: 1,
      seq,
      wall: '2026-11-22T09:00:00.000Z',
      mono: seq * 1000,
      mode: 'self' as const,
      app: 'test',
      ...about,
    };
  }
}

/** Hands bytes in as a device does; gives the status. */
export async function send(bench: DeskBench, space: BenchSpace, bundle: SealedBundle): Promise<number> {
  const response = await fetch(`${bench.deviceUrl}/v1/bundles/${bundle.sha256}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${space.bearer}`, 'content-type': 'application/octet-stream' },
    body: bundle.sealed,
  });
  await response.arrayBuffer();
  return response.status;
}

/** Bytes of a bundle's size that are none. */
export function junkBundle(): SealedBundle {
  const sealed = new Uint8Array(32768).fill(7);
  sealed.set(randomBytes(64));
  return { sealed, sha256: sha256Hex(sealed) };
}
