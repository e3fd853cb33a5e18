import { useId, useState } from 'react';
import { useWords } from '../words/useWords.ts';
import { type DateParts, type DatePrecision, datePartsOf, readDate } from './dateParts.ts';
import type { Entry } from './entry.ts';
import styles from './TextControls.module.css';
import { textAttributes } from './textAttributes.ts';

interface Props {
  readonly precision: DatePrecision;
  readonly initial: string | null;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly onEntry: (entry: Entry) => void;
}

const shown: Readonly<Record<DatePrecision, readonly (keyof DateParts)[]>> = {
  day: ['day', 'month', 'year'],
  month: ['month', 'year'],
  year: ['year'],
};

export function DateBoxes({ precision, initial, labelledBy, describedBy, invalid, onEntry }: Props) {
  const { t } = useWords('space');
  const id = useId();
  const [parts, setParts] = useState<DateParts>(() => datePartsOf(initial));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset needs its legend inside; the label is the heading of the screen
    <div role="group" className={styles.date} aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {shown[precision].map((part) => (
        <div key={part} className={part === 'year' ? styles.year : styles.part}>
          <label htmlFor={`${id}${part}`}>{t(`item.date.${part}`)}</label>
          <input
            {...textAttributes}
            id={`${id}${part}`}
            type="text"
            inputMode="numeric"
            value={parts[part]}
            maxLength={part === 'year' ? 4 : 2}
            aria-invalid={invalid}
            onChange={({ target }) => {
              const next = { ...parts, [part]: target.value };
              setParts(next);
              onEntry(readDate(next, precision));
            }}
          />
        </div>
      ))}
    </div>
  );
}
