/**
 * The translator's table as a file: CSV in UTF-8 with a byte order mark, since spreadsheets take a file
 * without one for another encoding. A cell that a spreadsheet would run as a formula gets an apostrophe in
 * front, and loses exactly that one when it is read back. Commas, semicolons and tabs are all read, since a
 * spreadsheet saves with what its country uses.
 */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { err, ok, type Result } from '#core/result.ts';

export const columns = [
  'questionnaire',
  'language',
  'key',
  'source',
  'translation',
  'state',
  'note',
  'limits',
  'fingerprint',
] as const;
export type Column = (typeof columns)[number];
export type SheetRow = Readonly<Record<Column, string>>;

const couldRun = /^'*[=+\-@＝＋－＠\t\r\n]/u;

export const toSheet = (rows: readonly SheetRow[]): string =>
  stringify([[...columns], ...rows.map((row) => columns.map((column) => guarded(row[column])))], {
    bom: true,
    record_delimiter: '\r\n',
    // A line break that is not the file's own would begin a new row.
    quoted_match: /[\r\n]/,
  });

const guarded = (cell: string): string => (couldRun.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string =>
  cell.startsWith("'") && couldRun.test(cell) ? cell.slice(1) : cell;

export function fromSheet(content: string): Result<readonly SheetRow[], { readonly message: string }> {
  try {
    const table: string[][] = parse(content, {
      bom: true,
      delimiter: delimiterOf(content),
      skip_empty_lines: true,
      relax_column_count: true,
    });
    const [head = [], ...rows] = table;
    const places = columns.map((column) => head.findIndex((cell) => cell.trim() === column));
    const absent = columns.filter((_, index) => places[index] === -1);
    if (absent.length > 0) return err({ message: `the first line lacks the columns ${absent.join(', ')}` });
    return ok(rows.map((row) => rowOf(row, places)));
  } catch (error) {
    return err({ message: error instanceof Error ? error.message : String(error) });
  }
}

function rowOf(cells: readonly string[], places: readonly number[]): SheetRow {
  const cell = (column: Column): string =>
    unguarded(cells[places[columns.indexOf(column)] ?? -1] ?? '')
      .replaceAll('\r\n', '\n')
      .normalize('NFC')
      .trim();
  return {
    questionnaire: cell('questionnaire'),
    language: cell('language'),
    key: cell('key'),
    source: cell('source'),
    translation: cell('translation'),
    state: cell('state'),
    note: cell('note'),
    limits: cell('limits'),
    fingerprint: cell('fingerprint'),
  };
}

/** Column names hold none of the three, so the first line tells. */
function delimiterOf(content: string): string {
  const [head = ''] = content.split(/\r?\n/, 1);
  return [';', '\t'].find((one) => head.includes(one)) ?? ',';
}
