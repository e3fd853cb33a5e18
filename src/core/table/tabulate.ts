/**
 * From verified interviews to the table: one row per person and wave, a labelled column per item, a coded
 * reason for everything missing. The same input gives the same table, in whatever order things arrived.
 */
import type { MissingReason } from '../event/missing.ts';
import type { Held } from '../interview/given.ts';
import type { RosterKind } from '../protocol/envelope.ts';
import type { Questionnaire } from '../questionnaire/compiled.ts';
import type { ArrivedInterview, InvitedPerson } from './arrived.ts';
import { type Column, missingList } from './column.ts';
import { type Finding, findingsOfQuarantine, sortFindings } from './finding.ts';
import { personColumns, taskColumns } from './fixedColumns.ts';
import { gatherAll } from './gatherAll.ts';
import { byVersion, type PersonTask, rowIds, rowNumber, tasksOf } from './personTasks.ts';
import { type ColumnPlan, planColumns } from './planColumns.ts';
import { makeRow, type Row } from './row.ts';

export interface TableInput {
  readonly people: readonly InvitedPerson[];
  readonly interviews: readonly ArrivedInterview[];
  /** Every version ever given out. */
  readonly questionnaires: readonly Questionnaire[];
  readonly demo: boolean;
  /** Of the labels in the codebook. */
  readonly language: string;
}

/** A pass that does not count: kept, listed, flagged. */
export interface KeptPass {
  readonly person: string;
  readonly wave: string;
  readonly questionnaire: string;
  readonly version: number;
  readonly subject: string;
  readonly section: string;
  readonly row: string | null;
  readonly block: string;
  readonly interview: string;
  readonly sitting: number;
  readonly pass: number;
  readonly mailboxTime: string;
  readonly completed: boolean;
  readonly severity: readonly number[];
  /** Lower than a pass before it, in a block where the highest counts. */
  readonly lower: boolean;
  readonly answers: Readonly<Record<string, Held>>;
}

export interface CodebookEntry extends Column {
  /** Rows with a value, and rows without one by reason. */
  readonly counts: { readonly values: number; readonly missing: Partial<Record<MissingReason, number>> };
}

export interface Table {
  /** In the order of the columns. */
  readonly codebook: readonly CodebookEntry[];
  readonly rows: readonly Row[];
  readonly passes: readonly KeptPass[];
  readonly findings: readonly Finding[];
}

export function tabulate({ people, interviews, questionnaires, demo, language }: TableInput): Table {
  const known = byVersion(questionnaires);
  const gathered = gatherAll({ people, interviews, questionnaires });
  const findings: Finding[] = [...gathered.findings];
  const passes: KeptPass[] = [];
  const made = gathered.arrivals.map((arrival) => ({
    ...arrival,
    tasks: tasksOf(arrival.person, arrival.interviews),
  }));
  const plans = questionnaires.map((questionnaire) => columnPlan(questionnaire, made));
  const columns = planColumns(plans, language);
  const all = allColumns(plans, columns.columns);
  const names = all.map(({ name }) => name);
  const rows = made.map(({ person, tasks, gaps, forks, quarantined }) => {
    passes.push(...keptPasses(person, tasks));
    const { row, wrongClocks, notRecoded } = makeRow({
      person,
      tasks,
      questionnaires: known,
      columns,
      names,
      demo,
      arrival: { gaps, forks, quarantined },
    });
    for (const interview of wrongClocks)
      findings.push({ interview, person: person.person, wave: person.wave, type: 'wrong-clock' });
    for (const interview of new Set(notRecoded.map((one) => one.interview))) {
      const of = { interview, person: person.person, wave: person.wave };
      const aside = notRecoded
        .filter((one) => one.interview === interview)
        .map(({ item }) => ({ reason: 'not-recoded' as const, item }));
      findings.push(...findingsOfQuarantine(of, aside));
    }
    return row;
  });
  return {
    codebook: all.map((column) => ({ ...column, counts: countsOf(column, rows) })),
    rows,
    passes,
    findings: sortFindings(findings),
  };
}

