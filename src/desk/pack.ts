/**
 * Makes the next manifest: compiles the questionnaires, seals each version under an identity of its
 * own, signs with the study root and hands all of it to the mailbox. A serial is recorded before it
 * travels, so no serial ever stands for two manifests.
 */
import { join } from 'node:path';
import { bands } from '#core/protocol/envelope.ts';
import type { Manifest } from '#core/protocol/manifest.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { err, ok, type Result } from '#core/result.ts';
import { utf8 } from '#crypto/bytes.ts';
import { openFile, sealFile } from '#crypto/file.ts';
import { acceptManifest } from '#crypto/manifest.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { fingerprint, signPayload } from '#crypto/signing.ts';
import { keepFile, readKept } from './bundles/keepFile.ts';
import { checkReady } from './checkReady.ts';
import { connect, type Desk, type DeskTools, keyPath, withDesk } from './desk.ts';
import { writeWhole } from './durableFile.ts';
import { type RootFile, readSigningFile, rootFileSchema } from './keyFiles.ts';
import type { Mailbox } from './mailbox.ts';
import { filesByVersion } from './openPack.ts';
import { type CompiledPack, compilePack } from './pack/compilePack.ts';
import type { DeskProblem } from './problem.ts';
import type { FilePlace, Office, Settings } from './state/entry.ts';

export interface PackOptions {
  readonly questionnaires: string;
  /** Folders of licensed instruments, which stay outside the repository. */
  readonly also?: readonly string[];
  /** The root's file when it is kept elsewhere. */
  readonly root?: string;
  readonly office: Partial<Office>;
  readonly validDays: number;
  readonly acceptReceiptKey: boolean;
}

export interface Packed {
  readonly serial: number;
  readonly questionnaires: number;
  readonly validUntil: string;
}

const dayMs = 86_400_000;

export const pack = (
  dir: string,
  options: PackOptions,
  tools: DeskTools,
): Promise<Result<Packed, DeskProblem>> => {
  const compiled = compilePack(options.questionnaires, options.also);
  if (!compiled.ok) return Promise.resolve(err({ type: 'bad-pack', lines: compiled.error.map(problemLine) }));
  return packCompiled(dir, compiled.value, options, tools);
};

export const packCompiled = (
  dir: string,
  compiled: Pick<CompiledPack, 'questionnaires' | 'help' | 'study'>,
  options: PackOptions,
  tools: DeskTools,
): Promise<Result<Packed, DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    const office = officeOf(desk, options.office);
    const missing = checkReady(compiled, office, desk.facts.demo);
    if (missing.length > 0) return err({ type: 'not-ready', missing });
    const root = await readRoot(desk, options.root ?? keyPath(dir, 'root.json'));
    if (!root.ok) return root;
    const mailbox = await connect(desk, tools);
    if (!mailbox.ok) return mailbox;
    const receiptKeys = await checkReceiptKey(desk, mailbox.value, options.acceptReceiptKey);
    if (!receiptKeys.ok) return receiptKeys;
    const files = await sealAll(desk, compiled);
    if (!files.ok) return files;
    const manifest = nextManifest(
      desk,
      files.value,
      office,
      receiptKeys.value,
      options.validDays,
      tools.now(),
    );
    const signed = signPayload('manifest', manifest, root.value.secretKey);
    const { study } = desk.facts;
    const tried = acceptManifest({
      signed,
      root: desk.facts.root,
      fingerprint: fingerprint(desk.facts.root),
      leastSerial: manifest.serial,
      study,
    });
    if (!tried.ok)
      return err({ type: 'trial-failed', what: `the manifest's signature (${tried.error.type})` });
    for (const { sha256 } of files.value) {
      const sealed = await readKept(desk, 'files', sha256);
      if (!sealed.ok) return sealed;
      const sent = await mailbox.value.putFile(sha256, sealed.value);
      if (!sent.ok) return sent;
    }
    const noted = await desk.append({
      kind: 'manifest',
      serial: manifest.serial,
      signed,
      files: [...files.value],
      settings: settingsOf(compiled),
      office,
    });
    if (!noted.ok) return noted;
    const sent = await mailbox.value.putManifest(signed);
    if (!sent.ok) return sent;
    return ok({
      serial: manifest.serial,
      questionnaires: compiled.questionnaires.length,
      validUntil: manifest.validUntil,
    });
  });

/** What was given once stays until it is given anew. */
function officeOf(desk: Desk, given: Partial<Office>): Office {
  const before: Office = desk.state.manifests.at(-1)?.office ?? {
    ethics: null,
    contact: null,
    onCall: null,
    disclosure: null,
  };
  return { ...before, ...given };
}

