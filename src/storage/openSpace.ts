/**
 * A code opens a space, or nothing. One Argon2id run whatever the code and however many spaces,
 * then trial unwraps; nothing on the disk says whether a code was right but the space itself.
 */
import { ok, type Result } from '#core/result.ts';
import { browserDevice } from './browserDevice.ts';
import type { Device } from './device.ts';
import { type FoundSpace, findSpace } from './findSpace.ts';
import { withoutFuture } from './gates.ts';
import { type OpenSpace, openedSpace } from './openedSpace.ts';
import type { StorageProblem } from './problem.ts';

/** Null: no such space, or its reason is not for the screen that asks; see `tryCode`. */
export async function openSpace(code: string, device: Device = browserDevice()): Promise<OpenSpace | null> {
  const tried = await tryCode(code, device);
  return tried.ok ? tried.value : null;
}

/** Ok with null: no such space. `busy` comes before anything is read, whatever the code. */
export async function tryCode(
  code: string,
  device: Device = browserDevice(),
): Promise<Result<OpenSpace | null, StorageProblem>> {
  const held = await device.hold();
  if (!held.ok) return held;
  let kept = false;
  try {
    // A space that was left a moment ago may still be writing down where.
    await device.queue.idle();
    const found = await findSpace(device, code);
    if (!found.ok) return found;
    if (found.value === null) return ok(null);
    await mendClock(device, found.value);
    kept = true;
    return ok(openedSpace(device, found.value, held.value));
  } finally {
    if (!kept) held.value();
  }
}

/** A failure keeps nobody out: the next opening tries again. */
async function mendClock(device: Device, { state }: FoundSpace): Promise<void> {
  const mended = withoutFuture(state.current, device.now().toISOString());
  if (mended !== state.current) await state.change(() => mended);
}
