import type { Band } from '#core/protocol/envelope.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Notice } from '#ui/layout/Notice.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import { idleLimitMs } from './guard.ts';
import type { SaveProblem } from './interviewMachine.ts';
import { saveProblemText } from './problemText.ts';
import styles from './StartScreen.module.css';

interface Props {
  readonly title: string;
  readonly band: Band;
  readonly begun: boolean;
  readonly busy: boolean;
  readonly failed: SaveProblem | null;
  readonly onBack: () => void;
  readonly onBegin: () => void;
}

const grownUp = ['exit', 'sealed', 'pause', 'idle', 'history', 'watched', 'trust', 'now'] as const;
const child = ['child.exit', 'sealed', 'pass', 'pause', 'now'] as const;

/** What leaving does and does not do, said before the first item and each time one comes back. */
export function StartScreen({ title, band, begun, busy, failed, onBack, onBegin }: Props) {
  const { t } = useWords('space');
  const big = band === 'child-8-11';
  const minutes = idleLimitMs(band) / 60_000;
  return (
    <Screen
      name="start"
      title={title}
      big={big}
      actions={
        <>
          <Button busy={busy} onClick={onBegin}>
            {begun ? t('home.go.begun') : t('home.go.new')}
          </Button>
          <Button kind="quiet" onClick={onBack}>
            {t('item.back')}
          </Button>
        </>
      }
    >
      <p>{t('start.lead')}</p>
      <ul className={styles.lines}>
        {(big ? child : grownUp).map((line) => (
          <li key={line}>{t(`start.${line}`, { count: minutes, ...addressing(band) })}</li>
        ))}
      </ul>
      {failed !== null && <Notice>{saveProblemText(t, failed)}</Notice>}
    </Screen>
  );
}
