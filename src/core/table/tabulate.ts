/**
 * From verified interviews to the table: one row per person and wave, a labelled column per item, a coded
 * reason for everything missing. The same input gives the same table, in whatever order things arrived.
 */
import type { MissingReason } from '../event/missing.ts';
import type { Held } from '../interview/given.ts';
import type { Questionnaire } from '../questionnaire/compiled.ts';
import type { ArrivedInterview, InvitedPerson } from './arrived.ts';
import { type Column, type ColumnPlan, missingList, planColumns } from './column.ts';
import { type Finding, findingsOfQuarantine, findingsOfSift, sortFindings } from './finding.ts';
import { personColumns, taskColumns } from './fixedColumns.ts';
import { gather } from './gather.ts';
import {
  byVersion,
  type GatheredInterview,
  type PersonTask,
  questionnaireKey,
  rowNumber,
  tasksOf,
} from './personTasks.ts';
import { makeRow, type Row } from './row.ts';
import { compareText, sift } from './sift.ts';

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
  const findings: Finding[] = [];
  const passes: KeptPass[] = [];
  const arrivals = new Map<string, Arrival>(
    people.map((person) => [personKey(person), emptyArrival(person)]),
  );

  for (const interview of merged(interviews)) {
    const of = { interview: interview.interview, person: interview.about.person, wave: interview.about.wave };
    const arrival = arrivals.get(personKey(interview.about));
    const sifted = sift(interview);
    findings.push(...findingsOfSift(of, sifted));
    if (arrival === undefined) {
      findings.push({ ...of, type: 'unknown-person', events: sifted.events.length });
      continue;
    }
    const { questionnaire, version } = interview.about;
    const gathered = gather(
      interview,
      sifted,
      known.get(questionnaireKey(questionnaire, version)),
      arrival.person.roster,
    );
    findings.push(
      ...findingsOfQuarantine(
        of,
        gathered.quarantined.map(({ reason }) => reason),
      ),
    );
    arrival.interviews.push({ interview, gathered });
    arrival.gaps += sifted.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    arrival.forks += sifted.forks.length + sifted.conflicts.length;
    arrival.quarantined += gathered.quarantined.length;
  }

  const made = [...arrivals.values()].map((arrival) => ({
    ...arrival,
    tasks: tasksOf(arrival.person, arrival.interviews),
  }));
  const plans = questionnaires.map((questionnaire) => columnPlan(questionnaire, made));
  const columns = planColumns(plans, language);
  const all = allColumns(plans, columns.columns);
  const names = all.map(({ name }) => name);
  const rows = made.map(({ person, tasks, gaps, forks, quarantined }) => {
    passes.push(...keptPasses(person, tasks));
    const arrival = { gaps, forks, quarantined };
    const { row, wrongClocks } = makeRow({
      person,
      tasks,
      questionnaires: known,
      columns,
      names,
      demo,
      arrival,
    });
    for (const interview of wrongClocks)
      findings.push({ interview, person: person.person, wave: person.wave, type: 'wrong-clock' });
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
  const tasks = new Map(
    plans.flatMap(({ questionnaire, subjects }) =>
      subjects
        .flatMap((subject) => taskColumns(questionnaire, subject))
        .map((column) => [column.name, column] as const),
    ),
  );
  const questionnaires = [...new Set(plans.map(({ questionnaire }) => questionnaire.questionnaire))];
  const columns = [...tasks.values(), ...items];
  return [
    ...personColumns,
    ...questionnaires.flatMap((questionnaire) =>
      columns.filter((column) => column.questionnaire === questionnaire),
    ),
  ];
}

interface Arrival {
  readonly person: InvitedPerson;
  readonly interviews: GatheredInterview[];
  gaps: number;
  forks: number;
  quarantined: number;
}

const emptyArrival = (person: InvitedPerson): Arrival => ({
  person,
  interviews: [],
  gaps: 0,
  forks: 0,
  quarantined: 0,
});

const personKey = ({ person, wave }: { readonly person: string; readonly wave: string }): string =>
  `${person} ${wave}`;

/** Handed in bundle by bundle or whole: one interview of one space is one. In a firm order. */
function merged(interviews: readonly ArrivedInterview[]): readonly ArrivedInterview[] {
  const found = new Map<string, ArrivedInterview>();
  for (const interview of interviews) {
    const key = `${interview.interview} ${interview.space} ${JSON.stringify(interview.about)}`;
    const before = found.get(key);
    found.set(
      key,
      before === undefined ? interview : { ...before, events: [...before.events, ...interview.events] },
    );
  }
  return [...found.entries()]
    .sort(([one], [other]) => compareText(one, other))
    .map(([, interview]) => interview);
}

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
  const most = (kind: 'child' | 'partner'): number =>
    respondents.reduce(
      (found, { person }) => Math.max(found, person.roster.filter((row) => row.kind === kind).length),
      0,
    );
  return {
    questionnaire,
    subjects:
      subjects.length === 0 ? [null] : [...new Set(subjects)].sort((one, other) => (one ?? 0) - (other ?? 0)),
    rows: { child: most('child'), partner: most('partner') },
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
