import type { Band } from '#core/protocol/envelope.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import type { DueTask, Ready } from './dueTasks.ts';
import styles from './HomeScreen.module.css';
import { Sending } from './Sending.tsx';

interface Props {
  readonly due: readonly DueTask[] | null;
  readonly titleOf: (due: Ready) => string;
  readonly band: Band;
  readonly language: string;
  readonly unsent: OpenSpace['unsent'];
  readonly onChoose: (due: Ready) => void;
}

export function HomeScreen({ due, titleOf, band, language, unsent, onChoose }: Props) {
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
          const ready = isReady(each) ? each : null;
          const title = ready === null ? t('home.unnamed', { number: index + 1 }) : titleOf(ready);
          const open = each.state === 'new' || each.state === 'begun';
          return (
            <li key={each.task.id} className={styles.task} data-state={each.state}>
              <h2 className={styles.title}>{title}</h2>
              <p className={styles.state}>
                {each.content === null
                  ? t('home.unreadable')
                  : each.from !== null
                    ? t('home.from', { when: timeText(each.from, language) })
                    : t(`home.state.${each.state}`)}
              </p>
              {open && ready !== null && (
                <Button
                  onClick={() => onChoose(ready)}
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

const isReady = (due: DueTask): due is Ready => due.content !== null;

/** Day and time where the person is: "Saturday 14 November at 10:15". */
const timeText = (date: Date, language: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(date);
