/**
 * What is in clear on the device or sealed to somebody else, for all spaces together: it can be
 * bundled and sent without a code. Versions are only ever added to; nothing here names a person, a
 * questionnaire or an answer.
 */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { SizeClass } from '#core/event/bundle.ts';

export const commonName = 'adem';

/** One per device. */
export interface DeviceRow {
  readonly id: 'device';
  readonly salt: Uint8Array;
}

/** What bundles are sealed to and receipts verified with: of the newest manifest accepted. */
export interface Trust {
  readonly serial: number;
  /** desk and escrow */
  readonly recipients: readonly string[];
  readonly signalRecipient: string;
  readonly receiptKeys: readonly string[];
  readonly deskKeys: readonly string[];
}

export interface SpaceRow {
  readonly id: string;
  readonly study: string;
  /** Random number of the invite: tells nothing. */
  readonly invite: string;
  /** Public key of the study root: later manifests are checked against it. */
  readonly root: string;
  readonly deviceKey: CryptoKey;
  readonly publicKey: string;
  readonly keyMac: string;
  readonly bearer: string;
  readonly trust: Trust;
  readonly sittings: number;
  /** Cursor of the desk receipts read so far. */
  readonly receiptsAfter: number;
  /** Its readable parts are wiped; what is sealed still has to travel. */
  readonly ended: boolean;
}

/** Under SHA-256 of the redeem token, from before the first request until the code is typed back. */
export interface PendingRow {
  readonly id: string;
  /** The id that the space will have. */
  readonly space: string;
  readonly deviceKey: CryptoKey;
  readonly publicKey: string;
  readonly bearer: string;
  /** As it came and was checked: the envelope inside is still sealed. */
  readonly reply: unknown;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export interface InterviewRow {
  readonly id: string;
  readonly space: string;
  readonly nextSeq: number;
  /** Hash of the last sealed event. */
  readonly tail: string;
  /** Hash of the last sealed event that went into a bundle. */
  readonly bundledTail: string;
  /** Number of the last bundle. */
  readonly bundles: number;
  /** Its name. */
  readonly previous: string | null;
}

export interface RunRow {
  /** SHA-256 of the header, hex. */
  readonly id: string;
  readonly interview: string;
  readonly header: string;
}

export interface JournalRow {
  readonly interview: string;
  readonly seq: number;
  readonly run: string;
  readonly sealed: Uint8Array;
  readonly slot: Uint8Array;
  readonly sizeClass: SizeClass;
}

export interface OutboxRow {
  /** SHA-256 of a bundle, or `confirmId` of the space. */
  readonly id: string;
  readonly kind: 'bundle' | 'confirm';
  readonly space: string;
  readonly body: Uint8Array;
  readonly state: 'waiting' | 'sent';
  /** Signed by the mailbox: when it stored the bundle. One spelling, so that text order is time order. */
  readonly mailboxTime: string | null;
}

export const confirmId = (space: string): string => `confirm-${space}`;

export interface BallastRow {
  readonly id: 'ballast';
  readonly bytes: Uint8Array;
}

export type CommonDatabase = Dexie & {
  readonly device: EntityTable<DeviceRow, 'id'>;
  readonly spaces: EntityTable<SpaceRow, 'id'>;
  readonly pending: EntityTable<PendingRow, 'id'>;
  readonly interviews: EntityTable<InterviewRow, 'id'>;
  readonly runs: EntityTable<RunRow, 'id'>;
  readonly journal: Table<JournalRow, [interview: string, seq: number]>;
  readonly outbox: EntityTable<OutboxRow, 'id'>;
  readonly ballast: EntityTable<BallastRow, 'id'>;
};

export function commonDatabase(factory: IDBFactory, range: typeof IDBKeyRange): CommonDatabase {
  const database = new Dexie(commonName, strictOptions(factory, range)) as CommonDatabase;
  database.version(1).stores({
    device: 'id',
    spaces: 'id',
    pending: 'id',
    interviews: 'id, space',
    runs: 'id, interview',
    journal: '[interview+seq]',
    outbox: 'id, state, space, [space+mailboxTime]',
    ballast: 'id',
  });
  return database;
}

/** Without `strict`, "saved" would mean the operating system's memory, not the disk. */
export const strictOptions = (factory: IDBFactory, range: typeof IDBKeyRange) =>
  ({
    indexedDB: factory,
    IDBKeyRange: range,
    autoOpen: false,
    cache: 'disabled',
    chromeTransactionDurability: 'strict',
  }) as const;
