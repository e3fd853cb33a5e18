import { useEffect, useState, useSyncExternalStore } from 'react';
import { gridOf } from '#core/interview/grid.ts';
import type { Item } from '#core/questionnaire/compiled.ts';

/** Room for a text and a column for each point and reason; enlarged text takes it away again. */
const roomFor = (columns: number): string => `(min-width: ${columns > 7 ? 64 : 48}rem)`;

/**
 * Whether the lines of a grid stand together: on a wide screen of a grown-up. Once something was answered on the
 * screen it stays as it is, so that turning a tablet takes no answer away.
 */
export function useGridShows(item: Item | null, big: boolean): boolean {
  const isLine = gridOf(item) !== null && !big;
  const columns = item !== null && 'points' in item ? item.points.length + item.reasons.length : 0;
  const query = roomFor(columns);
  const [kept, setKept] = useState<boolean | null>(null);
  const wide = useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia?.(query);
      media?.addEventListener('change', onChange);
      return () => media?.removeEventListener('change', onChange);
    },
    () => window.matchMedia?.(query).matches ?? false,
  );
  useEffect(() => {
    if (!isLine) return;
    const listening = new AbortController();
    const options = { signal: listening.signal, capture: true };
    const keep = (): void => setKept((before) => before ?? wide);
    document.addEventListener('click', keep, options);
    document.addEventListener('keydown', ({ key }) => key.startsWith('Arrow') && keep(), options);
    return () => listening.abort();
  }, [isLine, wide]);
  return isLine && (kept ?? wide);
}
