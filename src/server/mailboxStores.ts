/** Everything the mailbox keeps, as objects of queries over one database. */
import type { MailboxReceipt } from '#core/protocol/receipt.ts';
import type { Signed } from '#core/protocol/signed.ts';
import { type BundleStore, createBundleStore } from './bundleStore.ts';
import { createDeskReceiptStore, type DeskReceiptStore } from './deskReceiptStore.ts';
import { createFileStore, type FileStore } from './fileStore.ts';
import { createInviteStore, type InviteStore } from './inviteStore.ts';
import { createStudyStore, type StudyStore } from './studyStore.ts';
import type { Database } from './tables.ts';

export interface MailboxStores {
  readonly study: StudyStore;
  readonly invites: InviteStore;
  readonly files: FileStore;
  readonly bundles: BundleStore;
  readonly deskReceipts: DeskReceiptStore;
  /** Whether the database can be read right now. */
  answers(): Promise<boolean>;
}

export function createMailboxStores(
  db: Database,
  sign: (receipt: MailboxReceipt) => Signed,
  quotaBytes: number,
): MailboxStores {
  return {
    study: createStudyStore(db),
    invites: createInviteStore(db),
    files: createFileStore(db),
    bundles: createBundleStore({ db, sign, quotaBytes }),
    deskReceipts: createDeskReceiptStore(db),
    answers: () =>
      db
        .selectFrom('mailbox')
        .select('one')
        .executeTakeFirst()
        .then(
          (row) => row !== undefined,
          () => false,
        ),
  };
}
