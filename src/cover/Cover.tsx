import { useCallback, useEffect, useRef, useState } from 'react';
import { BreathingExercise } from '#ui/breathing/BreathingExercise.tsx';
import { type Programme, programmeFor, programmes } from '#ui/breathing/programme.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Demonstration } from '#ui/layout/Demonstration.tsx';
import { useWords } from '#ui/words/useWords.ts';
import styles from './Cover.module.css';
import { delayMs, type EntryOutcome, isCode, isInvite } from './entry.ts';
import { NumberEntry } from './NumberEntry.tsx';
import { ProgrammeCard } from './ProgrammeCard.tsx';
import type { Updates } from './updates.ts';

type Try = (typed: string, stillWanted: () => boolean) => Promise<EntryOutcome>;

interface Props {
  readonly demonstration: boolean;
  readonly tryCode: Try;
  readonly tryInvite: Try;
  readonly updates: Updates;
}

type Note = 'empty' | 'failed' | 'noConnection' | 'later' | 'opening';

/** Breathing exercises, and one field. Every number starts an exercise; what else it does shows only when it does. */
export function Cover({ demonstration, tryCode, tryInvite, updates }: Props) {
  const { t } = useWords('cover');
  const [programme, setProgramme] = useState<Programme | null>(null);
  const [note, setNote] = useState<Note | null>(null);
  const [waiting, setWaiting] = useState(false);
  const tries = useRef(0);
  const wanted = useRef(0);

  useEffect(() => updates.onWaiting(() => setWaiting(true)), [updates]);
  useEffect(
    () => () => {
      wanted.current += 1;
    },
    [],
  );

  const attempt = useCallback(async (open: Try, typed: string): Promise<EntryOutcome> => {
    wanted.current += 1;
    const mine = wanted.current;
    const stillWanted = (): boolean => wanted.current === mine;
    const delay = delayMs(tries.current);
    tries.current += 1;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (!stillWanted()) return 'none';
    const outcome = await open(typed, stillWanted).catch((): EntryOutcome => 'failed');
    if (outcome === 'opened') tries.current = 0;
    return stillWanted() ? outcome : 'none';
  }, []);

  /** Whatever is still being tried has lost its turn: it must not come up over an exercise. */
  const start = (next: Programme): void => {
    wanted.current += 1;
    setProgramme(next);
  };
  const enter = (typed: string): void => {
    setNote(null);
    if (typed.trim() === '') {
      setNote('empty');
    } else if (isInvite(typed)) {
      setNote('opening');
      void attempt(tryInvite, typed).then((outcome) => setNote(noteFor(outcome)));
    } else {
      start(programmeFor(typed));
      if (!isCode(typed)) return;
      void attempt(tryCode, typed).then((outcome) => {
        if (outcome === 'busy') setNote('later');
      });
    }
  };
  const backToList = (): void => {
    wanted.current += 1;
    setProgramme(null);
    setNote(null);
  };

  return (
    <div className={styles.cover} translate="no">
      {demonstration && <Demonstration />}
      {programme === null ? (
        <main className={styles.list}>
          <header className={styles.head}>
            <h1 className={styles.name}>Adem</h1>
            <p className={styles.lead}>{t('cover.lead')}</p>
          </header>
          <section aria-labelledby="programmes">
            <h2 id="programmes" className={styles.heading}>
              {t('cover.list')}
            </h2>
            <ul className={styles.programmes}>
              {programmes.map((each) => (
                <li key={each.shape}>
                  <ProgrammeCard programme={each} onStart={() => start(each)} />
                </li>
              ))}
            </ul>
          </section>
          <NumberEntry
            note={note === null ? null : t(`cover.number.${note}`)}
            busy={note === 'opening'}
            onEnter={enter}
          />
          {waiting && (
            <p className={styles.update} role="status">
              {t('cover.update')}{' '}
              <Button kind="plain" onClick={updates.apply}>
                {t('cover.update.now')}
              </Button>
            </p>
          )}
        </main>
      ) : (
        <main className={styles.running}>
          <BreathingExercise programme={programme} />
          {note !== null && <p role="status">{t(`cover.number.${note}`)}</p>}
          <Button kind="plain" onClick={backToList}>
            {t('cover.back')}
          </Button>
        </main>
      )}
    </div>
  );
}

function noteFor(outcome: EntryOutcome): Note | null {
  switch (outcome) {
    case 'none':
    case 'opened':
      return null;
    case 'failed':
      return 'failed';
    case 'no-connection':
      return 'noConnection';
    case 'busy':
      return 'later';
  }
}
