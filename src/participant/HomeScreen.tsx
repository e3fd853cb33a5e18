import type { Band } from '#core/protocol/envelope.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import type { DueTask } from './dueTasks.ts';
import styles from './HomeScreen.module.css';
import { Sending } from './Sending.tsx';

interface Props {
  readonly due: readonly DueTask[] | null;
  readonly band: Band;
  readonly unsent: OpenSpace['unsent'];
  readonly onChoose: (due: DueTask) => void;
}

export function HomeScreen({ due, band, unsent, onChoose }: Props) {
  const { t } = useWords('space');
  const left = due?.filter(({ state }) => state === 'new' || state === 'begun') ?? [];
  const lead =
    left.length > 0
      ? t('home.lead', { count: left.length, ...addressing(band) })
      : t('home.nothing', addressing(band));
  return (
    <Screen name={due === null ? 'home opening' : 'home'} title={t('home.title')} big={band === 'child-8-11'}>
      {due === null ? <p role="status">{t('home.opening')}</p> : <p>{lead}</p>}
      <ul className={styles.tasks}>
        {due?.map((each, index) => {
          const title = each.content?.texts.title ?? t('home.unnamed', { number: index + 1 });
          const open = each.state === 'new' || each.state === 'begun';
          return (
            <li key={each.task.id} className={styles.task} data-state={each.state}>
              <h2 className={styles.title}>{title}</h2>
              <p className={styles.state}>
                {each.content === null ? t('home.unreadable') : t(`home.state.${each.state}`)}
              </p>
              {open && each.content !== null && (
                <Button
                  onClick={() => onChoose(each)}
                  aria-label={`${t(`home.go.${each.state === 'begun' ? 'begun' : 'new'}`)}: ${title}`}
                >
                  {t(`home.go.${each.state === 'begun' ? 'begun' : 'new'}`)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {due?.some(({ state }) => state === 'begun' || state === 'done') && <Sending unsent={unsent} />}
    </Screen>
  );
}
