import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { err } from '#core/result.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { type DueTask, dueTasks } from './dueTasks.ts';
import { EndScreen } from './EndScreen.tsx';
import type { Leaving } from './guard.ts';
import { HomeScreen } from './HomeScreen.tsx';
import type { Held } from './held.ts';
import { type Help, readHelp } from './help.ts';
import { InterviewScreen } from './InterviewScreen.tsx';
import type { InterviewParts, SaveProblem } from './interviewMachine.ts';
import { isoDay } from './isoDay.ts';
import { StartScreen } from './StartScreen.tsx';
import { Talk } from './Talk.tsx';

/** The part of a space that its screens need. */
export type SpaceOnScreen = Omit<OpenSpace, 'id' | 'close' | 'demo' | 'exit'>;

interface Props {
  readonly space: SpaceOnScreen;
  readonly language: string;
  readonly held: Pick<Held, 'hold' | 'release'>;
  readonly leave: (how: Leaving) => void;
}

type Ready = DueTask & { readonly content: NonNullable<DueTask['content']> };
type Place =
  | { readonly kind: 'home' }
  | {
      readonly kind: 'start';
      readonly due: Ready;
      readonly failed: SaveProblem | null;
      readonly busy: boolean;
    }
  | { readonly kind: 'interview'; readonly due: Ready; readonly parts: InterviewParts }
  | { readonly kind: 'end' };

/** From the list of what there is to do, through one interview, to the thanks. */
export function SpaceScreens({ space, language, held, leave }: Props) {
  const { envelope } = space;
  const [place, setPlace] = useState<Place>({ kind: 'home' });
  const [due, setDue] = useState<readonly DueTask[] | null>(null);
  const [names, setNames] = useState(space.names);
  const [help, setHelp] = useState<Help | null>(null);
  const big = envelope.band === 'child-8-11';

  useEffect(() => {
    void dueTasks(space, language).then(setDue);
    void readHelp(space, language).then(setHelp);
  }, [space, language]);

  const finish = useCallback((): void => {
    held.release();
    setPlace({ kind: 'end' });
    void dueTasks(space, language).then(setDue);
  }, [held, space, language]);

  const begin = async (chosen: Ready): Promise<void> => {
    setPlace({ kind: 'start', due: chosen, failed: null, busy: true });
    const { task, content } = chosen;
    const { progress } = space.interviewOf(task.id);
    const begun = await space.beginSitting(task).catch(() => err({ type: 'not-saved' } as const));
    if (!begun.ok) {
      setPlace({ kind: 'start', due: chosen, failed: begun.error, busy: false });
      return;
    }
    held.hold(begun.value);
    setPlace({
      kind: 'interview',
      due: chosen,
      parts: {
        questionnaire: content.questionnaire,
        envelope,
        task,
        progress,
        journal: begun.value,
        mode: 'self',
        today: isoDay(new Date()),
      },
    });
  };

  return (
    <Talk big={big} help={help}>
      {screenAt(place)}
    </Talk>
  );

  function screenAt(place: Place): ReactNode {
    switch (place.kind) {
      case 'home':
        return (
          <HomeScreen
            due={due}
            band={envelope.band}
            unsent={space.unsent}
            onChoose={({ content, ...chosen }) => {
              if (content === null) return;
              setPlace({ kind: 'start', due: { ...chosen, content }, failed: null, busy: false });
            }}
          />
        );
      case 'start':
        return (
          <StartScreen
            title={place.due.content.texts.title}
            band={envelope.band}
            begun={place.due.state === 'begun'}
            busy={place.busy}
            failed={place.failed}
            onBack={() => setPlace({ kind: 'home' })}
            onBegin={() => void begin(place.due)}
          />
        );
      case 'interview':
        return (
          <InterviewScreen
            parts={place.parts}
            texts={place.due.content.texts}
            language={language}
            big={big}
            names={names}
            onNames={(next) => {
              setNames(next);
              void space.saveNames(next);
            }}
            onDone={finish}
          />
        );
      case 'end':
        return (
          <EndScreen
            band={envelope.band}
            more={due?.some(({ state }) => state === 'new' || state === 'begun') ?? false}
            help={help}
            unsent={space.unsent}
            onHome={() => setPlace({ kind: 'home' })}
            onLeave={() => leave('lock')}
          />
        );
    }
  }
}
