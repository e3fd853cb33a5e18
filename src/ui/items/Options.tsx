import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import styles from './Options.module.css';
import { stepOf } from './stepOf.ts';

export interface OptionView {
  readonly id: string;
  readonly label: string;
  readonly glyph?: ReactNode;
}

interface Props {
  readonly options: readonly OptionView[];
  readonly selected: readonly string[];
  readonly many: boolean;
  readonly layout: 'list' | 'tiles' | 'marks';
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly onToggle: (id: string) => void;
}

/** More than so many stand two beside each other where the words of both are short. */
const longList = 5;
const shortLabel = 18;

/** Which of them have another short one beside them: two and two in a row of short ones. */
function paired(options: readonly OptionView[]): ReadonlySet<string> {
  const ids = new Set<string>();
  let waiting: string | null = null;
  for (const { id, label } of options) {
    if (label.length > shortLabel) waiting = null;
    else if (waiting === null) waiting = id;
    else {
      ids.add(waiting).add(id);
      waiting = null;
    }
  }
  return ids;
}

/**
 * Options as buttons with ARIA roles. Native radios and checkboxes are not used: browsers write
 * their state to disk.
 */
export function Options({ options, selected, many, layout, labelledBy, describedBy, onToggle }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const beside = layout === 'list' && options.length > longList ? paired(options) : new Set();
  const stop = options.find(({ id }) => selected.includes(id))?.id ?? options[0]?.id;

  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (many || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = stepOf(event.key, getComputedStyle(event.currentTarget).direction === 'rtl');
    if (step === 0) return;
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const focused = document.activeElement;
    const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1;
    const next = (at + step + options.length) % options.length;
    const option = options[next];
    if (at < 0 || option === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
    if (!selected.includes(option.id)) onToggle(option.id);
  };

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that it can have are named by a heading
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, one of two
    <div
      ref={group}
      role={many ? 'group' : 'radiogroup'}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={styles[layout]}
      data-count={options.length}
      data-long={beside.size > 0 || undefined}
      onKeyDown={move}
    >
      {options.map(({ id, label, glyph }) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that it can have are checked or not
        <button
          key={id}
          type="button"
          role={many ? 'checkbox' : 'radio'}
          aria-checked={selected.includes(id)}
          tabIndex={many || id === stop ? 0 : -1}
          className={styles.option}
          data-beside={beside.has(id) || undefined}
          onClick={() => {
            if (many || !selected.includes(id)) onToggle(id);
          }}
        >
          {glyph ?? (layout !== 'marks' && <span className={many ? styles.box : styles.dot} />)}
          <span>{label}</span>
        </button>
      ))}
    </div>
  );
}
