import { useEffect, useRef } from 'react';
import { Button } from '#ui/layout/Button.tsx';
import { useWords } from '#ui/words/useWords.ts';
import styles from './IdleWarning.module.css';

/** Any touch or key counts as staying; the guard sees it and takes this away. */
export function IdleWarning() {
  const { t } = useWords('space');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    place.current?.querySelector('button')?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div
      ref={place}
      role="alertdialog"
      aria-labelledby="idle"
      aria-describedby="idle-text"
      className={styles.veil}
    >
      <div className={styles.box}>
        <h2 id="idle">{t('idle.title')}</h2>
        <p id="idle-text">{t('idle.text')}</p>
        <Button>{t('idle.stay')}</Button>
      </div>
    </div>
  );
}
