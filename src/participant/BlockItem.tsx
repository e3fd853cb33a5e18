import { useState } from 'react';
import { back, current, factsNow, heldNow } from '#core/interview/block.ts';
import type { Texts } from '#core/questionnaire/compiled.ts';
import { type Entry, entryFrom, givenFrom } from '#ui/items/entry.ts';
import { fillItemTexts, type TextFacts } from '#ui/items/fillText.ts';
import { ItemScreen } from '#ui/items/ItemScreen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import type { InterviewMachine, InterviewView } from './interviewMachine.ts';
import { itemProblemText } from './problemText.ts';

interface Props {
  readonly view: Extract<InterviewView, { kind: 'item' }>;
  readonly texts: Texts;
  readonly textFacts: TextFacts;
  readonly big: boolean;
  readonly language: string;
  readonly saving: boolean;
  readonly failed: string | null;
  readonly machine: InterviewMachine;
}

/** The item that shows now, between the engine's words and the screen's. */
export function BlockItem({ view, texts, textFacts, failed, machine, ...rest }: Props) {
  const { t } = useWords('space');
  const [unreadable, setUnreadable] = useState<'number' | 'date' | null>(null);
  const item = current(view.block);
  if (item === null) return null;
  const itemTexts = fillItemTexts(texts.items[item.id] ?? { label: item.id }, textFacts);

  const onOn = (entry: Entry): void => {
    const given = givenFrom(entry);
    setUnreadable(entry.kind === 'unreadable' ? entry.what : null);
    if (given !== null) void machine.give(given);
  };
  const problem =
    failed ??
    (unreadable !== null
      ? t(`item.problem.${unreadable}`)
      : view.problem === null
        ? null
        : itemProblemText(t, view.problem, itemTexts));

  return (
    <ItemScreen
      {...rest}
      name={`${view.step.index} ${item.id}`}
      item={item}
      texts={itemTexts}
      facts={factsNow(view.block)}
      initial={entryFrom(heldNow(view.block))}
      practice={view.step.section.practice}
      problem={problem}
      canGoBack={back(view.block) !== null}
      onBack={machine.back}
      onOn={onOn}
    />
  );
}
