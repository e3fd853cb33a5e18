/**
 * Columns about the person, the wave and the tasks. Item columns always hold one underscore after the prefix,
 * so names without any, and names with two after the prefix, never meet them.
 */
import type { Questionnaire } from '../questionnaire/compiled.ts';
import type { Column } from './column.ts';

const personLabels = {
  family: 'Family',
  person: 'Person',
  wave: 'Wave',
  role: 'Role',
  band: 'Age band on the due date',
  firstwave: 'First wave of this person (1 = yes)',
  language: 'Language',
  demo: 'Demonstration, not real data (1 = yes)',
  due: 'Due date of the wave',
  mode: 'How it was filled in, of the answers that count',
  values: 'Items with a value',
  missing: 'Items without a value, of the tasks and roster rows of this person',
  passes: 'Passes that are kept and do not count',
  lowered: 'Some later pass was lower than one before it (1 = yes)',
  gaps: 'Events that did not arrive although later ones did',
  forks: 'Event numbers that arrived twice with different contents',
  quarantined: 'Events kept and counted but not in the table',
} as const;

export type PersonColumn = keyof typeof personLabels;

const taskLabels = {
  status: 'Status',
  day: 'Day of the last answer that counts',
  clock: 'The device clock was wrong, the mailbox day was taken (1 = yes)',
  late: 'Answered after the window closed (1 = yes)',
  from: 'First day of the period that was asked about',
  since: 'The month that the texts name for it',
  extent: 'Asked in full, or the core only',
} as const;

export type TaskColumn = keyof typeof taskLabels;

export const statusCodes = { none: 0, started: 1, done: 2 } as const;
export const extentCodes = { core: 0, full: 1 } as const;

const flagged: readonly string[] = ['firstwave', 'demo', 'lowered', 'clock', 'late'];
const counted: readonly string[] = ['values', 'missing', 'passes', 'gaps', 'forks', 'quarantined'];

const fixed = (
  name: string,
  kind: string,
  label: string,
  questionnaire: Questionnaire | null,
  subject: number | null,
): Column => ({
  name,
  type: counted.includes(kind) ? 'number' : 'fixed',
  label,
  questionnaire: questionnaire?.questionnaire ?? null,
  versions: questionnaire === null ? [] : [questionnaire.version],
  recodedFrom: [],
  notComparableWith: [],
  section: null,
  block: null,
  item: null,
  subject,
  row: null,
  rowKind: null,
  option: null,
  codes:
    kind === 'status' || kind === 'extent'
      ? Object.entries(kind === 'status' ? statusCodes : extentCodes).map(([word, code]) => ({
          code,
          label: word,
        }))
      : flagged.includes(kind)
        ? [
            { code: 0, label: 'no' },
            { code: 1, label: 'yes' },
          ]
        : [],
  missing: [],
  act: null,
});

export const personColumns: readonly Column[] = Object.entries(personLabels).map(([name, label]) =>
  fixed(name, name, label, null, null),
);

export const taskColumnName = (prefix: string, kind: TaskColumn, subject: number | null): string =>
  `${prefix}__${kind}${subject === null ? '' : `_${subject}`}`;

export const taskColumns = (questionnaire: Questionnaire, subject: number | null): readonly Column[] =>
  Object.entries(taskLabels).map(([kind, label]) =>
    fixed(
      `${taskColumnName(questionnaire.prefix, kind as TaskColumn, subject)}`,
      kind,
      label,
      questionnaire,
      subject,
    ),
  );
