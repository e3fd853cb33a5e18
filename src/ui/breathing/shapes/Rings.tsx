import styles from './shapes.module.css';

/** Rings on water, the outer ones following the inner. */
export function Rings({ grain }: { readonly grain: number }) {
  const count = 4 + (grain % 3);
  return (
    <svg viewBox="-100 -100 200 200" aria-hidden="true" className={styles.drawing}>
      {Array.from({ length: count }, (_, index) => {
        const radius = 94 - index * (78 / count);
        return (
          <g key={radius} className={styles[`ring${index % 3}`]}>
            <circle r={radius} className={styles.ring} />
          </g>
        );
      })}
      <circle r="12" className={styles.heart} />
    </svg>
  );
}
