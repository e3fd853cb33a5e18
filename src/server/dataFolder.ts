/**
 * The folder that holds all a mailbox is: database, receipt key, desk token. Secrets are made once,
 * readable by their owner alone, and never made anew because they could not be read.
 */
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { err, ok, type Result } from '#core/result.ts';
import { fromBase64, randomBytes, toBase64url } from '#crypto/bytes.ts';
import { type Redacted, redact } from '#crypto/redacted.ts';
import { generateSigningKey, openSigned, type SigningKey, signPayload } from '#crypto/signing.ts';
import { tokenHash } from './bearer.ts';
import { cannotStart, codeOf, type StartProblem } from './openDatabase.ts';

export interface DataFolder {
  readonly database: string;
  readonly receiptKey: { readonly publicKey: string; readonly secretKey: Redacted<string> };
  readonly deskTokenHash: string;
}

export const databaseName = 'mailbox.sqlite';
export const secretNames = ['receipt-key.json', 'desk-token'] as const;
const [receiptKeyName, deskTokenName] = secretNames;

const keySchema = z.strictObject({ secretKey: z.string(), publicKey: z.string() });
const tokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

export async function openDataFolder(folder: string): Promise<Result<DataFolder, StartProblem>> {
  try {
    await makeFolder(folder);
    const key = await secretAt(
      join(folder, receiptKeyName),
      () => JSON.stringify(generateSigningKey()),
      readKey,
    );
    const token = await secretAt(join(folder, deskTokenName), () => toBase64url(randomBytes(32)), readToken);
    if (!key.ok) return key;
    if (!token.ok) return token;
    const database = join(folder, databaseName);
    await keepPrivate(database);
    return ok({
      database,
      receiptKey: { publicKey: key.value.publicKey, secretKey: redact(key.value.secretKey) },
      deskTokenHash: tokenHash(token.value),
    });
  } catch (cause) {
    return err(
      cannotStart(
        `The data folder ${folder} cannot be written (${codeOf(cause)}): choose another with --data.`,
      ),
    );
  }
}

/** SQLite makes a new file readable for everybody, and its two companions as readable as the file. */
export async function keepPrivate(database: string): Promise<void> {
  await (await open(database, 'a', 0o600)).close();
  for (const file of [database, `${database}-wal`, `${database}-shm`]) {
    if (await exists(file)) await chmod(file, 0o600);
  }
}

/** Not by Node's own recursive mkdir: in a place like /proc that never returns. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (cause) {
    const above = dirname(folder);
    if (codeOf(cause) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (codeOf(cause) !== 'ENOENT' || (await exists(above))) throw cause;
    await makeFolder(above);
    await mkdir(folder, { mode: 0o700 });
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function secretAt<T>(
  file: string,
  make: () => string,
  read: (text: string) => T | null,
): Promise<Result<T, StartProblem>> {
  const there = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  const text = there ?? make();
  if (there === null) await writeSecret(file, text);
  else await chmod(file, 0o600);
  const value = read(text.trim());
  return value === null
    ? err(cannotStart(`The file ${file} is damaged: put it back from a backup.`))
    : ok(value);
}

/** Whole or not at all, and on disk before anything is signed with it. */
export async function writeSecret(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  await handle.chmod(0o600);
  await handle.writeFile(`${text}\n`);
  await handle.sync();
  await handle.close();
  await rename(draft, file);
  const folder = await open(dirname(file), 'r');
  await folder.sync();
  await folder.close();
}

function readKey(text: string): SigningKey | null {
  try {
    const parsed = keySchema.safeParse(JSON.parse(text));
    if (!parsed.success || fromBase64(parsed.data.secretKey).length !== 32) return null;
    return isPair(parsed.data) ? parsed.data : null;
  } catch {
    return null;
  }
}

const probe = z.strictObject({ probe: z.literal(1) });

const isPair = ({ secretKey, publicKey }: SigningKey): boolean =>
  openSigned('time', probe, [publicKey], signPayload('time', { probe: 1 }, secretKey)).ok;

const readToken = (text: string): string | null => {
  const parsed = tokenSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
};
