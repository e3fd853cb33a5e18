/**
 * What the mailbox hands out for an invite is worth nothing until the paper vouches for it: the
 * envelope opens with the invite only, it names study and root, and with them the manifest is judged.
 */
import { type Envelope, envelopeSchema } from '#core/protocol/envelope.ts';
import type { Manifest } from '#core/protocol/manifest.ts';
import type { RedeemReply } from '#core/protocol/wire.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openWith } from '#crypto/age.ts';
import { fromBase64, text } from '#crypto/bytes.ts';
import type { InviteSecrets } from '#crypto/invite.ts';
import { acceptManifest } from '#crypto/manifest.ts';
import type { Device } from '#storage/device.ts';
import { highestSerial } from '#storage/trust.ts';
import { type RedeemProblem, storageFailed } from './redeemProblem.ts';

/** What an invite opens, all of it checked. */
export interface OpenedReply {
  readonly envelope: Envelope;
  readonly manifest: Manifest;
  /** Public key of the study root. */
  readonly root: string;
}

export async function openReply(
  device: Device,
  reply: RedeemReply,
  secrets: InviteSecrets,
): Promise<Result<OpenedReply, RedeemProblem>> {
  const damaged = err({ type: 'damaged' } as const);
  const envelope = await openEnvelope(reply, secrets);
  if (envelope === null) return damaged;
  const seen = await highestSerial(device, reply.root);
  if (!seen.ok) return storageFailed(seen.error);
  const manifest = acceptManifest({
    signed: reply.manifest,
    root: reply.root,
    fingerprint: envelope.root,
    leastSerial: Math.max(envelope.leastManifest, seen.value),
    study: envelope.study,
  });
  if (!manifest.ok) return damaged;
  const vouched = envelope.files.every((file) => manifest.value.files.includes(file.sha256));
  return vouched ? ok({ envelope, manifest: manifest.value, root: reply.root }) : damaged;
}

async function openEnvelope(reply: RedeemReply, secrets: InviteSecrets): Promise<Envelope | null> {
  try {
    const plain = await openWith([secrets.envelopeIdentity], fromBase64(reply.envelope));
    if (!plain.ok) return null;
    const parsed = envelopeSchema.safeParse(JSON.parse(text(plain.value)));
    return parsed.success && parsed.data.invite === reply.invite ? parsed.data : null;
  } catch {
    // Base64, UTF-8 or JSON that is none: an envelope that nobody made.
    return null;
  }
}
