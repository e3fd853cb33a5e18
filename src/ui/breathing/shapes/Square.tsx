import styles from './shapes.module.css';

const edge =
  'M-66 52 L-66 -52 Q-66 -66 -52 -66 L52 -66 Q66 -66 66 -52 L66 52 Q66 66 52 66 L-52 66 Q-66 66 -66 52 Z';

/** A point walks the four sides, one side for each phase, while the middle fills. */
export function Square({ grain }: { readonly grain: number }) {
  const turns = [0, 12 + (grain % 4) * 3, 24 + (grain % 4) * 6];
  return (
    <svg viewBox="-100 -100 200 200" aria-hidden="true" className={styles.drawing}>
      {turns.map((turn) => (
        <g key={turn} transform={`rotate(${turn})`}>
          <rect x="-44" y="-44" width="88" height="88" rx="18" className={styles.tile} />
        </g>
      ))}
      <path d={edge} pathLength={1} className={styles.track} />
      <path d={edge} pathLength={1} className={styles.walker} />
    </svg>
  );
}
