/**
 * Makes a desk: study root, desk, escrow and signal identities, desk signing key. Everything is
 * written, read back and tried before the mailbox hears of it, and nothing half-made stays behind.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { checkRecipients, generateKeyPair, type KeyPair, openWith, sealTo } from '#crypto/age.ts';
import { equalBytes, randomBytes, randomId } from '#crypto/bytes.ts';
import { generateSigningKey, type SigningKey } from '#crypto/signing.ts';
import { checkPlaces } from './checkPlaces.ts';
import {
  connect,
  type DeskFile,
  type DeskTools,
  keyPath,
  readDeskFile,
  tokenFile,
  withDesk,
  withDeskRead,
} from './desk.ts';
import { causeOf, makeFolder, readText, syncFolder, writeNew } from './durableFile.ts';
import {
  type DeskSigningFile,
  deskSigningFileSchema,
  identityFile,
  type RootFile,
  readIdentity,
  readSigningFile,
  rootFileSchema,
  writeKeyFile,
} from './keyFiles.ts';
import { connectMailbox, type Mailbox } from './mailbox.ts';
import type { DeskProblem } from './problem.ts';
import { makeLogFolders } from './state/log.ts';

export interface InitOptions {
  readonly mailbox: string;
  readonly tokenFile: string;
  readonly out: string;
  /** Folder of the second copy; better on another disk. */
  readonly copy?: string;
  readonly demo: boolean;
}

interface Made {
  readonly desk: KeyPair;
  readonly escrow: KeyPair;
  readonly signal: KeyPair;
  readonly root: SigningKey;
  readonly signing: SigningKey;
  readonly study: string;
}

export async function init(options: InitOptions, tools: DeskTools): Promise<Result<void, DeskProblem>> {
  const out = resolve(options.out);
  const copy = resolve(options.copy ?? `${out}-copy`);
  const before = await readDeskFile(out);
  if (before.ok) return finishInit(out, before.value, options, tools);
  const places = await checkPlaces(out, copy);
  if (!places.ok) return places;
  const token = await readText(options.tokenFile);
  if (!token.ok) return token;
  const mailbox = connectMailbox(options.mailbox, token.value.trim(), tools.fetch);
  if (!mailbox.ok) return mailbox;
  const receiptKey = await mailbox.value.receiptKey();
  if (!receiptKey.ok) return receiptKey;

  const made = await makeKeys();
  const facts: DeskFile = {
    v: 1,
    study: made.study,
    demo: options.demo,
    mailbox: options.mailbox,
    copy: relative(out, copy),
    root: made.root.publicKey,
    deskKey: made.signing.publicKey,
    receiptKeys: [receiptKey.value],
    recipients: [made.desk.recipient, made.escrow.recipient],
    signalRecipient: made.signal.recipient,
  };
  const draft = join(out, '..', `.${basename(out)}.draft-${process.pid}`);
  const built = await build(draft, made, facts, token.value.trim(), tools);
  const moved = built.ok ? await moveIntoPlace(draft, out) : built;
  if (!moved.ok) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    return moved;
  }
  const registered = await register(out, copy, facts, mailbox.value, tools);
  if (!registered.ok) {
    // Unreachable: the mailbox may have pinned this root all the same, so its keys must not be lost.
    if (registered.error.type === 'unreachable') {
      tools.say(`The keys are made and kept in ${out}: run the same "init" again to finish.`);
      return registered;
    }
    await rm(out, { recursive: true, force: true }).catch(() => undefined);
    await rm(copy, { recursive: true, force: true }).catch(() => undefined);
    return registered;
  }
  tellWhatToKeep(out, copy, options.demo, tools);
  return ok(undefined);
}

/** Goes on where the mailbox did not answer; a desk that is in use is left alone. */
async function finishInit(
  out: string,
  facts: DeskFile,
  options: InitOptions,
  tools: DeskTools,
): Promise<Result<void, DeskProblem>> {
  const copy = resolve(out, facts.copy);
  if (facts.mailbox !== options.mailbox || facts.demo !== options.demo)
    return err({ type: 'not-empty', dir: out });
  const unused = await withDeskRead(out, tools, async (desk) =>
    desk.state.manifests.length === 0 ? ok(desk) : err({ type: 'not-empty', dir: out }),
  );
  if (!unused.ok) return unused;
  const tried = await tryAll(out, facts);
  if (!tried.ok) return tried;
  const mailbox = await connect(unused.value, tools);
  if (!mailbox.ok) return mailbox;
  const registered = await register(out, copy, facts, mailbox.value, tools);
  if (registered.ok) tellWhatToKeep(out, copy, facts.demo, tools);
  return registered;
}

async function makeKeys(): Promise<Made> {
  const [desk, escrow, signal] = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()]);
  return {
    desk,
    escrow,
    signal,
    root: generateSigningKey(),
    signing: generateSigningKey(),
    study: randomId(),
  };
}

