import styles from './glyphs.module.css';

/** From 0 (very sad) to 1 (very glad). */
export function Face({ mood }: { readonly mood: number }) {
  const bend = (mood - 0.5) * 2;
  const mouth = `M-15 ${12 - bend * 3} Q0 ${12 + bend * 15} 15 ${12 - bend * 3}`;
  return (
    <svg viewBox="-42 -42 84 84" className={styles.glyph} aria-hidden="true">
      <circle r="38" className={styles.skin} />
      <ellipse cx="-13" cy="-9" rx="4" ry="5.5" className={styles.ink} />
      <ellipse cx="13" cy="-9" rx="4" ry="5.5" className={styles.ink} />
      <path
        d={`M-20 ${-21 + Math.min(0, bend) * 1} L-8 ${-22 + Math.min(0, bend) * 5}`}
        className={styles.line}
      />
      <path
        d={`M20 ${-21 + Math.min(0, bend) * 1} L8 ${-22 + Math.min(0, bend) * 5}`}
        className={styles.line}
      />
      <path d={mouth} className={styles.line} />
    </svg>
  );
}
