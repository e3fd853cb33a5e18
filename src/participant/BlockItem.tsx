import { useState } from 'react';
import { back, current, factsNow, heldNow } from '#core/interview/block.ts';
import { passedOver } from '#core/interview/given.ts';
import { gridOf } from '#core/interview/grid.ts';
import { isRouting } from '#core/interview/steps.ts';
import type { Item, Texts } from '#core/questionnaire/compiled.ts';
import { type Entry, entryFrom, givenFrom } from '#ui/items/entry.ts';
import { fillItemTexts, type ShownTexts, type TextFacts } from '#ui/items/fillText.ts';
import { ItemScreen } from '#ui/items/ItemScreen.tsx';
import { Later } from '#ui/layout/Later.tsx';
import { useWords } from '#ui/words/useWords.ts';
import { capitalised } from './capitalised.ts';
import type { GridDraft } from './gridDraft.ts';
import type { InterviewMachine, InterviewView } from './interviewMachine.ts';
import { later } from './later.ts';
import { itemProblemText } from './problemText.ts';
import { useGridShows } from './useGridShows.ts';

interface Props {
  readonly view: Extract<InterviewView, { kind: 'item' }>;
  readonly texts: Texts;
  readonly textFacts: TextFacts;
  /** Names or descriptions of roster rows, where they are options. */
  readonly rows: Readonly<Record<string, string>>;
  readonly big: boolean;
  readonly language: string;
  readonly saving: boolean;
  readonly failed: string | null;
  readonly machine: InterviewMachine;
  readonly draft: GridDraft;
}

/** The item that shows now, between the engine's words and the screen's; lines of a grid together where there is room. */
export function BlockItem(props: Props) {
  const item = current(props.view.block);
  const together = useGridShows(item, props.big);
  if (item === null) return null;
  const one = <One {...props} item={item} />;
  if (!together) return one;
  return (
    <Later
      load={later}
      show={({ GridItem }) => (
        <GridItem {...props} item={item} textsOf={(line) => textsOf(props, line)} lead={leadOf(props)} />
      )}
      missing={one}
    />
  );
}

const textsOf = ({ texts, textFacts, rows, language }: Props, item: Item): ShownTexts => {
  const grid = gridOf(item);
  return fillItemTexts(texts.items[item.id] ?? { label: item.id }, textFacts, {
    grid: grid === null ? undefined : texts.grids[grid],
    ...(item.type === 'choices' && item.rows !== undefined ? { rows: asOptions(rows, language) } : {}),
  });
};

const asOptions = (rows: Props['rows'], language: string): Props['rows'] =>
  Object.fromEntries(Object.entries(rows).map(([id, text]) => [id, capitalised(text, language)]));

/** At each sitting the first part is asked again, and at its first item one is told why. */
const leadOf = ({ view }: Props): 'item.again' | null =>
  isRouting(view.step) && view.block.pass > 1 && back(view.block) === null ? 'item.again' : null;

function One({ item, ...props }: Props & { readonly item: Item }) {
  const { view, failed, machine } = props;
  const { t } = useWords('space');
  const [unreadable, setUnreadable] = useState<'number' | 'date' | null>(null);
  const itemTexts = textsOf(props, item);
  const lead = leadOf(props);

  const onOn = (entry: Entry): void => {
    const given = givenFrom(entry);
    setUnreadable(entry.kind === 'unreadable' ? entry.what : null);
    // A line given by itself is newer than what was picked among all.
    if (gridOf(item) !== null) props.draft.current = null;
    if (given !== null) void machine.give(given);
  };
  const wrong =
    unreadable !== null
      ? t(`item.problem.${unreadable}`)
      : view.problem === null
        ? null
        : itemProblemText(t, view.problem, itemTexts);
  const held = failed === null && (unreadable !== null || view.problem?.type === 'answer');

  return (
    <ItemScreen
      name={`${view.step.index} ${item.id}`}
      item={item}
      texts={itemTexts}
      facts={factsNow(view.block)}
      initial={entryFrom(heldNow(view.block))}
      lead={lead === null ? null : t(lead)}
      big={props.big}
      language={props.language}
      practice={view.step.section.practice}
      saving={props.saving}
      problem={failed ?? wrong}
      canGoBack={back(view.block) !== null}
      onBack={machine.back}
      onOn={onOn}
      onWithout={held ? () => void machine.give(passedOver) : null}
    />
  );
}
