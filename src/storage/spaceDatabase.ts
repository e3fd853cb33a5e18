/**
 * The readable parts of one space, all of them under a key that only its code unwraps: identities,
 * gates, progress, first names. Answers are not here and no key to them is.
 */
import Dexie, { type EntityTable } from 'dexie';
import { strictOptions } from './commonDatabase.ts';

export const spaceDatabaseName = (id: string): string => `adem-${id}`;

export interface SealedPartRow {
  /** key: wrapped under the code; contents: what the invite opened; state: gates, progress, names. */
  readonly id: 'key' | 'contents' | 'state';
  readonly sealed: Uint8Array;
}

/** A questionnaire or the help lines, as fetched. */
export interface FileRow {
  readonly sha256: string;
  readonly sealed: Uint8Array;
}

export type SpaceDatabase = Dexie & {
  readonly parts: EntityTable<SealedPartRow, 'id'>;
  readonly files: EntityTable<FileRow, 'sha256'>;
};

export function spaceDatabase(id: string, factory: IDBFactory, range: typeof IDBKeyRange): SpaceDatabase {
  const database = new Dexie(spaceDatabaseName(id), strictOptions(factory, range)) as SpaceDatabase;
  database.version(1).stores({ parts: 'id', files: 'sha256' });
  return database;
}
