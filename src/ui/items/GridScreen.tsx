import { type ReactNode, useId, useState } from 'react';
import type { Line } from '#core/interview/grid.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';
import { Button } from '../layout/Button.tsx';
import { Notice } from '../layout/Notice.tsx';
import { Screen } from '../layout/Screen.tsx';
import { useWords } from '../words/useWords.ts';
import { type Entry, entryOf, entryReason, entryValue, noEntry } from './entry.ts';
import type { ShownTexts } from './fillText.ts';
import styles from './GridScreen.module.css';
import { glyphOf } from './glyphOf.tsx';
import { stepOf } from './stepOf.ts';

interface GridLine {
  readonly item: Line;
  readonly texts: ShownTexts;
  readonly initial: Entry;
}

interface Props {
  /** Changes with every showing. */
  readonly name: string;
  /** At least one; all on one scale. */
  readonly lines: readonly GridLine[];
  readonly facts: Facts;
  /** Why it is asked again; null: it is not. */
  readonly lead: string | null;
  readonly practice: boolean;
  readonly saving: boolean;
  readonly problem: string | null;
  readonly canGoBack: boolean;
  /** With what was picked so far, as below. */
  readonly onBack: (entries: readonly Entry[]) => void;
  /** One for each line, in order. */
  readonly onOn: (entries: readonly Entry[]) => void;
}

/** Several items on one scale, under the same heads. Any line may be left as it is. */
export function GridScreen({ name, lines, facts, lead, practice, ...rest }: Props) {
  const { t } = useWords('space');
  const id = useId();
  const [entries, setEntries] = useState<readonly Entry[]>(() => lines.map(({ initial }) => initial));
  const [first] = lines;
  if (first === undefined) return null;
  const { item, texts } = first;
  const look = item.type === 'scale' ? item.look : 'words';
  const points = offered(item.points, facts).map(({ value }, index) => ({
    entry: entryOf(value),
    label: texts.options?.[String(value)] ?? String(value),
    glyph: glyphOf(look, index, item.points.length),
    quiet: false,
  }));
  const reasons = item.reasons.map((missing) => ({
    entry: { kind: 'given', given: { missing } } as const,
    label: t(`item.reason.${missing}`),
    glyph: undefined,
    quiet: true,
  }));
  const cells: readonly Cell[] = [...points, ...reasons];
  const described = texts.help === undefined ? undefined : `${id}help`;

  return (
    <Screen
      name={name}
      title={texts.stem ?? ''}
      titleId={`${id}stem`}
      wide
      actions={
        <>
          <Button busy={rest.saving} onClick={() => rest.onOn(entries)}>
            {t('item.on')}
          </Button>
          {rest.canGoBack && (
            <Button kind="quiet" onClick={() => rest.onBack(entries)}>
              {t('item.back')}
            </Button>
          )}
        </>
      }
    >
      {lead !== null && <p className={styles.help}>{lead}</p>}
      {practice && <p className={styles.practice}>{t('item.practice')}</p>}
      {texts.help !== undefined && (
        <p id={`${id}help`} className={styles.help}>
          {texts.help}
        </p>
      )}
      <div className={styles.grid}>
        {/* Each mark says its own point aloud. */}
        <div className={styles.heads} aria-hidden="true">
          <span className={styles.text} />
          {cells.map(({ label, glyph, quiet }) => (
            <span key={label} className={styles.head} data-quiet={quiet || undefined}>
              {glyph}
              {label}
            </span>
          ))}
        </div>
        {lines.map((line, at) => (
          <div
            key={line.item.id}
            role="radiogroup"
            aria-labelledby={`${id}stem ${id}${line.item.id}`}
            aria-describedby={described}
            className={styles.row}
            onKeyDown={(event) => {
              if (event.altKey || event.ctrlKey || event.metaKey) return;
              const step = stepOf(event.key, getComputedStyle(event.currentTarget).direction === 'rtl');
              const marks = [...event.currentTarget.querySelectorAll('button')];
              const from = event.target instanceof HTMLButtonElement ? marks.indexOf(event.target) : -1;
              const next = (from + step + marks.length) % marks.length;
              const cell = cells[next];
              if (step === 0 || from < 0 || cell === undefined) return;
              event.preventDefault();
              marks[next]?.focus();
              setEntries((now) => now.with(at, cell.entry));
            }}
          >
            <span id={`${id}${line.item.id}`} className={styles.text}>
              {line.texts.label}
            </span>
            {cells.map((cell) => (
              <Mark
                key={cell.label}
                cell={cell}
                own={entries[at] ?? noEntry}
                cells={cells}
                onEntry={(entry) => setEntries((now) => now.with(at, entry))}
              />
            ))}
          </div>
        ))}
      </div>
      {rest.problem !== null && <Notice>{rest.problem}</Notice>}
    </Screen>
  );
}

interface Cell {
  readonly entry: Entry;
  readonly label: string;
  readonly glyph: ReactNode;
  /** A reason, which a second tap takes back. */
  readonly quiet: boolean;
}

interface MarkProps {
  readonly cell: Cell;
  readonly own: Entry;
  readonly cells: readonly Cell[];
  readonly onEntry: (entry: Entry) => void;
}

function Mark({ cell, own, cells, onEntry }: MarkProps) {
  const checked = sameEntry(own, cell.entry);
  const stop = cells.find(({ entry }) => sameEntry(own, entry)) ?? cells[0];
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers write the state of native radios to disk
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      aria-label={cell.label}
      tabIndex={cell === stop ? 0 : -1}
      className={styles.cell}
      data-quiet={cell.quiet || undefined}
      onClick={() => onEntry(checked && cell.quiet ? noEntry : cell.entry)}
    >
      <span className={styles.mark} />
    </button>
  );
}

const sameEntry = (one: Entry, other: Entry): boolean =>
  one.kind === 'given' && entryValue(one) === entryValue(other) && entryReason(one) === entryReason(other);
