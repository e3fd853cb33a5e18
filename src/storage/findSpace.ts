/** Tries a code on every space of the device. */
import { ok, type Result } from '#core/result.ts';
import { unwrapKey } from '#crypto/code.ts';
import type { SpaceRow } from './commonDatabase.ts';
import type { Connection } from './connection.ts';
import type { Device } from './device.ts';
import { endSpace } from './endSpace.ts';
import type { StorageProblem } from './problem.ts';
import {
  createStateKeeper,
  emptyState,
  openContents,
  openState,
  partLabel,
  type SpaceContents,
  type StateKeeper,
} from './sealedState.ts';
import type { SpaceDatabase } from './spaceDatabase.ts';

export interface FoundSpace {
  readonly row: SpaceRow;
  readonly connection: Connection<SpaceDatabase>;
  readonly contents: SpaceContents;
  readonly state: StateKeeper;
}

/** Ok with null: the code opens none of them. One unreadable space does not keep the others shut. */
export async function findSpace(
  device: Device,
  code: string,
): Promise<Result<FoundSpace | null, StorageProblem>> {
  const kek = await codeKey(device, code);
  return kek.ok ? findByKey(device, kek.value) : kek;
}

/** The slow step, the same for every code. */
export async function codeKey(device: Device, code: string): Promise<Result<CryptoKey, StorageProblem>> {
  const salt = await device.salt();
  return salt.ok ? ok(await device.stretch(code, salt.value)) : salt;
}

export async function findByKey(
  device: Device,
  kek: CryptoKey,
): Promise<Result<FoundSpace | null, StorageProblem>> {
  const rows = await device.common.run((database) => database.spaces.toArray());
  if (!rows.ok) return rows;
  let result: Result<FoundSpace | null, StorageProblem> = ok(null);
  for (const row of rows.value.filter((space) => !space.ended)) {
    const tried = await trySpace(device, row, kek);
    if (!tried.ok) result = tried;
    else if (tried.value !== null) return unlessOver(device, tried.value);
  }
  return result;
}

/** Whether a code that is about to be shown already opens something here. */
export async function codeIsTaken(device: Device, code: string): Promise<Result<boolean, StorageProblem>> {
  const found = await findSpace(device, code);
  if (!found.ok) return found;
  found.value?.connection.close();
  return ok(found.value !== null);
}

async function trySpace(
  device: Device,
  row: SpaceRow,
  kek: CryptoKey,
): Promise<Result<FoundSpace | null, StorageProblem>> {
  const connection = device.space(row.id);
  const found = await openParts(row, connection, kek);
  if (!found.ok || found.value === null) connection.close();
  return found;
}

async function openParts(
  row: SpaceRow,
  connection: Connection<SpaceDatabase>,
  kek: CryptoKey,
): Promise<Result<FoundSpace | null, StorageProblem>> {
  const unreadable = { ok: false, error: { type: 'unreadable' } } as const;
  const parts = await connection.run((database) => database.parts.bulkGet(['key', 'contents', 'state']));
  if (!parts.ok) return parts;
  const [wrapped, sealedContents, sealedState] = parts.value;
  if (wrapped === undefined) return unreadable;
  const key = await unwrapKey(kek, wrapped.sealed, partLabel(row.id, 'key'));
  if (key === null) return ok(null);
  if (sealedContents === undefined) return unreadable;
  const contents = await openContents(key, row.id, sealedContents.sealed);
  const state = sealedState === undefined ? emptyState : await openState(key, row.id, sealedState.sealed);
  if (contents === null || state === null) return unreadable;
  return ok({ row, connection, contents, state: createStateKeeper(row.id, key, connection, state) });
}

/** Over by signed server time, or everything done: wiped, and the code opens nothing any more. */
async function unlessOver(
  device: Device,
  found: FoundSpace,
): Promise<Result<FoundSpace | null, StorageProblem>> {
  const { envelope } = found.contents;
  const time = device.serverTime.get(envelope.study);
  const windowOver = time !== undefined && time.slice(0, 10) > envelope.windowEnds;
  if (!windowOver && !isFinished(found)) return ok(found);
  found.connection.close();
  const ended = await endSpace(device, found.row.id);
  return ended.ok ? ok(null) : ended;
}

export const isFinished = ({ contents, state }: Pick<FoundSpace, 'contents' | 'state'>): boolean =>
  contents.envelope.tasks.length > 0 &&
  contents.envelope.tasks.every((task) => state.current.done.includes(task.id));
