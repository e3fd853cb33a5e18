/**
 * The columns of the table with their codebook entries. A column is named prefix_item; a number follows for
 * each roster row (in the order of the envelope) where a section or a whole questionnaire is about a row.
 * Versions share a column while their codes agree; otherwise the later one gets a column of its own.
 */
import { deviceReasons, type MissingReason, missingCodes } from '../event/missing.ts';
import type { Act, Item, Questionnaire, Section } from '../questionnaire/compiled.ts';

export type Cell = string | number | null;

export type ColumnType =
  /** About the person or the wave, not an answer. */
  | 'fixed'
  | 'coded'
  /** 0 or 1 for one option of an item with several. */
  | 'indicator'
  | 'number'
  | 'date'
  | 'text'
  /** Why a text or date is missing: a missing code, empty beside a value. */
  | 'reason';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly label: string;
  readonly questionnaire: string | null;
  readonly versions: readonly number[];
  readonly section: string | null;
  readonly block: string | null;
  readonly item: string | null;
  /** Which roster row, from 1; null: not repeated. */
  readonly row: number | null;
  /** What its numbers mean, in the order of the definition. */
  readonly codes: readonly { readonly code: number; readonly label: string }[];
  /** Codes that stand for a missing answer here. */
  readonly missing: readonly { readonly code: number; readonly reason: MissingReason }[];
  /** Who does what to whom; null: not about an act. */
  readonly act: Act | null;
}

/** The columns of one item for one roster row. */
export interface Unit {
  readonly questionnaire: string;
  readonly version: number;
  readonly section: Section;
  readonly item: Item;
  /** Number of the subject's roster row, or null: about the respondent. */
  readonly subject: number | null;
  readonly row: number | null;
  /** First column; `choices` has one for each option, text and date a second one for the reason. */
  readonly columns: readonly string[];
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
  readonly rows: Readonly<Record<'child' | 'partner', number>>;
}

/** Throws when two items would share a column: a pack with that mistake does not compile. */
export function planColumns(plans: readonly ColumnPlan[], language: string): Columns {
  const columns = new Map<string, Column>();
  const shapes = new Map<string, { readonly questionnaire: string; readonly shape: string }>();
  const units = new Map<string, Unit>();
  const ordered = plans.toSorted((one, other) => one.questionnaire.version - other.questionnaire.version);
  for (const { questionnaire, subjects, rows } of ordered) {
    const { version } = questionnaire;
    for (const { section, item, block, subject, row } of places(questionnaire, subjects, rows)) {
      const shape = shapeOf(item);
      const base = [questionnaire.prefix, item.id, subject, row]
        .filter((part) => part !== null)
        .join('_')
        .replaceAll('-', '_');
      const known = shapes.get(base);
      if (known !== undefined && known.questionnaire !== questionnaire.questionnaire) {
        throw new Error(`two items share the column ${base}`);
      }
      const name = known === undefined || known.shape === shape ? base : `${base}_v${version}`;
      shapes.set(name, { questionnaire: questionnaire.questionnaire, shape });
      const made = columnsOf({ questionnaire, section, block, item, row: row ?? subject, name, language });
      for (const column of made) {
        const before = columns.get(column.name);
        if (before !== undefined && (before.item !== item.id || before.versions.includes(version))) {
          throw new Error(`two items share the column ${column.name}`);
        }
        columns.set(column.name, { ...column, versions: [...(before?.versions ?? []), version] });
      }
      const unit = { questionnaire: questionnaire.questionnaire, version, section, item, subject, row };
      units.set(unitKey(questionnaire.questionnaire, version, subject, row, item.id), {
        ...unit,
        columns: made.map((column) => column.name),
      });
    }
  }
  return { columns: [...columns.values()], units };
}

/** Everything that is tabulated: practice sections and notes are not. */
function* places(
  questionnaire: Questionnaire,
  subjects: readonly (number | null)[],
  rows: Readonly<Record<'child' | 'partner', number>>,
) {
  for (const section of questionnaire.sections) {
    if (section.practice) continue;
    const numbers =
      section.repeat === null
        ? [null]
        : Array.from({ length: Math.max(1, rows[section.repeat]) }, (_, at) => at + 1);
    for (const subject of subjects) {
      for (const row of numbers) {
        for (const block of section.blocks) {
          for (const item of block.items)
            if (item.type !== 'note') yield { section, block, item, subject, row };
        }
      }
    }
  }
}

/** What must agree for two versions to share a column: the meaning of its numbers. */
function shapeOf(item: Item): string {
  switch (item.type) {
    case 'choice':
    case 'choices':
      return JSON.stringify([item.type, item.options.map(({ id, code }) => [id, code])]);
    case 'frequency':
    case 'scale':
      return JSON.stringify([item.type, item.points.map(({ value }) => value)]);
    case 'date':
      return JSON.stringify([item.type, item.precision]);
    default:
      return JSON.stringify([item.type]);
  }
}

interface Labelled {
  readonly questionnaire: Questionnaire;
  readonly section: Section;
  readonly block: { readonly id: string };
  readonly item: Item;
  readonly row: number | null;
  readonly name: string;
  readonly language: string;
}

function columnsOf({
  questionnaire,
  section,
  block,
  item,
  row,
  name,
  language,
}: Labelled): readonly Column[] {
  const texts = questionnaire.texts[language] ?? Object.values(questionnaire.texts)[0];
  const label = texts?.items[item.id]?.label ?? item.id;
  const optionLabel = (id: string): string => texts?.items[item.id]?.options?.[id] ?? id;
  const column = (
    type: ColumnType,
    codes: Column['codes'] = [],
    own: { name?: string; label?: string } = {},
  ): Column => ({
    name: own.name ?? name,
    type,
    label: own.label ?? label,
    questionnaire: questionnaire.questionnaire,
    versions: [],
    section: section.id,
    block: block.id,
    item: item.id,
    row,
    codes,
    missing: type === 'text' || type === 'date' ? [] : missingList,
    act: item.act ?? null,
  });
  switch (item.type) {
    case 'choice':
      return [
        column(
          'coded',
          item.options.map(({ id, code }) => ({ code, label: optionLabel(id) })),
        ),
      ];
    case 'choices':
      return item.options.map(({ id }) =>
        column('indicator', indicator, {
          name: `${name}_${id.replaceAll('-', '_')}`,
          label: `${label}: ${optionLabel(id)}`,
        }),
      );
    case 'frequency':
    case 'scale':
      return [
        column(
          'coded',
          item.points.map(({ value }) => ({ code: value, label: optionLabel(String(value)) })),
        ),
      ];
    case 'date':
    case 'text':
      return [column(item.type), column('reason', [], { name: `${name}_reason` })];
    case 'rating':
    case 'number':
    case 'note':
      return [column('number')];
  }
}

const indicator = [
  { code: 0, label: '0' },
  { code: 1, label: '1' },
] as const;

const reasons: readonly MissingReason[] = [
  ...deviceReasons,
  'not-reached',
  'quarantined',
  'erased',
  'voided',
];

export const missingList: readonly { readonly code: number; readonly reason: MissingReason }[] = reasons
  .map((reason) => ({ code: missingCodes[reason], reason }))
  .sort((one, other) => other.code - one.code);
