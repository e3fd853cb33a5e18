import { useId, useState } from 'react';
import type { Item } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { Button } from '../layout/Button.tsx';
import { Later } from '../layout/Later.tsx';
import { Notice } from '../layout/Notice.tsx';
import { Screen } from '../layout/Screen.tsx';
import { useWords } from '../words/useWords.ts';
import { type Entry, entryReason, noEntry } from './entry.ts';
import type { ShownTexts } from './fillText.ts';
import { ItemControl } from './ItemControl.tsx';
import styles from './ItemScreen.module.css';

interface Props {
  /** Changes with every showing of an item. */
  readonly name: string;
  readonly item: Item;
  readonly texts: ShownTexts;
  readonly facts: Facts;
  readonly initial: Entry;
  /** Why it is asked again; null: it is not. */
  readonly lead: string | null;
  /** Bigger, and with reading aloud. */
  readonly big: boolean;
  readonly language: string;
  readonly practice: boolean;
  readonly saving: boolean;
  readonly problem: string | null;
  readonly canGoBack: boolean;
  readonly onBack: () => void;
  readonly onOn: (entry: Entry) => void;
  /** Past what cannot be handed in like this; null: nothing is in the way. */
  readonly onWithout: (() => void) | null;
}

const readAloud = () => import('./ReadAloud.tsx');

/** One item. Going on without an answer is always possible. */
export function ItemScreen({ name, item, texts, facts, initial, big, language, practice, ...rest }: Props) {
  const { t } = useWords('space');
  const id = useId();
  const [entry, setEntry] = useState(initial);
  // A reason takes the place of what was typed: the control starts empty again.
  const [control, setControl] = useState(0);
  const described = [
    ...(texts.help === undefined ? [] : [`${id}help`]),
    ...(rest.problem === null ? [] : [`${id}problem`]),
  ];

  return (
    <Screen
      name={name}
      title={texts.label}
      stem={texts.stem}
      titleId={`${id}label`}
      big={big}
      actions={
        <>
          {/* Going on comes first, so that it never moves under a finger. */}
          <Button busy={rest.saving} onClick={() => rest.onOn(entry)}>
            {t('item.on')}
          </Button>
          {rest.canGoBack && (
            <Button kind="quiet" onClick={rest.onBack}>
              {t('item.back')}
            </Button>
          )}
        </>
      }
    >
      {rest.lead !== null && <p className={styles.help}>{rest.lead}</p>}
      {practice && <p className={styles.practice}>{t('item.practice')}</p>}
      {texts.help !== undefined && (
        <p id={`${id}help`} className={item.type === 'note' ? styles.body : styles.help}>
          {texts.help}
        </p>
      )}
      {big && (
        <Later
          load={readAloud}
          show={({ ReadAloud }) => <ReadAloud item={item} texts={texts} facts={facts} language={language} />}
        />
      )}
      <ItemControl
        key={control}
        item={item}
        texts={texts}
        entry={entry}
        facts={facts}
        labelledBy={`${id}label`}
        describedBy={described.length === 0 ? undefined : described.join(' ')}
        invalid={rest.problem !== null}
        onEntry={setEntry}
      />
      {rest.problem !== null && (
        <Notice id={`${id}problem`}>
          <p>{rest.problem}</p>
          {rest.onWithout !== null && (
            <Button kind="plain" onClick={rest.onWithout}>
              {t('item.without')}
            </Button>
          )}
        </Notice>
      )}
      {item.reasons.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a visible legend; its name is spoken only
        <div role="group" aria-label={t('item.reasons')} className={styles.reasons}>
          {item.reasons.map((reason) => (
            <button
              key={reason}
              type="button"
              className={styles.reason}
              aria-pressed={entryReason(entry) === reason}
              onClick={() => {
                setEntry(
                  entryReason(entry) === reason ? noEntry : { kind: 'given', given: { missing: reason } },
                );
                setControl((now) => now + 1);
              }}
            >
              {t(`item.reason.${reason}`)}
            </button>
          ))}
        </div>
      )}
    </Screen>
  );
}