/** Person and wave first; then each questionnaire: its tasks, its items. */
function allColumns(plans: readonly ColumnPlan[], items: readonly Column[]): readonly Column[] {
  const tasks = new Map<string, Column>();
  for (const { questionnaire, subjects } of plans.toSorted(byVersionNumber)) {
    for (const column of subjects.flatMap((subject) => taskColumns(questionnaire, subject))) {
      const before = tasks.get(column.name)?.versions ?? [];
      tasks.set(column.name, { ...column, versions: [...before, ...column.versions] });
    }
  }
  const questionnaires = [...new Set(plans.map(({ questionnaire }) => questionnaire.questionnaire))];
  const columns = [...tasks.values(), ...items];
  return [
    ...personColumns,
    ...questionnaires.flatMap((questionnaire) =>
      columns.filter((column) => column.questionnaire === questionnaire),
    ),
  ];
}

const byVersionNumber = (one: ColumnPlan, other: ColumnPlan): number =>
  one.questionnaire.version - other.questionnaire.version;

function columnPlan(
  questionnaire: Questionnaire,
  made: readonly { readonly person: InvitedPerson; readonly tasks: readonly PersonTask[] }[],
): ColumnPlan {
  const respondents = made.filter(({ tasks }) =>
    tasks.some((task) => task.questionnaire === questionnaire.questionnaire),
  );
  const subjects = respondents.flatMap(({ person, tasks }) =>
    tasks
      .filter((task) => task.questionnaire === questionnaire.questionnaire)
      .map((task) => rowNumber(person, task.subject)),
  );
  const most = (kind: RosterKind): number =>
    Math.max(0, ...respondents.map(({ person }) => rowIds(person, kind).length));
  // As its columns will be named once somebody is asked.
  const first = questionnaire.subject === 'child' ? 1 : null;
  return {
    questionnaire,
    subjects:
      subjects.length === 0
        ? [first]
        : [...new Set(subjects)].sort((one, other) => (one ?? 0) - (other ?? 0)),
    rows: { child: most('child'), partner: most('partner'), parent: most('parent') },
  };
}

const keptPasses = (person: InvitedPerson, tasks: readonly PersonTask[]): readonly KeptPass[] =>
  tasks.flatMap((task) =>
    [...task.choices.values()].flatMap(({ others }) =>
      others.map(({ pass, lower }) => {
        const {
          questionnaire,
          version,
          subject,
          section,
          row,
          interview,
          sitting,
          mailboxTime,
          completed,
          severity,
        } = pass;
        const place = {
          person: person.person,
          wave: person.wave,
          questionnaire,
          version,
          subject,
          section,
          row,
          block: pass.block.id,
        };
        return {
          ...place,
          interview,
          sitting,
          pass: pass.pass,
          mailboxTime,
          completed,
          severity,
          lower,
          answers: Object.fromEntries(pass.answers),
        };
      }),
    ),
  );

function countsOf(column: Column, rows: readonly Row[]): CodebookEntry['counts'] {
  // The reason of a text or date stands in the next column.
  const apart = column.type === 'text' || column.type === 'date' ? `${column.name}_reason` : column.name;
  const reasons = new Map(
    column.missing.length > 0 || apart !== column.name
      ? missingList.map(({ code, reason }) => [code, reason])
      : [],
  );
  const missing: Partial<Record<MissingReason, number>> = {};
  let values = 0;
  for (const { cells } of rows) {
    const coded = cells[apart];
    const reason = typeof coded === 'number' ? reasons.get(coded) : undefined;
    if (reason !== undefined) missing[reason] = (missing[reason] ?? 0) + 1;
    else if ((cells[column.name] ?? null) !== null) values += 1;
  }
  return { values, missing };
}
