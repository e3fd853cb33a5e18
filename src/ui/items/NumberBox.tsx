import { useState } from 'react';
import { type Entry, entryOf, noEntry } from './entry.ts';
import styles from './TextControls.module.css';
import { textAttributes } from './textAttributes.ts';

interface Props {
  readonly whole: boolean;
  readonly initial: number | null;
  readonly unit: string | undefined;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly onEntry: (entry: Entry) => void;
}

export function NumberBox({ whole, initial, unit, labelledBy, describedBy, invalid, onEntry }: Props) {
  const [typed, setTyped] = useState(initial === null ? '' : String(initial));
  return (
    <div className={styles.line}>
      <input
        {...textAttributes}
        type="text"
        inputMode={whole ? 'numeric' : 'decimal'}
        className={styles.short}
        value={typed}
        maxLength={12}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onChange={({ target }) => {
          setTyped(target.value);
          onEntry(readNumber(target.value, whole));
        }}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </div>
  );
}

/** Both the comma and the point may stand before the decimals. */
export function readNumber(typed: string, whole: boolean): Entry {
  const cleaned = typed.trim().replace(',', '.');
  if (cleaned === '') return noEntry;
  const pattern = whole ? /^-?\d{1,9}$/ : /^-?\d{1,9}(\.\d{1,4})?$/;
  return pattern.test(cleaned) ? entryOf(Number(cleaned)) : { kind: 'unreadable', what: 'number' };
}
