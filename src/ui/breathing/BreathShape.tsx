import type { ReactNode, RefObject } from 'react';
import styles from './BreathShape.module.css';
import type { Programme } from './programme.ts';
import { Flower } from './shapes/Flower.tsx';
import { Moon } from './shapes/Moon.tsx';
import { Rings } from './shapes/Rings.tsx';
import { Square } from './shapes/Square.tsx';
import { Wave } from './shapes/Wave.tsx';

interface Props {
  readonly programme: Pick<Programme, 'shape' | 'tone' | 'grain'>;
  readonly drawing?: RefObject<HTMLDivElement | null>;
  /** Changes by fading instead of moving. */
  readonly still?: boolean;
}

/** Decoration: what it shows is always said in words beside it. */
export function BreathShape({ programme, drawing, still = false }: Props) {
  return (
    <div
      ref={drawing}
      className={styles.shape}
      data-tone={programme.tone}
      data-still={still || undefined}
      aria-hidden="true"
    >
      {draw(programme)}
    </div>
  );
}

function draw({ shape, grain }: Pick<Programme, 'shape' | 'grain'>): ReactNode {
  switch (shape) {
    case 'wave':
      return <Wave grain={grain} />;
    case 'flower':
      return <Flower grain={grain} />;
    case 'square':
      return <Square grain={grain} />;
    case 'moon':
      return <Moon grain={grain} />;
    case 'rings':
      return <Rings grain={grain} />;
  }
}
