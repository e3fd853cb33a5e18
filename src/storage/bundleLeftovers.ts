/**
 * At each start and at the cover, without a code: whatever a kill, a lock or an empty battery left
 * in the journal becomes bundles, and spaces that have ended are tidied away.
 */
import { ok, type Result } from '#core/result.ts';
import { asWriter } from './asWriter.ts';
import { browserDevice } from './browserDevice.ts';
import { bundleInterview } from './bundleInterview.ts';
import { type Device, ensureBallast } from './device.ts';
import { tidyEndedSpaces } from './endSpace.ts';
import type { StorageProblem } from './problem.ts';

export async function bundleLeftovers(
  device: Device = browserDevice(),
): Promise<Result<void, StorageProblem>> {
  return asWriter(device, () => device.queue.run(() => bundleAll(device)));
}

async function bundleAll(device: Device): Promise<Result<void, StorageProblem>> {
  const interviews = await device.common.run((database) => database.interviews.toCollection().primaryKeys());
  if (!interviews.ok) return interviews;
  let result: Result<void, StorageProblem> = ok(undefined);
  // One that cannot be bundled now keeps no other from leaving.
  for (const interview of interviews.value) {
    const bundled = await bundleInterview(device, interview, 'all');
    if (!bundled.ok) result = bundled;
  }
  const tidied = await tidyEndedSpaces(device);
  // A full disk is told when somebody begins; at a start there is nobody to tell.
  await ensureBallast(device);
  return result.ok ? tidied : result;
}
