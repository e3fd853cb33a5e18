/**
 * A backup is a data folder: start a mailbox on it and it is restored. The database is copied page by page
 * by SQLite itself, so this works beside a running mailbox; copying the file by hand does not.
 */
import { open, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { err, ok, type Result } from '#core/result.ts';
import { databaseName, keepPrivate, makeFolder, secretNames, writeSecret } from './dataFolder.ts';
import { cannotStart, codeOf, type StartProblem } from './openDatabase.ts';

export interface BackupCounts {
  readonly bundles: number;
}

export async function backup(from: string, to: string): Promise<Result<BackupCounts, StartProblem>> {
  try {
    await makeFolder(to);
    if ((await readdir(to)).length > 0)
      return err(cannotStart(`The backup folder ${to} is not empty: name a new one.`));
    await copyDatabase(join(from, databaseName), join(to, databaseName));
    for (const name of secretNames)
      await writeSecret(join(to, name), (await readFile(join(from, name), 'utf8')).trim());
    return checkCopy(join(to, databaseName));
  } catch (cause) {
    return err(cannotStart(`No backup was made of ${from} in ${to} (${codeOf(cause)}).`));
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    await keepPrivate(to);
    await source.backup(to);
  } finally {
    source.close();
  }
  for (const path of [to, dirname(to)]) {
    const handle = await open(path, 'r');
    await handle.sync();
    await handle.close();
  }
}

function checkCopy(file: string): Result<BackupCounts, StartProblem> {
  const copy = new Sqlite(file, { fileMustExist: true });
  try {
    const intact = copy.pragma('integrity_check', { simple: true }) === 'ok';
    const bundles: unknown = copy.prepare('SELECT count(*) FROM bundle').pluck().get();
    if (!intact || typeof bundles !== 'number')
      return err(cannotStart(`The backup ${file} is damaged: make another one.`));
    return ok({ bundles });
  } finally {
    copy.close();
  }
}
