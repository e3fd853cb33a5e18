/** The newest manifest that a space accepted: it only ever moves up. */
import type { Manifest } from '#core/protocol/manifest.ts';
import type { Result } from '#core/result.ts';
import type { Trust } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

export const trustOf = (manifest: Manifest): Trust => ({
  serial: manifest.serial,
  recipients: manifest.recipients,
  signalRecipient: manifest.signalRecipient,
  receiptKeys: manifest.receiptKeys,
  deskKeys: manifest.deskKeys,
});

/** For every space of the same root: runs and bundles from now on go to the newest recipients. */
export function raiseTrust(
  device: Device,
  root: string,
  manifest: Manifest,
): Promise<Result<void, StorageProblem>> {
  return device.common.run((database) =>
    database.transaction('rw', database.spaces, async () => {
      const spaces = await database.spaces.toArray();
      const behind = spaces.filter(
        (space) =>
          space.root === root && space.study === manifest.study && space.trust.serial < manifest.serial,
      );
      await database.spaces.bulkPut(behind.map((space) => ({ ...space, trust: trustOf(manifest) })));
    }),
  );
}

/** Below this a manifest of the study is refused; 0: none seen yet. */
export function highestSerial(device: Device, root: string): Promise<Result<number, StorageProblem>> {
  return device.common.run(async (database) => {
    const spaces = await database.spaces.toArray();
    return Math.max(0, ...spaces.filter((space) => space.root === root).map((space) => space.trust.serial));
  });
}
