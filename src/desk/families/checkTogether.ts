/** What only shows when rows of the families file are seen together: duplicates, equal descriptions, families without a parent. */
import type { FamilyRow } from './checkRow.ts';
import { describe } from './describe.ts';
import type { FamilyError } from './familyError.ts';

export function checkTogether(rows: readonly FamilyRow[]): readonly FamilyError[] {
  return [...checkDuplicates(rows), ...checkDescriptions(rows), ...checkParents(rows)];
}

function checkDuplicates(rows: readonly FamilyRow[]): readonly FamilyError[] {
  return laterOnes(rows, (row) => `${row.family} ${row.person}`).map(([row, earlier]) => ({
    line: row.line,
    column: 'person',
    cause: `person ${row.person} of family ${row.family} stands there twice, first in line ${earlier.line}`,
    remedy: 'leave one line out or give this person a code of its own',
  }));
}

/** A respondent tells the rows of a roster apart by their description alone. */
function checkDescriptions(rows: readonly FamilyRow[]): readonly FamilyError[] {
  const once = rows.filter(
    (row, index) =>
      rows.findIndex((other) => other.family === row.family && other.person === row.person) === index,
  );
  return laterOnes(once, (row) => `${row.family} ${describe(row)}`).map(([row, earlier]) => ({
    line: row.line,
    column: row.role === 'child' ? 'order' : 'relation',
    cause: `this ${row.role} has the same description (birth month, sex) as the one in line ${earlier.line}`,
    remedy:
      row.role === 'child'
        ? 'add the column "order" with 1 for the elder and 2 for the younger'
        : 'correct birth month, sex or relation',
  }));
}

function checkParents(rows: readonly FamilyRow[]): readonly FamilyError[] {
  const families = new Set(rows.map((row) => row.family));
  return [...families].flatMap((family) => {
    const members = rows.filter((row) => row.family === family);
    if (members.some((row) => row.role === 'parent')) return [];
    return [
      {
        line: members[0]?.line ?? 1,
        column: 'role',
        cause: `family ${family} has no parent`,
        remedy: 'add the line of a parent, or correct the family code',
      },
    ];
  });
}

/** Each row whose key an earlier row has, with that earlier row. */
function laterOnes(
  rows: readonly FamilyRow[],
  keyOf: (row: FamilyRow) => string,
): readonly (readonly [FamilyRow, FamilyRow])[] {
  const first = new Map<string, FamilyRow>();
  return rows.flatMap((row) => {
    const key = keyOf(row);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row);
    return earlier === undefined ? [] : [[row, earlier] as const];
  });
}
