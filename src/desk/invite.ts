/**
 * Issues invites: checks the families file as a whole, records what is kept (number, key for device
 * keys, recipients), hands the sealed envelope to the mailbox, and only then prints the secret, which
 * exists nowhere afterwards but on paper.
 */
import { basename } from 'node:path';
import { type Envelope, envelopeSchema, type Wave, waves } from '#core/protocol/envelope.ts';
import { err, ok, type Result } from '#core/result.ts';
import { generateKeyPair, openWith, sealTo } from '#crypto/age.ts';
import { randomBytes, randomId, text, toBase64, toHex, utf8 } from '#crypto/bytes.ts';
import { createInvite } from '#crypto/invite.ts';
import { fingerprint } from '#crypto/signing.ts';
import { connect, type Desk, type DeskTools, withDesk } from './desk.ts';
import { readText } from './durableFile.ts';
import { envelopeOf } from './envelopeOf.ts';
import { type MergedFamily, mergeFamilies } from './families/mergeFamilies.ts';
import { errorLine, readFamilies } from './families/readFamilies.ts';
import type { Mailbox } from './mailbox.ts';
import { filesByVersion } from './openPack.ts';
import { type InvitePlan, knownFamilies, planInvites, whyNot } from './planInvites.ts';
import type { DeskProblem } from './problem.ts';
import { randomBelow } from './randomBelow.ts';
import { readProgress } from './readProgress.ts';
import type { Invite } from './state/entry.ts';
import type { ManifestEntry } from './state/replay.ts';

export interface InviteOptions {
  /** The families file; absent: everybody the desk knows who has no invite for this wave yet. */
  readonly families?: string;
  readonly wave: string;
}

/** For the printer only. */
export interface PrintedInvite {
  readonly family: string;
  readonly person: string;
  readonly role: Envelope['role'];
  readonly band: Envelope['band'];
  readonly language: string;
  readonly expires: string;
  /** The secret: five groups of four. */
  readonly text: string;
}

export const invite = (
  dir: string,
  options: InviteOptions,
  tools: DeskTools,
): Promise<Result<readonly PrintedInvite[], DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    const wave = waves.find((known) => known === options.wave);
    if (wave === undefined)
      return err({
        type: 'bad-option',
        sentence: `There is no wave "${options.wave}": --wave takes ${waves.join(', ')}.`,
      });
    const manifest = desk.state.manifests.at(-1);
    if (manifest === undefined) return err({ type: 'no-manifest' });
    const planned = await plan(desk, manifest, options, wave, tools);
    if (!planned.ok) return planned;
    const mailbox = await connect(desk, tools);
    if (!mailbox.ok) return mailbox;
    const made: Made[] = [];
    for (const one of planned.value) {
      const sealed = await make(one, desk, manifest, tools.now());
      if (!sealed.ok) return sealed;
      made.push(sealed.value);
    }
    const closes = planned.value.flatMap((one) => one.closes);
    const noted = await desk.append({ kind: 'invites', invites: made.map((one) => one.kept), closes });
    if (!noted.ok) return noted;
    const sent = await handIn(made, closes, mailbox.value, tools);
    return sent.ok ? ok(made.map((one) => one.printed)) : sent;
  });

async function plan(
  desk: Desk,
  manifest: ManifestEntry,
  { families: path }: InviteOptions,
  wave: Wave,
  tools: DeskTools,
): Promise<Result<readonly InvitePlan[], DeskProblem>> {
  const { schedule } = manifest.settings;
  if (schedule === undefined) return err({ type: 'bad-option', sentence: oldManifest });
  const today = tools.now().toISOString().slice(0, 10);
  const families =
    path === undefined ? ok(knownFamilies(desk.state, wave)) : await readMerged(desk, manifest, path, today);
  if (!families.ok) return families;
  const progress = await readProgress(desk, new Set(families.value.map(({ family }) => family.family)));
  if (!progress.ok) return progress;
  const { invites, notInvited } = planInvites(families.value, {
    state: desk.state,
    settings: { ...manifest.settings, schedule },
    files: filesByVersion(desk),
    progress: progress.value,
    wave,
    today,
    newId: randomId,
    draw: randomBelow,
  });
  for (const { family, person, why } of notInvited)
    tools.say(`Family ${family}, person ${person}: no invite, ${whyNot(why)}.`);
  if (invites.length === 0) return err({ type: 'nothing-due' });
  for (const family of new Set(invites.map((one) => one.family))) {
    if (JSON.stringify(desk.state.families.get(family.family)) === JSON.stringify(family)) continue;
    const noted = await desk.append({
      kind: 'family',
      family: family.family,
      due: family.due,
      persons: [...family.persons],
      sample: [...family.sample],
    });
    if (!noted.ok) return noted;
  }
  return ok(invites);
}

