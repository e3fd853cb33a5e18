/**
 * An open desk: its public facts, its log and the state the log tells. Reading commands open it
 * with the desk identity alone; the root, escrow and signal files are not needed for daily work.
 */
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { idSchema } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';
import { readIfThere } from './durableFile.ts';
import { readIdentity } from './keyFiles.ts';
import { connectMailbox, type Mailbox } from './mailbox.ts';
import type { DeskProblem } from './problem.ts';
import type { Entry } from './state/entry.ts';
import { takeLock } from './state/lock.ts';
import { type Log, openLog } from './state/log.ts';
import { apply, replay, type State } from './state/replay.ts';

/** Time, the network and the terminal come in as arguments. */
export interface DeskTools {
  readonly now: () => Date;
  readonly fetch: typeof fetch;
  /** Lines for the person at the desk. */
  readonly say: (line: string) => void;
}

/** `desk.json`: nothing in it is secret. */
export const deskFileSchema = z.strictObject({
  v: z.literal(1),
  study: idSchema,
  demo: z.boolean(),
  mailbox: z.string(),
  /** Where the second copy of state and bundles lies, seen from the desk's folder. */
  copy: z.string(),
  root: z.string(),
  deskKey: z.string(),
  receiptKeys: z.array(z.string()).min(1),
  /** Desk, then escrow. */
  recipients: z.tuple([z.string(), z.string()]),
  signalRecipient: z.string(),
});
export type DeskFile = z.infer<typeof deskFileSchema>;

export interface Desk {
  readonly dir: string;
  readonly copy: string;
  readonly facts: DeskFile;
  readonly identity: string;
  readonly state: State;
  readonly append: (entry: Entry) => Promise<Result<void, DeskProblem>>;
}

export const keyPath = (dir: string, name: string): string => join(dir, 'keys', name);
export const tokenFile = 'mailbox-token';

export async function readDeskFile(dir: string): Promise<Result<DeskFile, DeskProblem>> {
  const path = join(dir, 'desk.json');
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return err({ type: 'no-desk', dir });
  const parsed = deskFileSchema.safeParse(parseJson(new TextDecoder().decode(bytes.value)));
  return parsed.success ? ok(parsed.data) : err({ type: 'damaged-file', path });
}

/** For commands that only look: takes no lock and writes nothing. */
export async function withDeskRead<T>(
  dir: string,
  tools: DeskTools,
  work: (desk: Desk) => Promise<Result<T, DeskProblem>>,
): Promise<Result<T, DeskProblem>> {
  const desk = await openDesk(dir, tools, 'read');
  return desk.ok ? work(desk.value) : desk;
}

/** For commands that write: one at a time. */
export async function withDesk<T>(
  dir: string,
  tools: DeskTools,
  work: (desk: Desk) => Promise<Result<T, DeskProblem>>,
): Promise<Result<T, DeskProblem>> {
  const facts = await readDeskFile(dir);
  if (!facts.ok) return facts;
  const lock = await takeLock(dir);
  if (!lock.ok) return lock;
  try {
    const desk = await openDesk(dir, tools, 'write');
    return desk.ok ? await work(desk.value) : desk;
  } finally {
    await lock.value.release();
  }
}

export async function connect(desk: Desk, tools: DeskTools): Promise<Result<Mailbox, DeskProblem>> {
  const path = keyPath(desk.dir, tokenFile);
  const token = await readIfThere(path);
  if (!token.ok) return token;
  if (token.value === null) return err({ type: 'missing-key', path });
  return connectMailbox(desk.facts.mailbox, new TextDecoder().decode(token.value).trim(), tools.fetch);
}

async function openDesk(
  dir: string,
  tools: DeskTools,
  mode: 'read' | 'write',
): Promise<Result<Desk, DeskProblem>> {
  const facts = await readDeskFile(dir);
  if (!facts.ok) return facts;
  const keyFile = keyPath(dir, 'desk.txt');
  const identity = await readIdentity(keyFile, facts.value.recipients[0]);
  if (!identity.ok) return identity;
  const copy = resolve(dir, facts.value.copy);
  const place = { dir, copy, recipients: facts.value.recipients, identities: [identity.value], keyFile };
  const log = await openLog(place, mode);
  if (!log.ok) return log;
  if (log.value.torn !== null) tools.say(tornSentence(log.value.torn, mode));
  const state = replay(log.value.frames);
  return ok({
    dir,
    copy,
    facts: facts.value,
    identity: identity.value,
    state,
    append: appender(log.value, state, tools),
  });
}

const appender =
  (log: Log, state: State, tools: DeskTools) =>
  async (entry: Entry): Promise<Result<void, DeskProblem>> => {
    const done = await log.append(entry, tools.now());
    if (!done.ok) return done;
    apply(state, entry, done.value.time);
    return ok(undefined);
  };

const tornSentence = (path: string, mode: 'read' | 'write'): string =>
  mode === 'write'
    ? `The last state entry was not whole (cut off by a crash): set aside as ${path}. What it would have recorded is done again.`
    : `The last state entry ${path} is not whole: another command is writing it, or a crash cut it off. The next writing command sets it aside.`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
