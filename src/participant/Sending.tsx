import { useEffect, useState } from 'react';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { useWords } from '#ui/words/useWords.ts';

const everyMs = 3000;

/** Whether all that is kept has left this device; looked at again as long as it shows. */
export function Sending({ unsent }: { readonly unsent: OpenSpace['unsent'] }) {
  const { t } = useWords('space');
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    let shows = true;
    const look = async (): Promise<void> => {
      const counted = await unsent();
      if (shows && counted.ok) setLeft(counted.value);
    };
    void look();
    const looking = setInterval(() => void look(), everyMs);
    return () => {
      shows = false;
      clearInterval(looking);
    };
  }, [unsent]);
  return <p role="status">{left !== null && t(left > 0 ? 'sending.waiting' : 'sending.done')}</p>;
}
