import { BreathShape } from '#ui/breathing/BreathShape.tsx';
import type { Programme } from '#ui/breathing/programme.ts';
import { programmeName } from '#ui/breathing/programmeName.ts';
import { useWords } from '#ui/words/useWords.ts';
import styles from './ProgrammeCard.module.css';

interface Props {
  readonly programme: Programme;
  readonly onStart: () => void;
}

export function ProgrammeCard({ programme, onStart }: Props) {
  const { t } = useWords('cover');
  const rhythm = programme.phases.map(({ kind, seconds }) => `${seconds} ${t(`breathing.short.${kind}`)}`);
  return (
    <button type="button" className={styles.card} onClick={onStart}>
      <span className={styles.picture}>
        <BreathShape programme={programme} />
      </span>
      <span className={styles.name}>{t(programmeName(programme.shape))}</span>
      <span className={styles.rhythm}>{rhythm.join(' · ')}</span>
      <span className={styles.rhythm}>{t('cover.minutes', { count: programme.minutes })}</span>
    </button>
  );
}
