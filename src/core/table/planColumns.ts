/**
 * All columns of items. A column is named prefix_item; numbers follow for the child that a whole questionnaire
 * is about and for the roster row of a repeated section. A version that is not comparable has `_v<n>` behind it.
 */
import type { RosterKind } from '../protocol/envelope.ts';
import type { Item, Questionnaire } from '../questionnaire/compiled.ts';
import type { Column } from './column.ts';
import { columnsOf } from './columnsOf.ts';
import { type ItemPlace, type Lane, lanesOf, type Reading, readingOf } from './lane.ts';

/** Where one version's answers to one item go, for one subject and roster row. */
export interface Unit {
  readonly columns: readonly string[];
  /** As the columns hold it: that of the newest version that shares them. */
  readonly item: Item;
  readonly read: Reading;
}

export interface Columns {
  readonly columns: readonly Column[];
  /** By `unitKey`. */
  readonly units: ReadonlyMap<string, Unit>;
}

export const unitKey = (
  questionnaire: string,
  version: number,
  subject: number | null,
  row: number | null,
  item: string,
): string => [questionnaire, version, subject ?? '', row ?? '', item].join(' ');

export interface ColumnPlan {
  readonly questionnaire: Questionnaire;
  /** Numbers of the roster rows that it is about somewhere; [null]: the respondents. */
  readonly subjects: readonly (number | null)[];
  /** Most rows of each kind that any respondent has. */
  readonly rows: Readonly<Record<RosterKind, number>>;
}

/** Throws when two items would share a column: a pack with that mistake does not compile. */
export function planColumns(plans: readonly ColumnPlan[], language: string): Columns {
  const columns = new Map<string, Column>();
  const owners = new Map<string, string>();
  const units = new Map<string, Unit>();
  const ordered = plans.toSorted((one, other) => one.questionnaire.version - other.questionnaire.version);
  const shared = lanesByItem(ordered.map(({ questionnaire }) => questionnaire));
  for (const { questionnaire, subjects, rows } of ordered) {
    for (const place of placesOf(questionnaire)) {
      const known = shared.get(itemKey(place));
      const lane = known?.lanes.find(({ versions }) => versions.includes(questionnaire.version));
      if (known === undefined || lane === undefined) throw new Error('an item without a column');
      const read = readingOf(place, lane, known.places);
      for (const { subject, row } of numbersOf(place, subjects, rows)) {
        const name = columnName(lane, subject, row);
        const made = columnsOf({ lane, name, subject, row, rows, language });
        const owner = `${itemKey(place)} ${lane.versions[0]} ${subject ?? ''} ${row ?? ''}`;
        for (const [at, column] of made.entries()) {
          const twice = made.findIndex(({ name: same }) => same === column.name) < at;
          if (twice || (owners.get(column.name) ?? owner) !== owner)
            throw new Error(`two items share the column ${column.name}`);
          owners.set(column.name, owner);
          columns.set(column.name, column);
        }
        units.set(unitKey(questionnaire.questionnaire, questionnaire.version, subject, row, place.item.id), {
          columns: made.map((column) => column.name),
          item: lane.newest.item,
          read,
        });
      }
    }
  }
  return { columns: [...columns.values()], units };
}

interface Shared {
  readonly places: readonly ItemPlace[];
  readonly lanes: readonly Lane[];
}

function lanesByItem(questionnaires: readonly Questionnaire[]): ReadonlyMap<string, Shared> {
  const places = new Map<string, ItemPlace[]>();
  for (const place of questionnaires.flatMap((questionnaire) => [...placesOf(questionnaire)])) {
    const known = places.get(itemKey(place)) ?? [];
    if (known.some(({ questionnaire }) => questionnaire === place.questionnaire))
      throw new Error(`two items share the column ${place.item.id}`);
    places.set(itemKey(place), [...known, place]);
  }
  return new Map([...places].map(([key, same]) => [key, { places: same, lanes: lanesOf(same) }]));
}

const itemKey = ({ questionnaire, item }: ItemPlace): string => `${questionnaire.questionnaire} ${item.id}`;

/** Everything that is tabulated: practice sections and notes are not. */
function* placesOf(questionnaire: Questionnaire): Generator<ItemPlace> {
  for (const section of questionnaire.sections) {
    if (section.practice) continue;
    for (const block of section.blocks) {
      for (const item of block.items) {
        if (item.type !== 'note') yield { questionnaire, section, block: block.id, item };
      }
    }
  }
}

function* numbersOf(
  { section }: ItemPlace,
  subjects: readonly (number | null)[],
  rows: Readonly<Record<RosterKind, number>>,
) {
  const numbers =
    section.repeat === null
      ? [null]
      : Array.from({ length: Math.max(1, rows[section.repeat]) }, (_, at) => at + 1);
  for (const subject of subjects) for (const row of numbers) yield { subject, row };
}

function columnName({ newest, oldest, versions }: Lane, subject: number | null, row: number | null): string {
  const parts = [
    newest.questionnaire.prefix,
    newest.item.id,
    subject,
    row,
    oldest ? null : `v${versions[0]}`,
  ];
  return parts
    .filter((part) => part !== null)
    .join('_')
    .replaceAll('-', '_');
}
