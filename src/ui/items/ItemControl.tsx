import type { Item, Look } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { offered, offeredOptions } from '#core/questionnaire/offered.ts';
import { unreachable } from '#core/result.ts';
import { useWords } from '../words/useWords.ts';
import { DateBoxes } from './DateBoxes.tsx';
import { type Entry, entryOf, entryValue, noEntry } from './entry.ts';
import type { ShownTexts } from './fillText.ts';
import { glyphOf } from './glyphOf.tsx';
import { NumberBox } from './NumberBox.tsx';
import { Options, type OptionView } from './Options.tsx';
import { TextBox } from './TextBox.tsx';
import { toggleOption } from './toggleOption.ts';

export interface ControlProps {
  readonly item: Item;
  readonly texts: ShownTexts;
  readonly entry: Entry;
  readonly facts: Facts;
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly onEntry: (entry: Entry) => void;
}

export function ItemControl({ item, texts, entry, facts, onEntry, ...rest }: ControlProps) {
  const value = entryValue(entry);
  const { labelledBy, describedBy, invalid } = rest;
  const label = (id: string): string => texts.options?.[id] ?? id;
  const give = (next: string | number): void => onEntry(entryOf(next));

  switch (item.type) {
    case 'choice':
      return (
        <Options
          options={offered(item.options, facts).map(({ id }, index) => ({
            id,
            label: label(id),
            glyph: glyphOf(item.look, index, item.options.length),
          }))}
          selected={typeof value === 'string' ? [value] : []}
          many={false}
          layout={layoutOf(item.look)}
          labelledBy={labelledBy}
          describedBy={describedBy}
          onToggle={give}
        />
      );
    case 'choices':
      return <Choices item={item} texts={texts} entry={entry} facts={facts} onEntry={onEntry} {...rest} />;
    case 'frequency':
    case 'scale': {
      const look = item.type === 'scale' ? item.look : 'words';
      return (
        <Options
          options={offered(item.points, facts).map(
            (point, index): OptionView => ({
              id: String(point.value),
              label: label(String(point.value)),
              glyph: glyphOf(look, index, item.points.length),
            }),
          )}
          selected={typeof value === 'number' ? [String(value)] : []}
          many={false}
          layout={layoutOf(look)}
          labelledBy={labelledBy}
          describedBy={describedBy}
          onToggle={(id) => give(Number(id))}
        />
      );
    }
    case 'rating':
      return (
        <Options
          options={wholeNumbers(item.min, item.max).map((mark) => ({
            id: String(mark),
            label: texts.options?.[String(mark)] ?? String(mark),
          }))}
          selected={typeof value === 'number' ? [String(value)] : []}
          many={false}
          layout="marks"
          labelledBy={labelledBy}
          describedBy={describedBy}
          onToggle={(id) => give(Number(id))}
        />
      );
    case 'number':
      return (
        <NumberBox
          whole={item.whole}
          initial={typeof value === 'number' ? value : null}
          unit={texts.unit}
          labelledBy={labelledBy}
          describedBy={describedBy}
          invalid={invalid}
          onEntry={onEntry}
        />
      );
    case 'date':
      return (
        <DateBoxes
          precision={item.precision}
          initial={typeof value === 'string' ? value : null}
          labelledBy={labelledBy}
          describedBy={describedBy}
          invalid={invalid}
          onEntry={onEntry}
        />
      );
    case 'text':
      return (
        <TextBox
          maxLength={item.maxLength}
          initial={typeof value === 'string' ? value : null}
          labelledBy={labelledBy}
          describedBy={describedBy}
          onEntry={onEntry}
        />
      );
    case 'note':
      return null;
    default:
      return unreachable(item);
  }
}

function Choices({ item, texts, entry, facts, onEntry, labelledBy, describedBy }: ControlProps) {
  const { t } = useWords('space');
  if (item.type !== 'choices') return null;
  const value = entryValue(entry);
  const selected = typeof value === 'object' ? value : [];
  const options = offeredOptions(item, facts);
  const hint = `${labelledBy}many`;
  return (
    <>
      {texts.help === undefined && <p id={hint}>{t('item.choices.hint')}</p>}
      <Options
        options={options.map(({ id }) => ({ id, label: texts.options?.[id] ?? id }))}
        selected={selected}
        many
        layout="list"
        labelledBy={labelledBy}
        describedBy={texts.help === undefined ? [hint, describedBy].filter(Boolean).join(' ') : describedBy}
        onToggle={(id) => {
          const next = toggleOption(options, selected, id);
          onEntry(next.length === 0 ? noEntry : entryOf([...next]));
        }}
      />
    </>
  );
}

const layoutOf = (look: Look): 'list' | 'tiles' => (look === 'words' ? 'list' : 'tiles');

const wholeNumbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
