import type { Band } from '#core/protocol/envelope.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { addressing } from './addressing.ts';
import { HelpLines } from './HelpLines.tsx';
import type { Help } from './help.ts';

interface Props {
  readonly band: Band;
  readonly more: boolean;
  readonly help: Help | null;
  readonly onHome: () => void;
  readonly onLeave: () => void;
}

export function EndScreen({ band, more, help, onHome, onLeave }: Props) {
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
      <p>{t('end.sending')}</p>
      {help !== null && <HelpLines help={help} headed />}
    </Screen>
  );
}
