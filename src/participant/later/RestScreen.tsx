import { useState } from 'react';
import { BreathingExercise } from '#ui/breathing/BreathingExercise.tsx';
import { programmes } from '#ui/breathing/programme.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Notice } from '#ui/layout/Notice.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';

interface Props {
  readonly part: number;
  readonly big: boolean;
  readonly busy: boolean;
  readonly failed: string | null;
  readonly onOn: () => void;
}

/** Between two parts: breathe along, for as long as one likes. */
export function RestScreen({ part, big, busy, failed, onOn }: Props) {
  const { t } = useWords('space');
  const [programme] = useState(() => programmes[part % programmes.length]);
  return (
    <Screen
      name={`rest ${part}`}
      title={t('rest.title')}
      big={big}
      actions={
        <Button busy={busy} onClick={onOn}>
          {t('rest.on')}
        </Button>
      }
    >
      <p>{t('rest.text')}</p>
      {programme !== undefined && <BreathingExercise programme={programme} plain />}
      {failed !== null && <Notice>{failed}</Notice>}
    </Screen>
  );
}
