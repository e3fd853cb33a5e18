import { type ReactNode, useEffect, useState } from 'react';

interface Props<T> {
  readonly load: () => Promise<T>;
  readonly show: (loaded: T) => ReactNode;
  /** It could not be fetched: what shows instead, or the way on without it. */
  readonly missing?: ReactNode;
  readonly onMissing?: () => void;
}

/** Something from a chunk of its own; nothing shows until it is there. */
export function Later<T extends object>({ load, show, missing = null, onMissing }: Props<T>) {
  const [loaded, setLoaded] = useState<T | 'waiting' | 'missing'>('waiting');
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once for as long as it stands
  useEffect(() => {
    let wanted = true;
    load()
      .then((found) => wanted && setLoaded(found))
      .catch(() => {
        if (!wanted) return;
        setLoaded('missing');
        onMissing?.();
      });
    return () => {
      wanted = false;
    };
  }, []);
  if (loaded === 'waiting') return null;
  return loaded === 'missing' ? missing : show(loaded);
}
