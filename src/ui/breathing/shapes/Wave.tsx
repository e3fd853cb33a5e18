import { useId } from 'react';
import styles from './shapes.module.css';

const swell = (height: number): string =>
  `M-200 0 q25 ${-height} 50 0 t50 0 t50 0 t50 0 t50 0 t50 0 t50 0 t50 0 V160 H-200 Z`;

/** A sun that rises out of the sea with the breath and sinks again. */
export function Wave({ grain }: { readonly grain: number }) {
  const clip = useId();
  const height = 9 + (grain % 4) * 2;
  return (
    <svg viewBox="-100 -100 200 200" aria-hidden="true" className={styles.drawing}>
      <clipPath id={clip}>
        <circle r="94" />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect x="-100" y="-100" width="200" height="200" className={styles.sky} />
        <g className={styles.sun}>
          <circle r="44" className={styles.glow} />
          <circle r="30" className={styles.disc} />
        </g>
        {[0, 1, 2].map((layer) => (
          <g key={layer} className={styles[`sea${layer}`]}>
            <g className={styles[`drift${layer}`]}>
              <path d={swell(height - layer * 2)} className={styles[`water${layer}`]} />
            </g>
          </g>
        ))}
      </g>
    </svg>
  );
}