/** Writes every file into the draft folder and tries each one as it was read back from there. */
async function build(
  dir: string,
  made: Made,
  facts: DeskFile,
  token: string,
  tools: DeskTools,
): Promise<Result<void, DeskProblem>> {
  const { desk, escrow, signal } = made;
  const now = tools.now();
  const root: RootFile = {
    v: 1,
    kind: 'study-root',
    demo: facts.demo,
    study: made.study,
    recipients: facts.recipients,
    signalRecipient: facts.signalRecipient,
    deskKey: facts.deskKey,
    ...made.root,
  };
  const signing: DeskSigningFile = { v: 1, kind: 'desk-signing', study: made.study, ...made.signing };
  const files: readonly (readonly [string, string])[] = [
    ['root.json', `${JSON.stringify(root, null, 2)}\n`],
    ['desk.txt', identityFile(desk.identity, desk.recipient, now)],
    ['escrow.txt', identityFile(escrow.identity, escrow.recipient, now)],
    ['signal.txt', identityFile(signal.identity, signal.recipient, now)],
    ['desk-signing.json', `${JSON.stringify(signing, null, 2)}\n`],
    [tokenFile, `${token}\n`],
  ];
  for (const [name, content] of files) {
    const written = await writeKeyFile(keyPath(dir, name), content);
    if (!written.ok) return written;
  }
  const written = await writeNew(join(dir, 'desk.json'), `${JSON.stringify(facts, null, 2)}\n`);
  if (!written.ok) return written;
  return tryAll(dir, facts);
}

/** Each identity opens what is sealed to desk and escrow, or to the signal recipient; each signature verifies. */
async function tryAll(dir: string, facts: DeskFile): Promise<Result<void, DeskProblem>> {
  const all = [...facts.recipients, facts.signalRecipient];
  const checked = checkRecipients(all);
  if (!checked.ok) return err({ type: 'bad-recipients', cause: checked.error.type });
  const probe = randomBytes(64);
  const sealed = await sealTo(all, probe);
  if (!sealed.ok) return err({ type: 'bad-recipients', cause: sealed.error.type });
  const names = ['desk.txt', 'escrow.txt', 'signal.txt'];
  for (const [index, name] of names.entries()) {
    const identity = await readIdentity(keyPath(dir, name), all[index] ?? '');
    if (!identity.ok) return identity;
    const opened = await openWith([identity.value], sealed.value);
    if (!opened.ok || !equalBytes(opened.value, probe)) return err({ type: 'trial-failed', what: name });
  }
  const root = await readSigningFile(keyPath(dir, 'root.json'), rootFileSchema);
  if (!root.ok) return root;
  const signing = await readSigningFile(keyPath(dir, 'desk-signing.json'), deskSigningFileSchema);
  return signing.ok ? ok(undefined) : signing;
}

async function register(
  out: string,
  copy: string,
  facts: DeskFile,
  mailbox: Mailbox,
  tools: DeskTools,
): Promise<Result<void, DeskProblem>> {
  const folders = await makeLogFolders(out, copy);
  if (!folders.ok) return folders;
  for (const place of [out, copy]) {
    for (const name of ['bundles', 'quarantine', 'files']) {
      const made = await makeFolder(join(place, name));
      if (!made.ok) return made;
    }
  }
  return withDesk(out, tools, async (desk) => {
    const { study, root, demo } = facts;
    if (desk.state.study === null) {
      const noted = await desk.append({ kind: 'study', study, mailbox: facts.mailbox, demo, root });
      if (!noted.ok) return noted;
    }
    return mailbox.putStudy({ study, root, demo });
  });
}

async function moveIntoPlace(draft: string, out: string): Promise<Result<void, DeskProblem>> {
  try {
    await mkdir(join(out, '..'), { recursive: true });
    await rename(draft, out);
    await syncFolder(join(out, '..'));
    return ok(undefined);
  } catch (thrown) {
    return err({ type: 'cannot-write', path: out, cause: causeOf(thrown) });
  }
}

function tellWhatToKeep(out: string, copy: string, demo: boolean, tools: DeskTools): void {
  tools.say(`The desk is ready in ${out}. Every key was tried; the mailbox knows the study.`);
  tools.say(`A second copy of state and bundles is kept in ${copy}: put it on another disk (init --copy).`);
  if (demo) {
    tools.say('This is a demonstration: its root is marked so, in every manifest and every row.');
    return;
  }
  tools.say('Take these off line now, each to a place of its own, and delete them here:');
  tools.say(`  ${keyPath(out, 'root.json')}: signs manifests; bring it back only for "pack".`);
  tools.say(`  ${keyPath(out, 'escrow.txt')}: opens everything if the desk's own identity is lost.`);
  tools.say(`  ${keyPath(out, 'signal.txt')}: for those who follow up signals, not for the desk.`);
  tools.say('These stay here and are needed every day; keep a copy of them off line too:');
  for (const name of ['desk.txt', 'desk-signing.json', tokenFile]) tools.say(`  ${keyPath(out, name)}`);
}
