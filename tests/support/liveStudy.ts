/**
 * A whole demonstration for proofs: a real mailbox on real ports that serves the built app, and a desk
 * that has packed the questionnaires and issues invites, all in folders of its own.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '#core/result.ts';
import type { DeskTools } from '../../src/desk/desk.ts';
import { init } from '../../src/desk/init.ts';
import { invite, type PrintedInvite } from '../../src/desk/invite.ts';
import { connectMailbox } from '../../src/desk/mailbox.ts';
import { type CompiledPack, compilePack } from '../../src/desk/pack/compilePack.ts';
import { pack } from '../../src/desk/pack.ts';
import { type RunningMailbox, startMailbox } from '../../src/server/startMailbox.ts';
import { top } from './readTree.ts';

export const questionnairesFolder = join(top, 'questionnaires');
const builtApp = join(top, 'dist/app');

export interface LiveStudyOptions {
  readonly now?: () => Date;
  /** Null: no app is served. */
  readonly appFolder?: string | null;
}

export interface LiveStudy {
  /** Where the app is, as a person types it. */
  readonly origin: string;
  /** All the mailbox has. */
  readonly mailboxFolder: string;
  readonly deskFolder: string;
  readonly deskTools: DeskTools;
  readonly compiled: CompiledPack;
  /** What the desk and the mailbox said, line by line. */
  readonly lines: readonly string[];
  /** One row a person: family, person, role, birth month, sex, language, relation. */
  invite(rows: readonly (readonly string[])[]): Promise<readonly PrintedInvite[]>;
  /** How many bundles the mailbox holds now, at most a page of them. */
  storedBundles(): Promise<number>;
  stopMailbox(): Promise<void>;
  /** On the same ports, with the same data. */
  startMailbox(): Promise<void>;
  close(): Promise<void>;
}

const columns = 'family,person,role,birth month,sex,language,relation';

const sure = <T>(what: string, result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`${what}: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const startLiveStudy = async (options: LiveStudyOptions = {}): Promise<LiveStudy> => {
  const { now = () => new Date(), appFolder = builtApp } = options;
  if (appFolder !== null && !existsSync(join(appFolder, 'index.html'))) {
    throw new Error('dist/app is missing: run "npm run build" first.');
  }
  const folder = await mkdtemp(join(tmpdir(), 'adem-live-'));
  const data = join(folder, 'mailbox');
  const deskFolder = join(folder, 'desk');
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
  };
  const settings = {
    data,
    host: '127.0.0.1',
    deskHost: '127.0.0.1',
    lan: false,
    tlsFiles: null,
    appFolder,
    trustedProxy: null,
    limits: { redeemsPerHour: 1_000_000, putsPerMinute: 1_000_000 },
  };
  const portOf = (address: string): number => Number(new URL(address).port);
  let running: RunningMailbox | null = sure(
    'the mailbox',
    await startMailbox({ ...settings, port: 0, deskPort: 0 }, now, say),
  );
  const port = portOf(running.device);
  const deskPort = portOf(running.desk);
  const mailbox = `http://127.0.0.1:${deskPort}`;

  const deskTools: DeskTools = { now, fetch, say };
  const tokenFile = join(data, 'desk-token');
  sure('desk init', await init({ mailbox, tokenFile, out: deskFolder, demo: true }, deskTools));
  const packing = {
    questionnaires: questionnairesFolder,
    office: {},
    validDays: 300,
    acceptReceiptKey: false,
  };
  sure('desk pack', await pack(deskFolder, packing, deskTools));

  const stopMailbox = async (): Promise<void> => {
    const before = running;
    running = null;
    await before?.stop();
  };
  return {
    origin: `http://localhost:${port}`,
    mailboxFolder: data,
    deskFolder,
    deskTools,
    compiled: sure('the questionnaires', compilePack(questionnairesFolder)),
    lines,
    invite: async (rows) => {
      const families = join(folder, 'families.csv');
      await writeFile(families, [columns, ...rows.map((row) => row.join(','))].join('\n'));
      return sure('desk invite', await invite(deskFolder, { families, wave: 'T0' }, deskTools));
    },
    storedBundles: async () => {
      const token = (await readFile(tokenFile, 'utf8')).trim();
      const there = sure('the mailbox', connectMailbox(mailbox, token, fetch));
      return sure('the list', await there.listBundles(0, 100)).bundles.length;
    },
    stopMailbox,
    startMailbox: async () => {
      running ??= sure('the mailbox', await startMailbox({ ...settings, port, deskPort }, now, say));
    },
    close: async () => {
      await stopMailbox();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
