/**
 * The desk's key files: made once by init, each in a file of its own that only its owner can read,
 * and tried before anything counts as made. What opens answers and what signs never share a file.
 */
import { dirname } from 'node:path';
import * as z from 'zod';
import * as zm from 'zod/mini';
import { idSchema } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';
import { recipientOf } from '#crypto/age.ts';
import { openSigned, type SigningKey, signPayload } from '#crypto/signing.ts';
import { makeFolder, readIfThere, writeNew } from './durableFile.ts';
import type { DeskProblem } from './problem.ts';

const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** Recipients stand in the root's file too, so that nobody can slip another one into the next manifest. */
export const rootFileSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('study-root'),
  demo: z.boolean(),
  study: idSchema,
  recipients: z.array(z.string()).length(2),
  signalRecipient: z.string(),
  deskKey: key32,
  publicKey: key32,
  secretKey: key32,
});
export type RootFile = z.infer<typeof rootFileSchema>;

export const deskSigningFileSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('desk-signing'),
  study: idSchema,
  publicKey: key32,
  secretKey: key32,
});
export type DeskSigningFile = z.infer<typeof deskSigningFileSchema>;

/** The form that the stock `age` tool reads with -i. */
export const identityFile = (identity: string, recipient: string, made: Date): string =>
  `# created: ${made.toISOString()}\n# public key: ${recipient}\n${identity}\n`;

export async function writeKeyFile(path: string, content: string): Promise<Result<void, DeskProblem>> {
  const made = await makeFolder(dirname(path));
  return made.ok ? writeNew(path, content) : made;
}

/** The identity in the file, if it is the one of `recipient`. */
export async function readIdentity(path: string, recipient: string): Promise<Result<string, DeskProblem>> {
  const text = await readKeyText(path);
  if (!text.ok) return text;
  const lines = text.value.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const identity = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  try {
    const found = await recipientOf(identity);
    return found === recipient ? ok(identity) : err({ type: 'wrong-identity', path });
  } catch {
    return err({ type: 'damaged-key', path });
  }
}

/** Also tries the key: a file whose two halves do not belong together is damaged. */
export async function readSigningFile<T extends SigningKey>(
  path: string,
  schema: z.ZodType<T>,
): Promise<Result<T, DeskProblem>> {
  const text = await readKeyText(path);
  if (!text.ok) return text;
  const parsed = schema.safeParse(parseJson(text.value));
  return parsed.success && signs(parsed.data) ? ok(parsed.data) : err({ type: 'damaged-key', path });
}

/** Signs a probe and verifies it: true only when both halves work together. */
export function signs(key: SigningKey): boolean {
  const probe = zm.strictObject({ probe: zm.literal('adem') });
  const signed = signPayload('time', { probe: 'adem' }, key.secretKey);
  return openSigned('time', probe, [key.publicKey], signed).ok;
}

async function readKeyText(path: string): Promise<Result<string, DeskProblem>> {
  const bytes = await readIfThere(path);
  if (!bytes.ok) return bytes;
  return bytes.value === null
    ? err({ type: 'missing-key', path })
    : ok(new TextDecoder().decode(bytes.value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