/** The root's own file repeats the recipients, so a changed desk.json cannot redirect what families seal. */
async function readRoot(desk: Desk, path: string): Promise<Result<RootFile, DeskProblem>> {
  const root = await readSigningFile(path, rootFileSchema);
  if (!root.ok) return root;
  const { facts } = desk;
  const { study, demo, publicKey, recipients, signalRecipient, deskKey } = root.value;
  const same =
    study === facts.study &&
    demo === facts.demo &&
    publicKey === facts.root &&
    deskKey === facts.deskKey &&
    signalRecipient === facts.signalRecipient &&
    recipients.every((recipient, index) => recipient === facts.recipients[index]);
  return same ? root : err({ type: 'root-differs', path });
}

async function checkReceiptKey(
  desk: Desk,
  mailbox: Mailbox,
  accept: boolean,
): Promise<Result<readonly string[], DeskProblem>> {
  const key = await mailbox.receiptKey();
  if (!key.ok) return key;
  const known = desk.facts.receiptKeys;
  if (known.includes(key.value)) return ok(known);
  if (!accept) return err({ type: 'receipt-key-changed', url: desk.facts.mailbox });
  const receiptKeys = [key.value, ...known];
  const written = await writeWhole(
    join(desk.dir, 'desk.json'),
    `${JSON.stringify({ ...desk.facts, receiptKeys }, null, 2)}\n`,
  );
  return written.ok ? ok(receiptKeys) : written;
}

async function sealAll(
  desk: Desk,
  compiled: Pick<CompiledPack, 'questionnaires' | 'help'>,
): Promise<Result<readonly FilePlace[], DeskProblem>> {
  const known = filesByVersion(desk);
  const contents = [
    ...compiled.questionnaires.map((json) => ({
      kind: 'questionnaire' as const,
      questionnaire: json.questionnaire,
      version: json.version,
      json,
    })),
    { kind: 'help' as const, questionnaire: '', version: 0, json: compiled.help },
  ];
  const files: FilePlace[] = [];
  for (const { json, ...name } of contents) {
    const content = sha256Hex(utf8(JSON.stringify(json)));
    const same = known.find(
      (file) =>
        file.kind === name.kind && file.questionnaire === name.questionnaire && file.content === content,
    );
    if (same !== undefined && same.version === name.version) {
      files.push(same);
      continue;
    }
    const { sealed, sha256, identity } = await sealFile(json);
    const tried = await openFile(sealed, { sha256, identity });
    if (!tried.ok) return err({ type: 'trial-failed', what: 'a sealed file' });
    const kept = await keepFile(desk, 'files', sha256, sealed);
    if (!kept.ok) return kept;
    files.push({ ...name, sha256, identity, content });
  }
  return ok(files);
}

function nextManifest(
  desk: Desk,
  files: readonly FilePlace[],
  office: Office,
  receiptKeys: readonly string[],
  validDays: number,
  now: Date,
): Manifest {
  const { facts, state } = desk;
  // Files of earlier manifests stay listed: envelopes on paper out there still name them.
  const all = [...state.manifests.flatMap((entry) => entry.files), ...files].map(({ sha256 }) => sha256);
  return {
    v: 1,
    study: facts.study,
    serial: (state.manifests.at(-1)?.serial ?? 0) + 1,
    issued: now.toISOString(),
    validUntil: new Date(now.getTime() + validDays * dayMs).toISOString(),
    demo: facts.demo,
    recipients: [...facts.recipients],
    signalRecipient: facts.signalRecipient,
    receiptKeys: [...receiptKeys],
    deskKeys: [facts.deskKey],
    files: [...new Set(all)],
    exit: null,
    ethics: office.ethics,
    contact: office.contact,
  };
}

export const settingsOf = ({
  study,
  questionnaires,
}: Pick<CompiledPack, 'study' | 'questionnaires'>): Settings => {
  const { dueAfterDays, ...days } = study.schedule;
  return {
    languages: [...study.languages],
    unattended: bands.filter((band) => study.bands[band]?.unattended.value === true),
    tasks: study.tasks.map((task) => ({
      questionnaire: task.questionnaire,
      version: task.version,
      role: task.role,
      bands: [...task.bands],
      subject: task.subject,
      ...(task.ages === undefined ? {} : { ages: task.ages }),
      ...(task.full === undefined ? {} : { full: task.full.value }),
      consent: questionnaires.some(
        (one) =>
          one.questionnaire === task.questionnaire && one.version === task.version && asksForConsent(one),
      ),
      gates: task.gates.map((gate) =>
        gate.gate === 'information-seen' ? { ...gate, hours: gate.hours.value } : gate,
      ),
    })),
    schedule: {
      dueAfterDays: dueAfterDays.value,
      openBeforeDays: days.openBeforeDays.value,
      openAfterDays: days.openAfterDays.value,
      lateAfterDays: days.lateAfterDays.value,
      longestPeriodDays: days.longestPeriodDays.value,
      firstPeriodDays: days.firstPeriodDays.value,
    },
  };
};

const asksForConsent = ({ sections }: Questionnaire): boolean =>
  sections.some(({ blocks }) =>
    blocks.some(({ items }) => items.some((item) => item.type === 'choice' && item.consent !== undefined)),
  );
