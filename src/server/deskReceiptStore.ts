/**
 * Desk receipts on their way to the devices. Their serial is raised like that of bundles, so that a
 * device's cursor skips nothing either.
 */
import type { Signed } from '#core/protocol/signed.ts';
import { readSigned } from './studyStore.ts';
import type { Database } from './tables.ts';

export interface DeskReceiptForBundle {
  readonly bundle: string;
  readonly signed: Signed;
}

export interface DeskReceiptStore {
  /** All or none. The first receipt of a bundle stays; one for a bundle that is not here is passed over. */
  putAll(receipts: readonly DeskReceiptForBundle[]): Promise<void>;
  listOf(invite: string, after: number, limit: number): Promise<{ receipts: Signed[]; next: number }>;
}

export function createDeskReceiptStore(db: Database): DeskReceiptStore {
  return {
    putAll: (receipts) =>
      db.transaction().execute(async (transaction) => {
        let { receipt_serial: serial } = await transaction
          .updateTable('mailbox')
          .set((set) => ({ receipt_serial: set.ref('receipt_serial') }))
          .returning('receipt_serial')
          .executeTakeFirstOrThrow();
        for (const { bundle, signed } of receipts) {
          const owner = await transaction
            .selectFrom('bundle')
            .select('invite')
            .where('sha256', '=', bundle)
            .executeTakeFirst();
          if (owner === undefined) continue;
          const inserted = await transaction
            .insertInto('desk_receipt')
            .values({ serial: serial + 1, bundle, invite: owner.invite, receipt: JSON.stringify(signed) })
            .onConflict((conflict) => conflict.column('bundle').doNothing())
            .returning('serial')
            .executeTakeFirst();
          serial = inserted?.serial ?? serial;
        }
        await transaction.updateTable('mailbox').set({ receipt_serial: serial }).execute();
      }),

    async listOf(invite, after, limit) {
      const rows = await db
        .selectFrom('desk_receipt')
        .select(['serial', 'receipt'])
        .where('invite', '=', invite)
        .where('serial', '>', after)
        .orderBy('serial')
        .limit(limit)
        .execute();
      return { receipts: rows.map((row) => readSigned(row.receipt)), next: rows.at(-1)?.serial ?? after };
    },
  };
}
