import { useId } from 'react';
import styles from './glyphs.module.css';

/** A glass seen from above that fills from 0 (empty) to 1 (full). */
export function FillCircle({ level }: { readonly level: number }) {
  const clip = useId();
  const top = 32 - 64 * level;
  return (
    <svg viewBox="-42 -42 84 84" className={styles.glyph} aria-hidden="true">
      <clipPath id={clip}>
        <circle r="32" />
      </clipPath>
      <circle r="36" className={styles.rim} />
      <rect x="-32" y={top} width="64" height="70" clipPath={`url(#${clip})`} className={styles.fill} />
    </svg>
  );
}
