import type { Band } from '#core/protocol/envelope.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import { HelpLines } from './HelpLines.tsx';
import type { Help } from './help.ts';
import { Sending } from './Sending.tsx';

interface Props {
  readonly band: Band;
  readonly more: boolean;
  readonly help: Help | null;
  readonly unsent: OpenSpace['unsent'];
  readonly onHome: () => void;
  readonly onLeave: () => void;
}

export function EndScreen({ band, more, help, unsent, onHome, onLeave }: Props) {
  const { t } = useWords('space');
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
      <p>{t('end.text', addressing(band))}</p>
      <p>{t('end.kept')}</p>
      <Sending unsent={unsent} />
      {help !== null && <HelpLines help={help} headed />}
    </Screen>
  );
}
