import type { Band } from '#core/protocol/envelope.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from '../addressing.ts';
import type { DueTask } from '../dueTasks.ts';
import { Sending } from '../Sending.tsx';
import { HelpLines } from './HelpLines.tsx';
import type { Help } from './help.ts';

interface Props {
  readonly band: Band;
  readonly due: readonly DueTask[];
  readonly help: Help | null;
  readonly unsent: OpenSpace['unsent'];
  readonly onHome: () => void;
  readonly onLeave: () => void;
}

export function EndScreen({ band, due, help, unsent, onHome, onLeave }: Props) {
  const { t } = useWords('space');
  const more = due.some(({ state }) => state === 'new' || state === 'begun');
  // What waits for anything but time may never open, so nothing is promised.
  const said = due.every(({ state }) => state === 'done')
    ? 'end.text'
    : due.some(({ from }) => from !== null) && !more
      ? 'end.later'
      : 'end.part';
  return (
    <Screen
      name="end"
      title={t('end.title', addressing(band))}
      big={band === 'child-8-11'}
      actions={
        <>
          {more && <Button onClick={onHome}>{t('end.more')}</Button>}
          <Button kind={more ? 'quiet' : 'main'} onClick={onLeave}>
            {t('end.leave')}
          </Button>
        </>
      }
    >
      <p>{t(said, addressing(band))}</p>
      <p>{t('end.kept')}</p>
      <Sending unsent={unsent} />
      {help !== null && <HelpLines help={help} headed />}
    </Screen>
  );
}
