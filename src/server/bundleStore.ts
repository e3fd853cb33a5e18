/**
 * Bundles and their receipts: both in one transaction, so a receipt that was sent always has its
 * bundle behind it. The serial is raised under a row lock held until the commit; a reader that has seen
 * serial n has therefore seen everything below n, and the desk's cursor skips nothing.
 */
import type { MailboxReceipt } from '#core/protocol/receipt.ts';
import type { Signed } from '#core/protocol/signed.ts';
import type { BundlesReply } from '#core/protocol/wire.ts';
import { err, ok, type Result } from '#core/result.ts';
import { readSigned } from './studyStore.ts';
import type { Database } from './tables.ts';

export interface ArrivedBundle {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly invite: string;
}

export interface StoredBundle {
  readonly receipt: Signed;
  readonly fresh: boolean;
}

export interface BundleStore {
  /** Storing the same bundle again gives the receipt of the first time. */
  store(bundle: ArrivedBundle, now: Date): Promise<Result<StoredBundle, { type: 'quota-reached' }>>;
  list(after: number, limit: number): Promise<BundlesReply>;
  read(sha256: string): Promise<Uint8Array | null>;
}

export interface BundleStoreArguments {
  readonly db: Database;
  readonly sign: (receipt: MailboxReceipt) => Signed;
  readonly quotaBytes: number;
}

export function createBundleStore({ db, sign, quotaBytes }: BundleStoreArguments): BundleStore {
  async function receiptOf(from: Database, sha256: string): Promise<StoredBundle | null> {
    const row = await from
      .selectFrom('bundle')
      .select('receipt')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row === undefined ? null : { receipt: readSigned(row.receipt), fresh: false };
  }

  return {
    async store(bundle, now) {
      const before = await receiptOf(db, bundle.sha256);
      if (before !== null) return ok(before);
      return db.transaction().execute(async (transaction) => {
        const { bundle_serial: last } = await transaction
          .updateTable('mailbox')
          .set((set) => ({ bundle_serial: set.ref('bundle_serial') }))
          .returning('bundle_serial')
          .executeTakeFirstOrThrow();
        // Somebody else may have stored it between the look above and the lock.
        const meanwhile = await receiptOf(transaction, bundle.sha256);
        if (meanwhile !== null) return ok(meanwhile);

        const size = bundle.bytes.length;
        const space = await transaction
          .updateTable('invite')
          .set((set) => ({ stored_bytes: set('stored_bytes', '+', size) }))
          .where('number', '=', bundle.invite)
          .where('stored_bytes', '<=', quotaBytes - size)
          .returning('revoked_at')
          .executeTakeFirst();
        if (space === undefined) return err({ type: 'quota-reached' as const });

        const { study } = await transaction.selectFrom('study').select('study').executeTakeFirstOrThrow();
        const serial = last + 1;
        const receipt = sign({ v: 1, study, bundle: bundle.sha256, size, serial, time: now.toISOString() });
        await transaction
          .insertInto('bundle')
          .values({
            serial,
            sha256: bundle.sha256,
            invite: bundle.invite,
            size,
            revoked: space.revoked_at === null ? 0 : 1,
            receipt: JSON.stringify(receipt),
            bytes: bundle.bytes,
          })
          .execute();
        await transaction.updateTable('mailbox').set({ bundle_serial: serial }).execute();
        return ok({ receipt, fresh: true });
      });
    },

    async list(after, limit) {
      const rows = await db
        .selectFrom('bundle')
        .select(['serial', 'sha256', 'size', 'invite', 'receipt', 'revoked'])
        .where('serial', '>', after)
        .orderBy('serial')
        .limit(limit)
        .execute();
      const bundles = rows.map((row) => ({
        cursor: row.serial,
        sha256: row.sha256,
        size: row.size,
        invite: row.invite,
        receipt: readSigned(row.receipt),
        revoked: row.revoked === 1,
      }));
      return { bundles, next: bundles.at(-1)?.cursor ?? after };
    },

    async read(sha256) {
      const row = await db
        .selectFrom('bundle')
        .select('bytes')
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },
  };
}
