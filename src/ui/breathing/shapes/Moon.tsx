import { useId } from 'react';
import styles from './shapes.module.css';

/** A moon that grows full while breathing in, stays, and wanes. */
export function Moon({ grain }: { readonly grain: number }) {
  const mask = useId();
  const stars = Array.from({ length: 11 }, (_, index) => {
    const angle = (index * 137.5 + grain * 11) * (Math.PI / 180);
    const distance = 60 + ((index * 17 + grain) % 28);
    return { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance, r: 0.9 + (index % 3) * 0.6 };
  });
  return (
    <svg viewBox="-100 -100 200 200" aria-hidden="true" className={styles.drawing}>
      <mask id={mask}>
        <circle r="46" fill="#fff" />
        <g className={styles.shade}>
          <circle r="46" fill="#000" />
        </g>
      </mask>
      <circle r="94" className={styles.night} />
      {stars.map(({ x, y, r }) => (
        <circle key={`${x}`} cx={x} cy={y} r={r} className={styles.star} />
      ))}
      <g className={styles.moonHalo}>
        <circle r="58" className={styles.moonGlow} />
      </g>
      <circle r="46" className={styles.moonDark} />
      <g mask={`url(#${mask})`}>
        <circle r="46" className={styles.moonLit} />
        <circle cx="-12" cy="-10" r="9" className={styles.crater} />
        <circle cx="14" cy="12" r="12" className={styles.crater} />
        <circle cx="16" cy="-20" r="5" className={styles.crater} />
        <circle cx="-16" cy="20" r="6" className={styles.crater} />
      </g>
    </svg>
  );
}
