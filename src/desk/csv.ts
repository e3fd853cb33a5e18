/** CSV as spreadsheets and statistics programs read it. Missing codes stay numbers; no cell runs as a formula. */
import { stringify } from 'csv-stringify/sync';
import type { Cell } from '#core/table/column.ts';

export type CsvRow = readonly Cell[];

/**
 * With a byte order mark, since spreadsheets take a file without one for another encoding. A line break inside
 * an answer is not the file's own and still begins a new row in a spreadsheet, so it is quoted.
 */
export const toCsv = (rows: readonly CsvRow[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { bom: true, escape_formulas: true, record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );
