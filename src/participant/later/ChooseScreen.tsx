import { Button } from '#ui/layout/Button.tsx';
import { Notice } from '#ui/layout/Notice.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import type { addressing } from '../addressing.ts';
import styles from './ChooseScreen.module.css';

interface Props {
  readonly who: ReturnType<typeof addressing>;
  readonly big: boolean;
  readonly busy: boolean;
  readonly failed: string | null;
  readonly onChoose: (which: 'again' | 'next') => void;
}

/** After an exit: the same part again, or the next one. Neither weighs more than the other. */
export function ChooseScreen({ who, big, busy, failed, onChoose }: Props) {
  const { t } = useWords('space');
  return (
    <Screen
      name="choose"
      title={t('choose.title', who)}
      big={big}
      actions={
        <div className={styles.ways}>
          <Button kind="quiet" busy={busy} onClick={() => onChoose('again')}>
            {t('choose.again')}
          </Button>
          <Button kind="quiet" busy={busy} onClick={() => onChoose('next')}>
            {t('choose.next')}
          </Button>
        </div>
      }
    >
      <p>{t('choose.text', who)}</p>
      {failed !== null && <Notice>{failed}</Notice>}
    </Screen>
  );
}
