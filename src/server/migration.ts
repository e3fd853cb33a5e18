/**
 * How the database comes to be. Additive only: a step, once released, never changes, and nothing
 * is ever recreated because it could not be read.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

const firstStep: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('mailbox')
      .addColumn('one', 'integer', (column) => column.primaryKey().check(sql`one = 1`))
      .addColumn('receipt_key', 'text', (column) => column.notNull())
      .addColumn('bundle_serial', 'integer', (column) => column.notNull())
      .addColumn('receipt_serial', 'integer', (column) => column.notNull())
      .addColumn('starts', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('study')
      .addColumn('one', 'integer', (column) => column.primaryKey().check(sql`one = 1`))
      .addColumn('study', 'text', (column) => column.notNull())
      .addColumn('root', 'text', (column) => column.notNull())
      .addColumn('demo', 'integer', (column) => column.notNull())
      .addColumn('manifest', 'text')
      .addColumn('manifest_serial', 'integer', (column) => column.notNull())
      .addColumn('manifest_until', 'text')
      .addColumn('manifest_demo', 'integer', (column) => column.notNull())
      .addColumn('desk_keys', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('invite')
      .addColumn('number', 'text', (column) => column.primaryKey())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('envelope', 'text', (column) => column.notNull())
      .addColumn('expires', 'text', (column) => column.notNull())
      .addColumn('public_key', 'text')
      .addColumn('bearer_hash', 'text', (column) => column.unique())
      .addColumn('redeemed_at', 'text')
      .addColumn('closed_at', 'text')
      .addColumn('revoked_at', 'text')
      .addColumn('stored_bytes', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('file')
      .addColumn('sha256', 'text', (column) => column.primaryKey())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('stored_at', 'text', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .execute();
    // The blob comes last in its row: reading the other columns then never touches its pages.
    await db.schema
      .createTable('bundle')
      .addColumn('serial', 'integer', (column) => column.primaryKey())
      .addColumn('sha256', 'text', (column) => column.notNull().unique())
      .addColumn('invite', 'text', (column) => column.notNull().references('invite.number'))
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('revoked', 'integer', (column) => column.notNull())
      .addColumn('receipt', 'text', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('desk_receipt')
      .addColumn('serial', 'integer', (column) => column.primaryKey())
      .addColumn('bundle', 'text', (column) => column.notNull().unique().references('bundle.sha256'))
      .addColumn('invite', 'text', (column) => column.notNull())
      .addColumn('receipt', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('desk_receipt_of_space')
      .on('desk_receipt')
      .columns(['invite', 'serial'])
      .execute();
  },
};

export const migrations: MigrationProvider = {
  getMigrations: () => Promise.resolve({ '0001-mailbox': firstStep }),
};
