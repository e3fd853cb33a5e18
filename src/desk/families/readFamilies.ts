/**
 * The families file: one person a row. It is checked as a whole and every error is told at once,
 * with line, column, cause and remedy; one error and nothing is made.
 */
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import { checkRow, type FamilyRow } from './checkRow.ts';
import { checkTogether } from './checkTogether.ts';
import type { FamiliesContext, FamilyError } from './familyError.ts';

export const columns = ['family', 'person', 'role', 'birth month', 'sex', 'language', 'relation'] as const;
/**
 * order: among children of the same month and sex, needed for twins only. home: of a child, as the first parent
 * sees it. from, to: months of the relation to the first parent. parent of: codes of a parent's children.
 */
export const optionalColumns = ['order', 'home', 'from', 'to', 'parent of'] as const;

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

export function readFamilies(
  text: string,
  context: FamiliesContext,
): Result<readonly FamilyRow[], readonly FamilyError[]> {
  const split = splitCsv(text);
  if (!split.ok) return split;
  const [header, ...rows] = split.value;
  if (header === undefined) {
    return err([
      {
        line: 1,
        column: columns[0],
        cause: 'the file is empty',
        remedy: `begin with the line ${columns.join(',')}`,
      },
    ]);
  }
  const names = header.cells.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, ' '),
  );
  const wrongHeader = checkHeader(names, header.line);
  if (wrongHeader.length > 0) return err(wrongHeader);
  if (rows.length === 0) {
    return err([
      {
        line: header.line,
        column: columns[0],
        cause: 'there is no person in the file',
        remedy: 'add one line for each person',
      },
    ]);
  }
  const errors: FamilyError[] = [];
  const good: FamilyRow[] = [];
  for (const { cells, line } of rows) {
    if (cells.length !== names.length) {
      errors.push({
        line,
        column: names[Math.min(cells.length, names.length) - 1] ?? columns[0],
        cause: `the line has ${cells.length} cells and the first line ${names.length}`,
        remedy: 'write every cell, an empty one too, and put quotes around a text with a comma',
      });
      continue;
    }
    const byName = new Map(names.map((name, index) => [name, (cells[index] ?? '').trim()]));
    const checked = checkRow((name) => byName.get(name), line, context);
    if (checked.ok) good.push(checked.value);
    else errors.push(...checked.error);
  }
  errors.push(...checkTogether(good));
  return errors.length === 0 ? ok(good) : err(errors.sort((a, b) => a.line - b.line));
}

export const errorLine = (file: string, error: FamilyError): string =>
  `${file}, line ${error.line}, column "${error.column}": ${error.cause}; ${error.remedy}.`;

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

function splitCsv(text: string): Result<readonly Line[], readonly FamilyError[]> {
  const firstLine = text.split(/\r?\n/, 1)[0] ?? '';
  // Spreadsheets in Dutch write semicolons.
  const delimiter = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return ok(
      recordsSchema
        .parse(parsed)
        .map(({ record, info }) => ({ cells: record, line: info.lines }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    );
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = 'lines' in thrown && typeof thrown.lines === 'number' ? thrown.lines : 1;
    return err([
      {
        line,
        column: columns[0],
        cause: 'the quotes in this line do not close',
        remedy: 'put a quote at both ends of the cell, or none',
      },
    ]);
  }
}

function checkHeader(names: readonly string[], line: number): readonly FamilyError[] {
  const known: readonly string[] = [...columns, ...optionalColumns];
  const missing = columns.filter((column) => !names.includes(column));
  const strange = names.filter((name) => !known.includes(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...missing.map((column) => ({
      line,
      column,
      cause: 'this column is missing',
      remedy: `the columns are ${columns.join(', ')}`,
    })),
    ...strange.map((column) => ({
      line,
      column,
      cause: 'this column is not known',
      remedy: `leave it out; the columns are ${known.join(', ')}`,
    })),
    ...twice.map((column) => ({
      line,
      column,
      cause: 'this column stands there twice',
      remedy: 'leave one out',
    })),
  ];
}
