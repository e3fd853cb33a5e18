import { useWords } from '#ui/words/useWords.ts';
import styles from './Progress.module.css';

interface Props {
  readonly part: number;
  readonly parts: number;
  readonly saving: boolean;
  readonly commits: number;
}

/** Steps, not percentages; and whether the last answer is kept. */
export function Progress({ part, parts, saving, commits }: Props) {
  const { t } = useWords('space');
  return (
    <div className={styles.progress}>
      <p>{t('progress.part', { part, parts })}</p>
      <div className={styles.steps} aria-hidden="true">
        {Array.from({ length: parts }, (_, index) => index + 1).map((step) => (
          <span key={step} data-reached={step <= part || undefined} />
        ))}
      </div>
      <p role="status" className={styles.saved}>
        {saving ? t('progress.saving') : commits > 0 ? t('progress.saved') : ''}
      </p>
    </div>
  );
}
