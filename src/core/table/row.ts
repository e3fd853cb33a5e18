/** One person in one wave: a cell for every column, whatever arrived. */
import type { MissingReason } from '../event/missing.ts';
import type { Questionnaire, Section } from '../questionnaire/compiled.ts';
import type { InvitedPerson } from './arrived.ts';
import { type Counted, cellsOf } from './cells.ts';
import type { Cell } from './column.ts';
import { dayOfPass } from './dayOfPass.ts';
import {
  extentCodes,
  type PersonColumn,
  statusCodes,
  type TaskColumn,
  taskColumnName,
} from './fixedColumns.ts';
import { comparePasses } from './pass.ts';
import { blockKey, itemKey, type PersonTask, questionnaireKey, rowIds, rowNumber } from './personTasks.ts';
import { type Columns, type Unit, unitKey } from './planColumns.ts';

export interface Row {
  readonly family: string;
  readonly person: string;
  readonly wave: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface RowInput {
  readonly person: InvitedPerson;
  readonly tasks: readonly PersonTask[];
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
  /** Those of items, with what fills them. */
  readonly columns: Columns;
  /** Every column of the table, in order. */
  readonly names: readonly string[];
  readonly demo: boolean;
  readonly arrival: { readonly gaps: number; readonly forks: number; readonly quarantined: number };
}

export interface MadeRow {
  readonly row: Row;
  /** Interviews whose device clock was wrong. */
  readonly wrongClocks: readonly string[];
  /** Answers that a recode has no place for. */
  readonly notRecoded: readonly NotRecoded[];
}

export interface NotRecoded {
  readonly interview: string;
  readonly item: string;
}

export function makeRow({ person, tasks, questionnaires, columns, names, demo, arrival }: RowInput): MadeRow {
  const counted = tasks.map((task) => ({ task, units: unitsOf(person, task, questionnaires) }));
  const cells = new Map<string, Cell>();
  for (const unit of columns.units.values()) putUnit(cells, person, unit, { missing: 'not-asked' });
  let values = 0;
  let missing = 0;
  const notRecoded: NotRecoded[] = [];
  for (const { key, held, interview } of counted.flatMap(({ units }) => units)) {
    const unit = columns.units.get(key);
    if (unit === undefined) continue;
    const read = unit.read(held);
    putUnit(cells, person, unit, read ?? { missing: 'quarantined' });
    if (read === null && interview !== null) notRecoded.push({ interview, item: unit.item.id });
    if (read !== null && 'value' in read) values += 1;
    else missing += 1;
  }

  const wrongClocks = new Set<string>();
  for (const { task } of counted) {
    const subject = rowNumber(person, task.subject);
    const prefix = prefixOf(task, questionnaires);
    if (prefix === null) continue;
    const { cells: filled, wrongClock } = taskCells(person, task);
    for (const [kind, cell] of Object.entries(filled))
      cells.set(taskColumnName(prefix, kind as TaskColumn, subject), cell);
    if (wrongClock !== null) wrongClocks.add(wrongClock);
  }

  const choices = tasks.flatMap((task) => [...task.choices.values()]);
  const modes = new Set(choices.flatMap(({ counted: pass }) => pass.modes));
  const own: Record<PersonColumn, Cell> = {
    family: person.family,
    person: person.person,
    wave: person.wave,
    role: person.role,
    band: person.band,
    firstwave: Number(person.firstWave),
    language: person.language,
    demo: Number(demo),
    due: person.due,
    mode: modes.size === 0 ? null : [...modes].sort().join('+'),
    values,
    missing,
    passes: choices.reduce((sum, { others }) => sum + others.length, 0),
    lowered: Number(choices.some(({ lowered }) => lowered)),
    ...arrival,
    quarantined: arrival.quarantined + notRecoded.length,
  };
  for (const [name, cell] of Object.entries(own)) cells.set(name, cell);
  const { family, wave } = person;
  return {
    row: {
      family,
      person: person.person,
      wave,
      cells: Object.fromEntries(names.map((name) => [name, cells.get(name) ?? null])),
    },
    wrongClocks: [...wrongClocks],
    notRecoded,
  };
}

function putUnit(cells: Map<string, Cell>, person: InvitedPerson, unit: Unit, counted: Counted): void {
  const { item, columns } = unit;
  const ids = item.type === 'choices' && item.rows !== undefined ? rowIds(person, item.rows.kind) : [];
  const written = item.type === 'choices' ? item.options.length : columns.length;
  // As many as the table has columns for, whoever this person has.
  const rows = Array.from({ length: columns.length - written }, (_, at) => {
    const id = ids[at];
    return id === undefined || person.former.includes(id) ? null : id;
  });
  const values = cellsOf(item, counted, rows);
  for (const [at, name] of columns.entries()) cells.set(name, values[at] ?? null);
}

interface CountedUnit {
  readonly key: string;
  readonly held: Counted;
  /** That the answer came in; null: none did. */
  readonly interview: string | null;
}

/** What counts for each item that this person could be asked. */
function unitsOf(
  person: InvitedPerson,
  task: PersonTask,
  questionnaires: ReadonlyMap<string, Questionnaire>,
): readonly CountedUnit[] {
  const subject = rowNumber(person, task.subject);
  return task.versions.flatMap((version, at) => {
    const questionnaire = questionnaires.get(questionnaireKey(task.questionnaire, version));
    return (questionnaire?.sections ?? []).flatMap((section) =>
      rowsOf(person, section).flatMap((row) =>
        section.blocks.flatMap((block) => {
          const pass = task.choices.get(blockKey(section.id, row, block.id))?.counted;
          // Nothing came for this block: it stands open in the version that was handed out.
          const open = at === 0 && !(row !== null && person.former.includes(row));
          if (pass === undefined ? !open : pass.version !== version) return [];
          return block.items.map((item) => {
            const absent: MissingReason = task.quarantined.has(itemKey(section.id, row, item.id))
              ? 'quarantined'
              : 'not-reached';
            return {
              key: unitKey(task.questionnaire, version, subject, rowNumber(person, row), item.id),
              held: pass?.answers.get(item.id) ?? { missing: absent },
              interview: pass?.interview ?? null,
            };
          });
        }),
      ),
    );
  });
}

const rowsOf = (person: InvitedPerson, section: Section): readonly (string | null)[] =>
  section.repeat === null
    ? [null]
    : person.roster.filter(({ kind }) => kind === section.repeat).map(({ id }) => id);

const prefixOf = (task: PersonTask, questionnaires: ReadonlyMap<string, Questionnaire>): string | null =>
  task.versions
    .map((version) => questionnaires.get(questionnaireKey(task.questionnaire, version))?.prefix)
    .find((prefix) => prefix !== undefined) ?? null;

function taskCells(person: InvitedPerson, task: PersonTask) {
  const passes = [...task.choices.values()].map(({ counted }) => counted);
  const last = passes.toSorted(comparePasses).at(-1);
  const answered = last === undefined ? null : dayOfPass(person, last);
  const status = task.done ? statusCodes.done : last === undefined ? statusCodes.none : statusCodes.started;
  const cells: Record<TaskColumn, Cell> = {
    status,
    day: answered?.day ?? null,
    clock: answered === null ? null : Number(answered.wrong),
    late: answered === null ? null : Number(answered.day > person.closes),
    from: task.periodFrom,
    since: task.periodFrom === null ? null : monthWord(task.periodFrom, person.language),
    extent: task.extent === null ? null : extentCodes[task.extent],
  };
  return { cells, wrongClock: answered?.wrong === true && last !== undefined ? last.interview : null };
}

/** As the texts say it to this person: "maart 2025". */
function monthWord(day: string, language: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, 1),
  );
}
