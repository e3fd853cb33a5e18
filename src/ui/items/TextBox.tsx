import { useId, useState } from 'react';
import { useWords } from '../words/useWords.ts';
import { type Entry, entryOf, noEntry } from './entry.ts';
import styles from './TextControls.module.css';
import { textAttributes } from './textAttributes.ts';

interface Props {
  readonly maxLength: number;
  readonly initial: string | null;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly onEntry: (entry: Entry) => void;
}

export function TextBox({ maxLength, initial, labelledBy, describedBy, onEntry }: Props) {
  const { t } = useWords('space');
  const id = useId();
  const [typed, setTyped] = useState(initial ?? '');
  const left = maxLength - typed.length;
  return (
    <div>
      <textarea
        {...textAttributes}
        className={styles.area}
        rows={4}
        value={typed}
        maxLength={maxLength}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy === undefined ? id : `${describedBy} ${id}`}
        onChange={({ target }) => {
          setTyped(target.value);
          const kept = target.value.trim();
          onEntry(kept === '' ? noEntry : entryOf(kept));
        }}
      />
      <p id={id} className={styles.left}>
        {left < 60 ? t('item.text.left', { count: left }) : t('item.text.free')}
      </p>
    </div>
  );
}
