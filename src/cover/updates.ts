import { serviceWorkerAddress } from './trustedTypes.ts';

export interface Updates {
  /** Calls at once when a newer version waits already. Returns how to stop. */
  readonly onWaiting: (call: () => void) => () => void;
  /** Takes the newer version and loads the page again: only ever called from the cover. */
  readonly apply: () => void;
}

/** Registers the service worker. A newer version waits until somebody takes it at the cover. */
export function startUpdates(reload: () => void): Updates {
  const listeners = new Set<() => void>();
  let waiting = false;
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) {
    return { onWaiting: () => () => undefined, apply: () => undefined };
  }
  const start = async () => {
    // Nothing that shows waits for it.
    const { Workbox } = await import('workbox-window/build/workbox-window.prod.mjs');
    const workbox = new Workbox(serviceWorkerAddress());
    workbox.addEventListener('waiting', () => {
      waiting = true;
      for (const listener of listeners) listener();
    });
    await workbox.register();
    return workbox;
  };
  // Without a worker everything works but offline: nothing to tell.
  const started = start().catch(() => null);
  return {
    onWaiting(call) {
      listeners.add(call);
      if (waiting) call();
      return () => listeners.delete(call);
    },
    apply() {
      void started.then((workbox) => {
        workbox?.addEventListener('controlling', reload);
        workbox?.messageSkipWaiting();
      });
    },
  };
}
