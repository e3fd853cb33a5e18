/** The one place where sync meets the real browser: its network, its events, its chance. */
import { browserDevice } from '#storage/browserDevice.ts';
import type { SyncDeps } from './syncDeps.ts';

export function browserSync(): SyncDeps {
  const device = browserDevice();
  return {
    device,
    now: device.now,
    mono: device.mono,
    fetch: (input, init) => fetch(input, init),
    origin: location.origin,
    chance: () => Math.random(),
    after: device.after,
    onWake(call) {
      const onVisible = (): void => {
        if (document.visibilityState === 'visible') call();
      };
      window.addEventListener('online', call);
      document.addEventListener('visibilitychange', onVisible);
      return () => {
        window.removeEventListener('online', call);
        document.removeEventListener('visibilitychange', onVisible);
      };
    },
  };
}
