/** Reads every text and blob of an SQLite file: longer ones are spread over pages, where a search of the file breaks off. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export const sqliteStart = Buffer.from('SQLite format 3\0', 'latin1');

/** Works on a copy, with what is not yet merged into the file. Null when SQLite cannot read it. */
export const readSqliteValues = (path: string): readonly Uint8Array[] | null => {
  const folder = mkdtempSync(join(tmpdir(), 'adem-sqlite-'));
  try {
    const copy = join(folder, 'copy');
    for (const end of ['', '-wal', '-journal']) {
      if (existsSync(path + end)) copyFileSync(path + end, copy + end);
    }
    const database = new Database(copy);
    try {
      return valuesOf(database);
    } finally {
      database.close();
    }
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const valuesOf = (database: Database.Database): readonly Uint8Array[] => {
  const names = database
    .prepare<[], string>("select name from sqlite_master where type = 'table'")
    .pluck()
    .all();
  return names.flatMap((name) => {
    const rows = database
      .prepare<[], unknown[]>(`select * from "${name.replaceAll('"', '""')}"`)
      .raw()
      .all();
    return rows.flat().flatMap((value) => {
      if (typeof value === 'string') return [Buffer.from(value, 'utf8')];
      return value instanceof Uint8Array ? [value] : [];
    });
  });
};
