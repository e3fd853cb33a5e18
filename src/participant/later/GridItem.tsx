import { factsNow } from '#core/interview/block.ts';
import { passedOver } from '#core/interview/given.ts';
import { backOverGrid, gridOf, linesNow } from '#core/interview/grid.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import { entryFrom, givenFrom } from '#ui/items/entry.ts';
import type { ShownTexts } from '#ui/items/fillText.ts';
import { GridScreen } from '#ui/items/GridScreen.tsx';
import { useWords } from '#ui/words/useWords.ts';
import type { GridDraft } from '../gridDraft.ts';
import type { InterviewMachine, InterviewView } from '../interviewMachine.ts';

interface Props {
  readonly view: Extract<InterviewView, { kind: 'item' }>;
  readonly saving: boolean;
  readonly failed: string | null;
  readonly machine: InterviewMachine;
  /** The line that it is at. */
  readonly item: Item;
  readonly textsOf: (line: Item) => ShownTexts;
  readonly lead: 'item.again' | null;
  readonly draft: GridDraft;
}

/** All lines of the grid that the engine is at, given together. */
export function GridItem({ view, item, textsOf, lead, saving, failed, machine, draft }: Props) {
  const { t } = useWords('space');
  const name = `${view.step.index} ${view.block.pass} ${gridOf(item)}`;
  const picked = draft.current?.name === name ? draft.current.entries : [];
  return (
    <GridScreen
      name={name}
      lines={linesNow(view.block).map((line, at) => ({
        item: line,
        texts: textsOf(line),
        initial: picked[at] ?? entryFrom(view.block.held.get(line.id) ?? null),
      }))}
      facts={factsNow(view.block)}
      lead={lead === null ? null : t(lead)}
      practice={view.step.section.practice}
      saving={saving}
      problem={failed}
      canGoBack={backOverGrid(view.block) !== null}
      onBack={(entries) => {
        draft.current = { name, entries };
        machine.backOverGrid();
      }}
      onOn={(entries) => {
        draft.current = null;
        void machine.giveAll(entries.map((entry) => givenFrom(entry) ?? passedOver));
      }}
    />
  );
}
