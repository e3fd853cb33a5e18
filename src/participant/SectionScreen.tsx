import { useState } from 'react';
import type { Step } from '#core/interview/steps.ts';
import type { RosterRow } from '#core/protocol/envelope.ts';
import { textAttributes } from '#ui/items/textAttributes.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Notice } from '#ui/layout/Notice.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import { rowDescription, type Telling } from './rowText.ts';
import styles from './SectionScreen.module.css';

interface Props {
  readonly step: Step;
  /** The row of a repeated section, or whom the whole task is about. */
  readonly about: RosterRow | null;
  readonly roster: readonly RosterRow[];
  /** First names or descriptions, by row. */
  readonly rows: Readonly<Record<string, string>>;
  readonly telling: Telling;
  readonly part: number;
  readonly title: string;
  readonly intro: string;
  readonly big: boolean;
  readonly names: Readonly<Record<string, string>>;
  readonly saving: boolean;
  readonly failed: string | null;
  readonly onNames: (names: Readonly<Record<string, string>>) => void;
  readonly onOn: () => void;
}

/** Before a section: its title. The first time that somebody comes up, who is meant, with a first name if one likes. */
export function SectionScreen({ step, part, title, intro, names, telling, ...rest }: Props) {
  const { t } = useWords('space');
  const row = rest.about;
  const [asked] = useState(row !== null && !Object.hasOwn(names, row.id) ? row : null);
  const [name, setName] = useState('');
  const about = row === null || asked !== null ? '' : (rest.rows[row.id] ?? '');
  const on = (): void => {
    // Passed over counts too: nobody is asked twice.
    if (asked !== null) rest.onNames({ ...names, [asked.id]: name.trim() });
    rest.onOn();
  };
  return (
    <Screen
      name={`section ${part} ${step.index}`}
      title={title === '' ? t('section.part', { part }) : title}
      big={rest.big}
      actions={
        <Button busy={rest.saving} onClick={on}>
          {t('item.on')}
        </Button>
      }
    >
      {step.section.practice && <p>{t('section.practice')}</p>}
      {intro !== '' && <p>{intro}</p>}
      {!`${title} ${intro}`.toLowerCase().includes(about.toLowerCase()) && (
        <p>
          {t('section.about')} <strong>{about}</strong>
        </p>
      )}
      {asked !== null && (
        <div className={styles.row}>
          <p>
            {t('section.about')} <strong>{rowDescription(asked, rest.roster, telling)}</strong>
          </p>
          <label className={styles.name}>
            <span>{t('section.name', addressing(telling.band))}</span>
            <input
              {...textAttributes}
              type="text"
              value={name}
              maxLength={30}
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          <p className={styles.hint}>{t('section.nameHint')}</p>
        </div>
      )}
      {rest.failed !== null && <Notice>{rest.failed}</Notice>}
    </Screen>
  );
}