const oldManifest =
  'The newest manifest was packed before there were later waves and says nothing about dates: run "pack" again.';

async function readMerged(
  desk: Desk,
  manifest: ManifestEntry,
  path: string,
  today: string,
): Promise<Result<readonly MergedFamily[], DeskProblem>> {
  const content = await readText(path);
  if (!content.ok) return content;
  const rows = readFamilies(content.value, { today, languages: manifest.settings.languages });
  const families = rows.ok ? mergeFamilies(rows.value, desk.state.families, today, randomId) : rows;
  if (families.ok) return families;
  return err({
    type: 'bad-families',
    lines: families.error.map((error) => errorLine(basename(path), error)),
  });
}

interface Made {
  readonly kept: Invite;
  readonly tokenHash: string;
  readonly envelope: string;
  readonly printed: PrintedInvite;
}

async function make(
  one: InvitePlan,
  desk: Desk,
  manifest: ManifestEntry,
  now: Date,
): Promise<Result<Made, DeskProblem>> {
  const { text: secret, secrets } = await createInvite();
  const letters = await generateKeyPair();
  const number = toHex(randomBytes(8));
  const envelope = envelopeOf(one, {
    study: desk.facts.study,
    root: fingerprint(desk.facts.root),
    leastManifest: manifest.serial,
    invite: number,
    spaceIdentity: letters.identity,
    unattended: manifest.settings.unattended.includes(one.wave.band),
  });
  const sealed = await sealTo([secrets.envelopeRecipient], utf8(JSON.stringify(envelope)));
  if (!sealed.ok) return err({ type: 'trial-failed', what: 'sealing an envelope' });
  // Tried with what the paper will give: afterwards nobody here can open it again.
  const tried = await openWith([secrets.envelopeIdentity], sealed.value);
  if (!tried.ok || !envelopeSchema.safeParse(JSON.parse(text(tried.value))).success) {
    return err({ type: 'trial-failed', what: `the envelope of person ${envelope.person}` });
  }
  const { family, person, wave } = one;
  const expires = `${wave.windowEnds}T23:59:59.000Z`;
  return ok({
    tokenHash: secrets.tokenHash,
    envelope: toBase64(sealed.value),
    kept: {
      number,
      family: family.family,
      person: person.person,
      wave: wave.wave,
      band: wave.band,
      due: wave.due,
      closes: wave.closes,
      windowEnds: wave.windowEnds,
      firstWave: wave.firstWave,
      roster: [...one.roster],
      issued: now.toISOString(),
      expires,
      tasks: [...one.tasks],
      hmacKey: toBase64(secrets.hmacKey),
      envelopeRecipient: secrets.envelopeRecipient,
      letterRecipient: letters.recipient,
    },
    printed: {
      family: family.family,
      person: person.person,
      role: person.role,
      band: wave.band,
      language: person.language,
      expires,
      text: secret,
    },
  });
}

/** The old invite is closed only once the new one is there. */
async function handIn(
  made: readonly Made[],
  closes: readonly string[],
  mailbox: Mailbox,
  tools: DeskTools,
): Promise<Result<void, DeskProblem>> {
  for (const { kept, tokenHash, envelope } of made) {
    const sent = await mailbox.putInvite(kept.number, { tokenHash, envelope, expires: kept.expires });
    if (!sent.ok) {
      tools.say(
        'No invite was printed: run "invite" with the same file again, it makes new ones and closes these.',
      );
      return sent;
    }
  }
  for (const number of closes) {
    const closed = await mailbox.closeInvite(number);
    const unknown = !closed.ok && closed.error.type === 'mailbox-refused' && closed.error.status === 404;
    if (!closed.ok && !unknown) return closed;
  }
  return ok(undefined);
}
