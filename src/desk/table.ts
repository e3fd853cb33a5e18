/**
 * The only command that writes plain text: table, codebook, whom numbered columns are about, passes that
 * do not count, and problems.
 */
import { join } from 'node:path';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { InvitedPerson } from '#core/table/arrived.ts';
import type { Finding } from '#core/table/finding.ts';
import { type Table, tabulate } from '#core/table/tabulate.ts';
import { findTroubles } from './bundles/findTroubles.ts';
import { quarantineSentence, troubleSentence } from './bundles/troubleSentence.ts';
import { codebookRows } from './codebookRows.ts';
import { type CsvRow, toCsv } from './csv.ts';
import { type Desk, type DeskTools, withDeskRead } from './desk.ts';
import { makeFolder, writeWhole } from './durableFile.ts';
import { gatherArrived } from './gatherArrived.ts';
import { gatherInvited } from './gatherInvited.ts';
import { openQuestionnaires } from './openPack.ts';
import type { DeskProblem } from './problem.ts';
import { rosterRows } from './rosterRows.ts';

export interface TableOptions {
  readonly out: string;
  /** Of the labels in the codebook; absent: the study's first. */
  readonly language?: string;
}

export interface WrittenTable {
  readonly persons: number;
  readonly columns: number;
  readonly problems: number;
  readonly files: readonly string[];
}

export const table = (
  dir: string,
  options: TableOptions,
  tools: DeskTools,
): Promise<Result<WrittenTable, DeskProblem>> =>
  withDeskRead(dir, tools, async (desk) => {
    const questionnaires = await openQuestionnaires(desk);
    if (!questionnaires.ok) return questionnaires;
    const language = options.language ?? firstLanguage(desk);
    const readable =
      options.language === undefined ? ok(undefined) : checkLanguage(questionnaires.value, language);
    if (!readable.ok) return readable;
    const people = gatherInvited(desk);
    const made = await makeTable(desk, people, questionnaires.value, language);
    if (!made.ok) return made;
    const problems = problemRows(desk, made.value.findings);
    const files: readonly (readonly [string, readonly CsvRow[]])[] = [
      ['table.csv', tableRows(made.value)],
      ['codebook.csv', codebookRows(made.value.codebook)],
      ['roster.csv', rosterRows(desk, people)],
      ['passes.csv', passRows(made.value)],
      ['problems.csv', problems],
    ];
    const folder = await makeFolder(options.out);
    if (!folder.ok) return folder;
    const paths: string[] = [];
    for (const [name, rows] of files) {
      const path = join(options.out, name);
      const written = await writeWhole(path, toCsv(rows));
      if (!written.ok) return written;
      paths.push(path);
    }
    return ok({
      persons: made.value.rows.length,
      columns: made.value.codebook.length,
      problems: problems.length - 1,
      files: paths,
    });
  });

const firstLanguage = (desk: Desk): string => desk.state.manifests.at(-1)?.settings.languages[0] ?? 'nl';

/** Labels in another language than the one asked for would pass for it. */
function checkLanguage(questionnaires: readonly Questionnaire[], wanted: string): Result<void, DeskProblem> {
  const known = new Set(questionnaires.flatMap(({ texts }) => Object.keys(texts)));
  if (known.has(wanted)) return ok(undefined);
  return err({
    type: 'bad-option',
    sentence: `No questionnaire has texts in the language "${wanted}": --language takes ${[...known].join(', ')}.`,
  });
}

async function makeTable(
  desk: Desk,
  people: readonly InvitedPerson[],
  questionnaires: readonly Questionnaire[],
  language: string,
): Promise<Result<Table, DeskProblem>> {
  const interviews = await gatherArrived(desk);
  if (!interviews.ok) return interviews;
  return ok(
    tabulate({
      people,
      interviews: interviews.value,
      questionnaires,
      demo: desk.facts.demo,
      language,
    }),
  );
}

function tableRows({ codebook, rows }: Table): readonly CsvRow[] {
  const names = codebook.map(({ name }) => name);
  return [names, ...rows.map(({ cells }) => names.map((name) => cells[name] ?? null))];
}

function passRows({ passes }: Table): readonly CsvRow[] {
  const head = [
    'person',
    'wave',
    'questionnaire',
    'version',
    'subject',
    'section',
    'row',
    'block',
    'interview',
    'sitting',
    'pass',
    'mailbox time',
    'completed',
    'lower',
    'item',
    'value',
    'missing',
  ];
  return [
    head,
    ...passes.flatMap((pass) =>
      Object.entries(pass.answers).map(
        ([item, held]): CsvRow => [
          pass.person,
          pass.wave,
          pass.questionnaire,
          pass.version,
          pass.subject,
          pass.section,
          pass.row,
          pass.block,
          pass.interview,
          pass.sitting,
          pass.pass,
          pass.mailboxTime,
          pass.completed ? 1 : 0,
          pass.lower ? 1 : 0,
          item,
          'value' in held ? plainValue(held.value) : null,
          'missing' in held ? held.missing : null,
        ],
      ),
    ),
  ];
}

const plainValue = (value: string | number | readonly string[]): string | number =>
  typeof value === 'string' || typeof value === 'number' ? value : value.join(' ');

/** What is wrong with bundles, then what is wrong with events. */
function problemRows(desk: Desk, findings: readonly Finding[]): readonly CsvRow[] {
  const { kept, quarantine, repeated } = desk.state;
  const troubles = findTroubles([...kept.values()], [...quarantine.values()], repeated);
  return [
    ['what', 'person', 'wave', 'interview', 'bundle', 'details'],
    ...[...quarantine.values()].map(
      (bundle): CsvRow => [
        'quarantine',
        null,
        null,
        bundle.place?.interview ?? null,
        bundle.sha256,
        `Kept, not in the table: ${quarantineSentence[bundle.reason]}.`,
      ],
    ),
    ...troubles.map(
      (trouble): CsvRow => [
        trouble.type,
        null,
        null,
        'interview' in trouble ? trouble.interview : null,
        null,
        troubleSentence(trouble),
      ],
    ),
    ...findings.map(
      (finding): CsvRow => [
        `events: ${finding.type}`,
        finding.person,
        finding.wave,
        finding.interview,
        null,
        detailsOf(finding),
      ],
    ),
  ];
}

const mostNamed = 5;

function itemsNamed(items: readonly string[]): string {
  if (items.length === 0) return '';
  const more = items.length - mostNamed;
  return ` (${items.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

function detailsOf(finding: Finding): string {
  switch (finding.type) {
    case 'gap':
      return `Events ${finding.from} to ${finding.to} did not arrive, later ones did.`;
    case 'fork':
      return `Event ${finding.seq} was sealed in two runs.`;
    case 'conflict':
      return `Event ${finding.seq} came twice with different contents.`;
    case 'duplicate':
      return `${finding.events} events came more than once; each counts once.`;
    case 'quarantined':
      return `${finding.events} events are kept and not in the table: ${finding.reason}${itemsNamed(finding.items)}.`;
    case 'unknown-person':
      return `${finding.events} events are for a person or wave that nobody was invited for.`;
    case 'wrong-clock':
      return "The device's clock was wrong; the mailbox's day was taken.";
    default:
      return finding satisfies never;
  }
}
