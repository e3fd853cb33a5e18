/**
 * Sealing to people: age files. The stock `age` tool opens all of them while recipients are
 * X25519. Files never mix X25519 and post-quantum recipients: one classical recipient would undo the
 * protection of the other, and the library does not refuse it.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from './bytes.ts';

export interface KeyPair {
  /** AGE-SECRET-KEY-1… */
  readonly identity: string;
  /** age1… */
  readonly recipient: string;
}

export type RecipientProblem =
  | { readonly type: 'no-recipients' }
  | { readonly type: 'mixed-recipients' }
  | { readonly type: 'bad-recipient' };

/** `not-for-me`: a sound file for somebody else. `damaged`: not an age file, changed or cut off. */
export type OpenProblem = { readonly type: 'not-for-me' } | { readonly type: 'damaged' };

export async function generateKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Throws on a string that is not an identity. */
export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

const classical = /^age1[02-9ac-hj-np-z]{58}$/;
const hybrid = /^age1pq1[02-9ac-hj-np-z]{100,2400}$/;

export function checkRecipients(recipients: readonly string[]): Result<void, RecipientProblem> {
  if (recipients.length === 0) return err({ type: 'no-recipients' });
  const kinds = new Set(
    recipients.map((recipient) =>
      hybrid.test(recipient) ? 'hybrid' : classical.test(recipient) ? 'classical' : 'bad',
    ),
  );
  if (kinds.has('bad')) return err({ type: 'bad-recipient' });
  return kinds.size === 1 ? ok(undefined) : err({ type: 'mixed-recipients' });
}

export async function sealTo(
  recipients: readonly string[],
  plain: Uint8Array,
): Promise<Result<Bytes, RecipientProblem>> {
  const checked = checkRecipients(recipients);
  if (!checked.ok) return checked;
  const encrypter = new Encrypter();
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch {
    return err({ type: 'bad-recipient' });
  }
  return ok(new Uint8Array(await encrypter.encrypt(plain)));
}

/** Throws only on an identity that is none. */
export async function openWith(
  identities: readonly string[],
  sealed: Uint8Array,
): Promise<Result<Bytes, OpenProblem>> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return ok(new Uint8Array(await decrypter.decrypt(sealed)));
  } catch (thrown) {
    // The library says "no identity matched any of the file's recipients" and nothing structured.
    const notForMe = thrown instanceof Error && thrown.message.startsWith('no identity matched');
    return err({ type: notForMe ? 'not-for-me' : 'damaged' });
  }
}
