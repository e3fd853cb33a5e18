/** Keeps the signed server time that came with an answer; it never goes back within a page's life. */
import type { SpaceRow } from '#storage/commonDatabase.ts';
import type { Device } from '#storage/device.ts';
import { type DeviceAnswer, signedTime } from './deviceRequest.ts';

/** Null: the answer carried none that counts. */
export function noteTime(device: Device, space: SpaceRow, answer: DeviceAnswer): string | null {
  const time = signedTime(answer, space.trust.receiptKeys);
  if (time === null) return null;
  const known = device.serverTime.get(space.study);
  if (known === undefined || Date.parse(time) > Date.parse(known)) device.serverTime.set(space.study, time);
  return time;
}
