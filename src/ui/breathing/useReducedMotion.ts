import { useSyncExternalStore } from 'react';

const list = (): MediaQueryList | null =>
  typeof window.matchMedia === 'function' ? window.matchMedia('(prefers-reduced-motion: reduce)') : null;

function subscribe(onChange: () => void): () => void {
  const query = list();
  query?.addEventListener('change', onChange);
  return () => query?.removeEventListener('change', onChange);
}

export const useReducedMotion = (): boolean =>
  useSyncExternalStore(subscribe, () => list()?.matches ?? false);
