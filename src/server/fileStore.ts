/** Sealed files, named by their hash: written once, never changed. The mailbox cannot open them. */
import type { Kept } from './studyStore.ts';
import type { Database } from './tables.ts';

export interface FileStore {
  put(sha256: string, bytes: Uint8Array, now: Date): Promise<Kept>;
  read(sha256: string): Promise<Uint8Array | null>;
}

export function createFileStore(db: Database): FileStore {
  return {
    async put(sha256, bytes, now) {
      const inserted = await db
        .insertInto('file')
        .values({ sha256, size: bytes.length, bytes, stored_at: now.toISOString() })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .returning('sha256')
        .executeTakeFirst();
      return inserted === undefined ? 'same' : 'new';
    },
    async read(sha256) {
      const row = await db.selectFrom('file').select('bytes').where('sha256', '=', sha256).executeTakeFirst();
      return row?.bytes ?? null;
    },
  };
}
