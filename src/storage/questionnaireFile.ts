/**
 * Sealed files of a space. A questionnaire was checked in full when it was compiled and its hash
 * when it was fetched, so only hash, name and version are looked at here.
 */
import * as z from 'zod/mini';
import type { SealedFile } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openFile } from '#crypto/file.ts';
import type { Connection } from './connection.ts';
import type { StorageProblem } from './problem.ts';
import type { SpaceDatabase } from './spaceDatabase.ts';

export type FileProblem =
  | StorageProblem
  /** The envelope names no such file, or it is not on the device. */
  | { readonly type: 'missing-file' }
  | { readonly type: 'damaged-file' }
  /** Of a format, name or version that this app does not run. */
  | { readonly type: 'unknown-version' };

const headSchema = z.looseObject({
  format: z.literal(1),
  questionnaire: z.string(),
  version: z.number(),
  sections: z.array(z.unknown()),
  texts: z.record(z.string(), z.unknown()),
});

export async function readFile(
  connection: Connection<SpaceDatabase>,
  file: SealedFile | undefined,
): Promise<Result<unknown, FileProblem>> {
  if (file === undefined) return err({ type: 'missing-file' });
  const row = await connection.run((database) => database.files.get(file.sha256));
  if (!row.ok) return row;
  if (row.value === undefined) return err({ type: 'missing-file' });
  const opened = await openFile(row.value.sealed, file);
  return opened.ok ? opened : err({ type: 'damaged-file' });
}

/** Also used before a code is shown: a file that cannot be run must not be found out at home. */
export function asQuestionnaire(file: SealedFile, json: unknown): Result<Questionnaire, FileProblem> {
  return isQuestionnaire(json, file) ? ok(json) : err({ type: 'unknown-version' });
}

function isQuestionnaire(json: unknown, file: SealedFile): json is Questionnaire {
  const head = headSchema.safeParse(json);
  return head.success && head.data.questionnaire === file.questionnaire && head.data.version === file.version;
}
