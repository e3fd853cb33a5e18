/** Holds the writer lock for one step of storage, not for the waiting in between. */
import type { Result } from '#core/result.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

export async function asWriter<T>(
  device: Device,
  step: () => Promise<Result<T, StorageProblem>>,
): Promise<Result<T, StorageProblem>> {
  const held = await device.hold();
  if (!held.ok) return held;
  try {
    return await step();
  } finally {
    held.value();
  }
}
