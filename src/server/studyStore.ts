/**
 * The one study a mailbox serves. The root key is pinned by the first call and never replaced;
 * the manifest only ever gets a higher serial.
 */
import { type Signed, signedSchema } from '#core/protocol/signed.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './tables.ts';

export interface PinnedStudy {
  readonly study: string;
  readonly root: string;
  /** Made for trying out: by its root or by its manifest. */
  readonly demo: boolean;
  readonly manifest: Signed | null;
  readonly manifestSerial: number;
  readonly deskKeys: readonly string[];
}

export interface NewManifest {
  readonly signed: Signed;
  readonly serial: number;
  readonly validUntil: Date;
  readonly demo: boolean;
  readonly deskKeys: readonly string[];
}

export type Kept = 'new' | 'same';

export interface StudyStore {
  get(): Promise<PinnedStudy | null>;
  pin(study: string, root: string, demo: boolean): Promise<Result<Kept, { type: 'another-study' }>>;
  putManifest(manifest: NewManifest): Promise<Result<Kept, { type: 'old-serial' } | { type: 'same-serial' }>>;
}

export function createStudyStore(db: Database): StudyStore {
  async function get(): Promise<PinnedStudy | null> {
    const row = await db.selectFrom('study').selectAll().executeTakeFirst();
    if (row === undefined) return null;
    return {
      study: row.study,
      root: row.root,
      demo: row.demo === 1 || row.manifest_demo === 1,
      manifest: row.manifest === null ? null : readSigned(row.manifest),
      manifestSerial: row.manifest_serial,
      deskKeys: keysFrom(row.desk_keys),
    };
  }

  return {
    get,
    async pin(study, root, demo) {
      const inserted = await db
        .insertInto('study')
        .values({
          one: 1,
          study,
          root,
          demo: demo ? 1 : 0,
          manifest: null,
          manifest_serial: 0,
          manifest_until: null,
          manifest_demo: 0,
          desk_keys: '[]',
        })
        .onConflict((conflict) => conflict.column('one').doNothing())
        .returning('one')
        .executeTakeFirst();
      if (inserted !== undefined) return ok('new');
      const there = await db.selectFrom('study').select(['study', 'root', 'demo']).executeTakeFirstOrThrow();
      const same = there.study === study && there.root === root && (there.demo === 1) === demo;
      return same ? ok('same') : err({ type: 'another-study' });
    },
    async putManifest(manifest) {
      // The serial is compared in the row's own update, so two desks at once cannot go back.
      const updated = await db
        .updateTable('study')
        .set({
          manifest: JSON.stringify(manifest.signed),
          manifest_serial: manifest.serial,
          manifest_until: manifest.validUntil.toISOString(),
          manifest_demo: manifest.demo ? 1 : 0,
          desk_keys: JSON.stringify(manifest.deskKeys),
        })
        .where('manifest_serial', '<', manifest.serial)
        .returning('one')
        .executeTakeFirst();
      if (updated !== undefined) return ok('new');
      const there = await get();
      if (there !== null && there.manifestSerial > manifest.serial) return err({ type: 'old-serial' });
      return there?.manifest?.payload === manifest.signed.payload ? ok('same') : err({ type: 'same-serial' });
    },
  };
}

export const readSigned = (text: string): Signed => signedSchema.parse(JSON.parse(text));

function keysFrom(text: string): readonly string[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [];
}
