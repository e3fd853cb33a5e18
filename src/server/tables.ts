/** The rows of the mailbox's database. Times are ISO 8601 UTC with milliseconds, so text order is time order. */
import type { Kysely } from 'kysely';

/** One row: what this mailbox itself has to remember. */
interface MailboxTable {
  one: number;
  /** Public; a data folder with another key file is refused. */
  receipt_key: string;
  /** Serial of the newest bundle; raised under its row lock, so serials commit in order. */
  bundle_serial: number;
  /** The same for desk receipts. */
  receipt_serial: number;
  starts: number;
}

/** One row once a study is pinned; it never changes but for the manifest. */
interface StudyTable {
  one: number;
  study: string;
  root: string;
  demo: number;
  manifest: string | null;
  manifest_serial: number;
  manifest_until: string | null;
  manifest_demo: number;
  /** JSON list: whose signatures on desk receipts count. */
  desk_keys: string;
}

/** An invite; once redeemed it is also the space's row. */
interface InviteTable {
  number: string;
  token_hash: string;
  envelope: string;
  expires: string;
  public_key: string | null;
  bearer_hash: string | null;
  redeemed_at: string | null;
  closed_at: string | null;
  revoked_at: string | null;
  stored_bytes: number;
}

interface FileTable {
  sha256: string;
  size: number;
  bytes: Uint8Array;
  stored_at: string;
}

interface BundleTable {
  serial: number;
  sha256: string;
  invite: string;
  size: number;
  /** 1: the space was revoked before this arrived. */
  revoked: number;
  receipt: string;
  bytes: Uint8Array;
}

interface DeskReceiptTable {
  serial: number;
  bundle: string;
  invite: string;
  receipt: string;
}

export interface Tables {
  mailbox: MailboxTable;
  study: StudyTable;
  invite: InviteTable;
  file: FileTable;
  bundle: BundleTable;
  desk_receipt: DeskReceiptTable;
}

export type Database = Kysely<Tables>;
