import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '#ui/layout/Button.tsx';
import { Later } from '#ui/layout/Later.tsx';
import { Screen, ScreenFoot } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import type { Help } from './later/help.ts';
import { later } from './later.ts';
import styles from './Talk.module.css';

interface Props {
  readonly big: boolean;
  readonly help: Help | null;
  readonly children: ReactNode;
}

/** Who can be called, one tap from every screen of a space; these wait behind it as they were. */
export function Talk({ big, help, children }: Props) {
  const { t } = useWords('space');
  const [open, setOpen] = useState(false);
  const cameFrom = useRef<{ readonly button: HTMLElement; readonly scrolled: number }>(null);
  useEffect(() => {
    if (open || cameFrom.current === null) return;
    const { button, scrolled } = cameFrom.current;
    button.focus({ preventScroll: true });
    window.scrollTo(0, scrolled);
  }, [open]);
  const talk = (
    <Button
      kind="plain"
      onClick={({ currentTarget }) => {
        cameFrom.current = { button: currentTarget, scrolled: window.scrollY };
        window.speechSynthesis?.cancel();
        setOpen(true);
      }}
    >
      {t('talk.open')}
    </Button>
  );
  return (
    <>
      <div hidden={open} className={styles.behind}>
        <ScreenFoot value={talk}>{children}</ScreenFoot>
      </div>
      {open && (
        <Screen
          name="talk"
          title={help?.title ?? t('talk.open')}
          big={big}
          actions={<Button onClick={() => setOpen(false)}>{t('talk.back')}</Button>}
        >
          <p>{t('start.now')}</p>
          {help !== null && (
            <Later load={later} show={({ HelpLines }) => <HelpLines help={help} headed={false} />} />
          )}
        </Screen>
      )}
    </>
  );
}
