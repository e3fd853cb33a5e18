import styles from './shapes.module.css';

/** Petals that open and turn a little. */
export function Flower({ grain }: { readonly grain: number }) {
  const petals = 6 + (grain % 4);
  const angles = Array.from({ length: petals }, (_, index) => (index * 360) / petals);
  return (
    <svg viewBox="-100 -100 200 200" aria-hidden="true" className={styles.drawing}>
      <circle r="92" className={styles.halo} />
      {[0, 1].map((row) => (
        <g key={row} className={row === 0 ? styles.petalsOuter : styles.petalsInner}>
          {angles.map((angle) => (
            <g key={angle} transform={`rotate(${angle + (row * 180) / petals})`}>
              <path className={styles.petal} d="M0 0 C22 -18 22 -52 0 -66 C-22 -52 -22 -18 0 0 Z" />
            </g>
          ))}
        </g>
      ))}
      <circle r="9" className={styles.heart} />
    </svg>
  );
}
