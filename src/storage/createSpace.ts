/**
 * A space comes into being: first its readable parts, sealed under the code, then in one
 * transaction the space itself, the end of its pending record and the confirmation that closes the
 * invite. A kill in between leaves the pending record, and the invite can be typed again.
 */
import { err, ok, type Result } from '#core/result.ts';
import { utf8 } from '#crypto/bytes.ts';
import { newSpaceKey, wrapKey } from '#crypto/code.ts';
import { asWriter } from './asWriter.ts';
import { confirmId, type PendingRow, type SpaceRow } from './commonDatabase.ts';
import type { Device } from './device.ts';
import { codeKey, findByKey } from './findSpace.ts';
import { type OpenSpace, openedSpace } from './openedSpace.ts';
import type { StorageProblem } from './problem.ts';
import { emptyState, partLabel, type SpaceContents, sealPart } from './sealedState.ts';
import { trustOf } from './trust.ts';

export interface NewSpace {
  readonly code: string;
  readonly pending: PendingRow;
  readonly contents: SpaceContents;
  /** Public key of the study root. */
  readonly root: string;
  readonly keyMac: string;
}

export function createSpace(device: Device, made: NewSpace): Promise<Result<OpenSpace, StorageProblem>> {
  return asWriter(device, async () => {
    const waiting = await device.common.run((database) => database.pending.get(made.pending.id));
    if (!waiting.ok) return waiting;
    // Another tab made this space in the meantime; making it anew would forget what was done in it.
    if (waiting.value === undefined) return err({ type: 'closed' });
    const kek = await codeKey(device, made.code);
    if (!kek.ok) return kek;
    const parts = await commitParts(device, made, kek.value);
    if (!parts.ok) return parts;
    const space = await commitSpace(device, made);
    if (!space.ok) return space;
    device.outbox.fire();
    const found = await findByKey(device, kek.value);
    if (!found.ok) return found;
    const held = await device.hold();
    if (!held.ok) return held;
    return found.value === null
      ? err({ type: 'unreadable' })
      : ok(openedSpace(device, found.value, held.value));
  });
}

async function commitParts(
  device: Device,
  made: NewSpace,
  kek: CryptoKey,
): Promise<Result<void, StorageProblem>> {
  const id = made.pending.space;
  const key = await newSpaceKey();
  const rows = [
    { id: 'key', sealed: await wrapKey(kek, key, partLabel(id, 'key')) } as const,
    await sealPart(key, id, 'contents', made.contents),
    await sealPart(key, id, 'state', emptyState),
  ];
  const files = Object.entries(made.pending.files).map(([sha256, sealed]) => ({ sha256, sealed }));
  const connection = device.space(id);
  const saved = await connection.run((database) =>
    database.transaction('rw', database.parts, database.files, async () => {
      await database.parts.bulkPut(rows);
      await database.files.bulkPut(files);
    }),
  );
  connection.close();
  return saved;
}

function commitSpace(device: Device, made: NewSpace): Promise<Result<void, StorageProblem>> {
  const row = spaceRow(made);
  return device.common.run((database) =>
    database.transaction('rw', database.spaces, database.pending, database.outbox, async () => {
      await database.spaces.put(row);
      await database.pending.delete(made.pending.id);
      await database.outbox.put({
        id: confirmId(row.id),
        kind: 'confirm',
        space: row.id,
        body: utf8('{}'),
        state: 'waiting',
        mailboxTime: null,
      });
    }),
  );
}

const spaceRow = ({ pending, contents, root, keyMac }: NewSpace): SpaceRow => ({
  id: pending.space,
  study: contents.envelope.study,
  invite: contents.envelope.invite,
  root,
  deviceKey: pending.deviceKey,
  publicKey: pending.publicKey,
  keyMac,
  bearer: pending.bearer,
  trust: trustOf(contents.manifest),
  sittings: 0,
  receiptsAfter: 0,
  ended: false,
});
