/**
 * Between an invite and a space: the key pair and the bearer token stand on the disk before they
 * are first sent, so that a lost reply burns nothing. Everything in a pending record is sealed or public.
 */
import type { Result } from '#core/result.ts';
import { randomBytes, randomId, toBase64url } from '#crypto/bytes.ts';
import { createDeviceKey, publicKeyOf } from '#crypto/deviceKey.ts';
import type { PendingRow } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

/** The record under SHA-256 of the redeem token, made when there is none. */
export async function pendingRecord(device: Device, id: string): Promise<Result<PendingRow, StorageProblem>> {
  const known = await device.common.run((database) => database.pending.get(id));
  if (!known.ok) return known;
  if (known.value !== undefined) return { ok: true, value: known.value };
  const pair = await createDeviceKey();
  const made: PendingRow = {
    id,
    space: randomId(),
    deviceKey: pair.privateKey,
    publicKey: await publicKeyOf(pair),
    bearer: toBase64url(randomBytes(32)),
    reply: null,
    files: {},
  };
  return device.common.run((database) =>
    database.transaction('rw', database.pending, async () => {
      const raced = await database.pending.get(id);
      if (raced === undefined) await database.pending.add(made);
      return raced ?? made;
    }),
  );
}

/** Replaces what has been fetched so far. */
export async function savePending(device: Device, row: PendingRow): Promise<Result<void, StorageProblem>> {
  return device.common.run(async (database) => {
    await database.pending.put(row);
  });
}
