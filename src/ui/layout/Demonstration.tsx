import { useWords } from '../words/useWords.ts';
import styles from './Demonstration.module.css';

/** Everything here is for trying out: said on every screen. */
export function Demonstration() {
  const { t } = useWords('cover');
  return (
    <aside className={styles.strip} aria-label={t('cover.demonstration')}>
      <p>{t('cover.demonstration')}</p>
    </aside>
  );
}
