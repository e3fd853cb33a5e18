/** The columns of one item for one subject and roster row, as its newest version defines them. */
import type { RosterKind } from '../protocol/envelope.ts';
import type { Column, ColumnType } from './column.ts';
import { missingList } from './column.ts';
import { type LabelPlace, labelsOf } from './labelOf.ts';
import type { Lane } from './lane.ts';

export interface PlacedLane {
  readonly lane: Lane;
  readonly name: string;
  readonly subject: number | null;
  readonly row: number | null;
  /** Most rows of each kind that any respondent has: options that stand for rows. */
  readonly rows: Readonly<Record<RosterKind, number>>;
  readonly language: string;
}

export function columnsOf({ lane, name, subject, row, rows, language }: PlacedLane): readonly Column[] {
  const { questionnaire, section, block, item } = lane.newest;
  const labels = labelsOf(questionnaire, language);
  const place: LabelPlace = { subject, row, rowKind: section.repeat };
  const label = labels.item(item.id, 'grid' in item ? item.grid : undefined, place);
  const column = (type: ColumnType, own: Partial<Column> = {}): Column => ({
    name,
    type,
    label,
    questionnaire: questionnaire.questionnaire,
    versions: lane.versions,
    recodedFrom: lane.recodedFrom,
    notComparableWith: lane.notComparableWith,
    section: section.id,
    block,
    item: item.id,
    subject,
    row,
    rowKind: section.repeat,
    option: null,
    codes: [],
    missing: type === 'text' || type === 'date' ? [] : missingList,
    act: item.act ?? null,
    ...own,
  });
  const indicator = (option: string, ending: string, words: string): Column =>
    column('indicator', {
      name: `${name}_${ending}`,
      label: `${label}: ${words}`,
      option,
      codes: indicatorCodes,
    });
  switch (item.type) {
    case 'choice':
      return [
        column('coded', {
          codes: item.options.map(({ id, code }) => ({ code, label: labels.option(item.id, id, place) })),
        }),
      ];
    case 'choices':
      return [
        ...rowNumbers(item.rows?.kind, rows).map(([kind, number]) =>
          indicator(`${kind} ${number}`, `${kind}${number}`, labels.row(kind, number)),
        ),
        ...item.options.map(({ id }) =>
          indicator(id, id.replaceAll('-', '_'), labels.option(item.id, id, place)),
        ),
      ];
    case 'frequency':
    case 'scale':
      return [
        column('coded', {
          codes: item.points.map(({ value }) => ({
            code: value,
            label: labels.option(item.id, String(value), place),
          })),
        }),
      ];
    case 'date':
    case 'text':
      return [column(item.type), column('reason', { name: `${name}_reason` })];
    case 'rating':
    case 'number':
    case 'note':
      return [column('number')];
  }
}

/** At least one, so that a column is there before anybody with such a row is. */
const rowNumbers = (
  kind: RosterKind | undefined,
  rows: Readonly<Record<RosterKind, number>>,
): readonly (readonly [RosterKind, number])[] =>
  kind === undefined ? [] : Array.from({ length: Math.max(1, rows[kind]) }, (_, at) => [kind, at + 1]);

const indicatorCodes = [
  { code: 0, label: 'not chosen' },
  { code: 1, label: 'chosen' },
] as const;
