import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { err } from '#core/result.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { fillText } from '#ui/items/fillText.ts';
import { Later } from '#ui/layout/Later.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { type DueTask, dueTasks, type Ready } from './dueTasks.ts';
import type { Leaving } from './guard.ts';
import { HomeScreen } from './HomeScreen.tsx';
import type { Held } from './held.ts';
import { InterviewScreen } from './InterviewScreen.tsx';
import type { InterviewParts, SaveProblem } from './interviewMachine.ts';
import { isoDay } from './isoDay.ts';
import type { Help } from './later/help.ts';
import { later } from './later.ts';
import { rowTexts } from './rowText.ts';
import { StartScreen } from './StartScreen.tsx';
import { Talk } from './Talk.tsx';
import { textFactsFor } from './textFacts.ts';

/** The part of a space that its screens need. */
export type SpaceOnScreen = Omit<OpenSpace, 'id' | 'close' | 'demo' | 'exit'>;

interface Props {
  readonly space: SpaceOnScreen;
  readonly language: string;
  readonly held: Pick<Held, 'hold' | 'release'>;
  readonly leave: (how: Leaving) => void;
}

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
  const { t } = useWords('space');
  const { envelope } = space;
  const [place, setPlace] = useState<Place>({ kind: 'home' });
  const [due, setDue] = useState<readonly DueTask[] | null>(null);
  const [names, setNames] = useState(space.names);
  const [help, setHelp] = useState<Help | null>(null);
  const big = envelope.band === 'child-8-11';

  useEffect(() => {
    void dueTasks(space, language, new Date()).then(setDue);
    // Without them the emergency number stands in the words.
    later()
      .then(({ readHelp }) => readHelp(space, language))
      .then(setHelp, () => undefined);
  }, [space, language]);

  const finish = useCallback((): void => {
    held.release();
    void dueTasks(space, language, new Date())
      .then(setDue)
      .finally(() => setPlace({ kind: 'end' }));
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

  /** With whom it is about, so that two tasks about two children never look alike. */
  const titleOf = ({ task, content }: Ready): string => {
    const rows = rowTexts(envelope.roster, names, { t, language, band: envelope.band });
    const title = fillText(content.texts.title, textFactsFor({ row: null, task, envelope, rows, language }));
    const about = rows[task.subject] ?? '';
    return title.toLowerCase().includes(about.toLowerCase()) ? title : `${title}: ${about}`;
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
            titleOf={titleOf}
            band={envelope.band}
            language={language}
            unsent={space.unsent}
            onChoose={(chosen) => setPlace({ kind: 'start', due: chosen, failed: null, busy: false })}
          />
        );
      case 'start':
        return (
          <StartScreen
            title={titleOf(place.due)}
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
          <Later
            load={later}
            show={({ EndScreen }) => (
              <EndScreen
                band={envelope.band}
                due={due ?? []}
                help={help}
                unsent={space.unsent}
                onHome={() => setPlace({ kind: 'home' })}
                onLeave={() => leave('lock')}
              />
            )}
            onMissing={() => setPlace({ kind: 'home' })}
          />
        );
    }
  }
}
