import { useId, useState } from 'react';
import { textAttributes } from '#ui/items/textAttributes.ts';
import { Button } from '#ui/layout/Button.tsx';
import { useWords } from '#ui/words/useWords.ts';
import styles from './NumberEntry.module.css';

interface Props {
  readonly note: string | null;
  readonly busy: boolean;
  readonly onEnter: (typed: string) => void;
}

/** What was typed leaves the field at once. */
export function NumberEntry({ note, busy, onEnter }: Props) {
  const { t } = useWords('cover');
  const id = useId();
  const [typed, setTyped] = useState('');
  const enter = (): void => {
    if (busy) return;
    setTyped('');
    onEnter(typed);
  };
  return (
    <section aria-labelledby={`${id}title`} className={styles.entry}>
      <h2 id={`${id}title`} className={styles.title}>
        {t('cover.number.title')}
      </h2>
      <p id={`${id}help`} className={styles.help}>
        {t('cover.number.help')}
      </p>
      <div className={styles.line}>
        <input
          {...textAttributes}
          type="text"
          enterKeyHint="go"
          maxLength={60}
          className={styles.input}
          aria-label={t('cover.number.label')}
          aria-describedby={`${id}help ${id}note`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter') enter();
          }}
        />
        <Button busy={busy} onClick={enter}>
          {t('cover.number.open')}
        </Button>
      </div>
      <p id={`${id}note`} role="status" className={styles.note}>
        {note}
      </p>
    </section>
  );
}
