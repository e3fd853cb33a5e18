import { useEffect, useState } from 'react';
import { useWords } from '../words/useWords.ts';
import styles from './BreathingExercise.module.css';
import { BreathShape } from './BreathShape.tsx';
import type { Programme } from './programme.ts';
import { programmeName } from './programmeName.ts';
import { useBreath } from './useBreath.ts';
import { useReducedMotion } from './useReducedMotion.ts';

interface Props {
  readonly programme: Programme;
  /** Leaves out the title: the screen around it has its own. */
  readonly plain?: boolean;
  readonly onDone?: () => void;
}

/** One programme, running: a shape that breathes, the phase in words, a pause button. No sound. */
export function BreathingExercise({ programme, plain = false, onDone }: Props) {
  const { t } = useWords('cover');
  const still = useReducedMotion();
  const [running, setRunning] = useState(true);
  const { drawing, view } = useBreath(programme, running, still);

  useEffect(() => {
    if (view.done) onDone?.();
  }, [view.done, onDone]);

  return (
    <section
      className={styles.exercise}
      data-plain={plain || undefined}
      aria-label={t(programmeName(programme.shape))}
    >
      {!plain && <h1 className={styles.name}>{t(programmeName(programme.shape))}</h1>}
      <div className={styles.stage}>
        <BreathShape programme={programme} drawing={drawing} still={still} />
      </div>
      <p className={styles.phase} aria-live="polite">
        {view.done ? t('breathing.done') : t(`breathing.${view.kind}`)}
      </p>
      <p className={styles.seconds} aria-hidden="true">
        {view.done ? ' ' : view.secondsLeft}
      </p>
      {!view.done && (
        <button type="button" className={styles.pause} onClick={() => setRunning((now) => !now)}>
          {running ? t('breathing.pause') : t('breathing.resume')}
        </button>
      )}
    </section>
  );
}
