import { useState } from 'react';
import { err } from '#core/result.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import type { PendingSpace } from '#sync/pendingSpace.ts';
import { textAttributes } from '#ui/items/textAttributes.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Notice } from '#ui/layout/Notice.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import styles from './JoiningScreens.module.css';

interface Props {
  readonly pending: Pick<PendingSpace, 'code' | 'band' | 'contact' | 'drawAgain' | 'confirm'>;
  readonly onOpen: (space: OpenSpace) => void;
}

/** Running out of memory, say: the number can be typed again. */
const notSaved = err({ type: 'storage', problem: { type: 'not-saved' } } as const);

/** Shows the drawn code, then asks for it once: what was never typed back is easily lost. */
export function JoiningScreens({ pending, onOpen }: Props) {
  const { t } = useWords('space');
  const [code, setCode] = useState(pending.code);
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const big = pending.band === 'child-8-11';
  const who = addressing(pending.band);

  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const confirmed = await pending.confirm(typed).catch(() => notSaved);
    setBusy(false);
    if (confirmed.ok) return onOpen(confirmed.value);
    setTyped('');
    setProblem(
      confirmed.error.type === 'wrong-code' ? t('join.wrong') : t(`save.${confirmed.error.problem.type}`),
    );
  };

  if (!typing) {
    return (
      <Screen
        name="join code"
        title={t('join.title', who)}
        big={big}
        actions={
          <>
            <Button onClick={() => setTyping(true)}>{t('join.known')}</Button>
            <Button kind="quiet" onClick={() => setCode(pending.drawAgain())}>
              {t('join.another')}
            </Button>
          </>
        }
      >
        <p>{t('join.text', who)}</p>
        <p className={styles.code} aria-live="polite">
          <span className={styles.spoken}>{code.replace(/\d(?=\d)/g, '$& ')}</span>
          <span aria-hidden="true">{code.slice(0, 3)}</span>
          <span aria-hidden="true">{code.slice(3)}</span>
        </p>
        <p className={styles.quiet}>{t('join.keep', who)}</p>
        {pending.contact !== null && (
          <p className={styles.quiet}>{t('join.contact', { contact: pending.contact })}</p>
        )}
      </Screen>
    );
  }
  return (
    <Screen
      name="join typing"
      title={t('join.type.title')}
      big={big}
      actions={
        <>
          <Button busy={busy} onClick={() => void confirm()}>
            {t('join.type.on')}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              setTyped('');
              setProblem(null);
              setTyping(false);
            }}
          >
            {t('join.type.again')}
          </Button>
        </>
      }
    >
      <label className={styles.entry}>
        <span>{t('join.type.label')}</span>
        <input
          {...textAttributes}
          type="text"
          inputMode="numeric"
          maxLength={9}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && !busy) void confirm();
          }}
        />
      </label>
      {problem !== null && <Notice>{problem}</Notice>}
    </Screen>
  );
}
