/**
 * Opens the mailbox's one file. The rule: a commit is on disk when it returns. This build of SQLite
 * falls back to a weaker setting in WAL mode and tells so only after the first write, so the
 * setting is made explicitly and read back after a write, or the mailbox does not start.
 */
import Sqlite from 'better-sqlite3';
import { type Dialect, Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { err, ok, type Result } from '#core/result.ts';
import { migrations } from './migration.ts';
import type { Database, Tables } from './tables.ts';

/** SQLite's own numbers for `synchronous`: 2 is FULL, 3 is EXTRA. */
const full = 2;

export interface OpenDatabase {
  readonly db: Database;
  readonly sqlite: Sqlite.Database;
}

export interface StartProblem {
  readonly type: 'cannot-start';
  /** One sentence for the operator. */
  readonly sentence: string;
}

export const cannotStart = (sentence: string): StartProblem => ({ type: 'cannot-start', sentence });

export async function openDatabase(
  file: string,
  receiptKey: string,
  waitMs = 2000,
): Promise<Result<OpenDatabase, StartProblem>> {
  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file);
    sqlite.pragma(`busy_timeout = ${waitMs}`);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
  } catch (cause) {
    return err(cannotStart(`The database ${file} cannot be opened (${codeOf(cause)}).`));
  }
  const db = new Kysely<Tables>({ dialect: dialectOf(sqlite) });
  const ready = await prepare(db, sqlite, file, receiptKey).catch((cause: unknown) =>
    err(cannotStart(`The database ${file} cannot be written (${codeOf(cause)}).`)),
  );
  if (!ready.ok) {
    await db.destroy();
    return ready;
  }
  return ok({ db, sqlite });
}

/** SQLite ends a transaction by itself when its disk is full: rolling back again would hide why. */
function dialectOf(sqlite: Sqlite.Database): Dialect {
  const plain = new SqliteDialect({ database: sqlite });
  return {
    createAdapter: () => plain.createAdapter(),
    createIntrospector: (db) => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
    createDriver: () => {
      const driver = plain.createDriver();
      const rollBack = driver.rollbackTransaction.bind(driver);
      driver.rollbackTransaction = async (connection) => {
        if (sqlite.inTransaction) await rollBack(connection);
      };
      return driver;
    },
  };
}

async function prepare(
  db: Database,
  sqlite: Sqlite.Database,
  file: string,
  receiptKey: string,
): Promise<Result<void, StartProblem>> {
  const migrated = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (migrated.error !== undefined) {
    return err(cannotStart(`The database ${file} cannot be brought up to date (${codeOf(migrated.error)}).`));
  }
  const row = await db
    .insertInto('mailbox')
    .values({ one: 1, receipt_key: receiptKey, bundle_serial: 0, receipt_serial: 0, starts: 1 })
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet((set) => ({ starts: set('mailbox.starts', '+', 1) })),
    )
    .returning('receipt_key')
    .executeTakeFirstOrThrow();
  if (row.receipt_key !== receiptKey) {
    return err(
      cannotStart(
        `The receipt key beside ${file} is not the one this mailbox has used: put the right one back.`,
      ),
    );
  }
  return checkDurability(sqlite, file);
}

/** Only meaningful after a write on this very connection. */
export function checkDurability(sqlite: Sqlite.Database, file: string): Result<void, StartProblem> {
  const journal = sqlite.pragma('journal_mode', { simple: true });
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || typeof synchronous !== 'number' || synchronous < full) {
    return err(
      cannotStart(
        `The database ${file} would not be safe after a power cut (journal ${String(journal)}, synchronous ${String(synchronous)}): put it on another disk.`,
      ),
    );
  }
  return ok(undefined);
}

/** The system's short name of a failure, never its text: that may quote a path or a value. */
export const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : 'unknown cause';
