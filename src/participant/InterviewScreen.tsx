import { useRef } from 'react';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Texts } from '#core/questionnaire/compiled.ts';
import { fillText } from '#ui/items/fillText.ts';
import { Button } from '#ui/layout/Button.tsx';
import { Later } from '#ui/layout/Later.tsx';
import { Notice } from '#ui/layout/Notice.tsx';
import { Screen } from '#ui/layout/Screen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { Aside } from './Aside.tsx';
import { addressing } from './addressing.ts';
import { BlockItem } from './BlockItem.tsx';
import { capitalised } from './capitalised.ts';
import { Done } from './Done.tsx';
import type { GridDraft } from './gridDraft.ts';
import type { InterviewMachine, InterviewParts, InterviewState, InterviewView } from './interviewMachine.ts';
import { later } from './later.ts';
import { Progress } from './Progress.tsx';
import { saveProblemText } from './problemText.ts';
import { rowTexts } from './rowText.ts';
import { SectionScreen } from './SectionScreen.tsx';
import { subjectRow, textFactsFor } from './textFacts.ts';
import { useInterview } from './useInterview.ts';

export type Names = Readonly<Record<string, string>>;

interface Props {
  readonly parts: InterviewParts;
  readonly texts: Texts;
  readonly language: string;
  /** The look for children. */
  readonly big: boolean;
  readonly names: Names;
  readonly onNames: (names: Names) => void;
  readonly onDone: () => void;
}

/** One interview: shows what the machine says is to be seen now. */
export function InterviewScreen(props: Props) {
  const { state, machine } = useInterview(props.parts);
  const draft = useRef<GridDraft['current']>(null);
  return (
    <>
      {state.part > 0 && (
        <Aside>
          <Progress {...state} />
        </Aside>
      )}
      <View {...props} state={state} machine={machine} view={state.view} draft={draft} />
    </>
  );
}

interface ViewProps extends Props {
  readonly state: InterviewState;
  readonly machine: InterviewMachine;
  readonly view: InterviewView;
  readonly draft: GridDraft;
}

function View({ view, state, machine, draft, ...props }: ViewProps) {
  const { t } = useWords('space');
  const { texts, language, big, names, parts } = props;
  const { envelope, task } = parts;
  const who = addressing(envelope.band);
  const telling = { t, language, band: envelope.band };
  const rows = rowTexts(envelope.roster, names, telling);
  const facts = (row: RosterRow | null) => textFactsFor({ row, task, envelope, rows, language });
  const failed = state.failed === null ? null : saveProblemText(t, state.failed);
  const goOn = (): void => {
    void machine.goOn();
  };

  switch (view.kind) {
    case 'waiting':
      return failed === null ? null : <Failed text={failed} busy={state.saving} onAgain={goOn} />;
    case 'choose':
      return (
        <Later
          load={later}
          show={({ ChooseScreen }) => (
            <ChooseScreen
              who={who}
              big={big}
              busy={state.saving}
              failed={failed}
              onChoose={(which) => void machine.choose(which)}
            />
          )}
          onMissing={() => void machine.choose('again')}
        />
      );
    case 'section':
      return (
        <SectionScreen
          key={`${view.step.index}`}
          step={view.step}
          about={view.step.row ?? subjectRow(task, envelope)}
          roster={envelope.roster}
          rows={rows}
          telling={telling}
          part={state.part}
          title={capitalised(
            fillText(texts.sections[view.step.section.id]?.title ?? '', facts(view.step.row)),
            language,
          )}
          intro={fillText(texts.sections[view.step.section.id]?.intro ?? '', facts(view.step.row))}
          big={big}
          names={names}
          saving={state.saving}
          failed={failed}
          onNames={props.onNames}
          onOn={goOn}
        />
      );
    case 'item':
      return (
        <BlockItem
          key={`${view.step.index} ${view.block.pass} ${view.block.at}`}
          view={view}
          texts={texts}
          textFacts={facts(view.step.row)}
          rows={rows}
          big={big}
          language={language}
          saving={state.saving}
          failed={failed}
          machine={machine}
          draft={draft}
        />
      );
    case 'rest':
      return (
        <Later
          load={later}
          show={({ RestScreen }) => (
            <RestScreen part={state.part} big={big} busy={state.saving} failed={failed} onOn={goOn} />
          )}
          onMissing={goOn}
        />
      );
    case 'done':
      return <Done onDone={props.onDone} />;
  }
}

function Failed({ text, busy, onAgain }: { text: string; busy: boolean; onAgain: () => void }) {
  const { t } = useWords('space');
  return (
    <Screen
      name="failed"
      title={t('save.title')}
      actions={
        <Button busy={busy} onClick={onAgain}>
          {t('save.again')}
        </Button>
      }
    >
      <Notice>{text}</Notice>
    </Screen>
  );
}
