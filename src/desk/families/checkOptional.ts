/** The columns of the families file that may be left out: homes, months of a relation, whose parent somebody is. */
import { isMonth } from '#core/schedule/plainDate.ts';

/** Undefined: the file has no such column; null: the cell is empty, so nothing is known. */
export interface OptionalCells {
  readonly home: (typeof homes)[number] | null | undefined;
  readonly from: string | null | undefined;
  readonly to: string | null | undefined;
  readonly parentOf: readonly string[] | null | undefined;
}

const homes = ['here', 'elsewhere', 'both'] as const;

export function checkOptional(
  given: (column: string) => string | undefined,
  role: 'parent' | 'child' | undefined,
  today: string,
  wrong: (column: string, cause: string, remedy: string) => void,
): OptionalCells {
  const cell = (column: string, only: 'parent' | 'child'): string | null | undefined => {
    const value = given(column);
    if (value === undefined || value === '') return value === '' ? null : undefined;
    if (role === undefined || role === only) return value;
    wrong(column, `"${value}" stands with a ${role}`, `leave the cell empty: it is for a ${only}`);
    return null;
  };
  const month = (column: string): string | null | undefined => {
    const value = cell(column, 'parent');
    if (typeof value !== 'string') return value;
    if (!isMonth(value)) wrong(column, `"${value}" cannot be used`, 'write year and month, like 2017-03');
    else if (value > today.slice(0, 7)) wrong(column, `${value} lies in the future`, 'correct the month');
    return value;
  };
  const said = cell('home', 'child');
  const home = homes.find((one) => one === said);
  if (typeof said === 'string' && home === undefined) {
    wrong(
      'home',
      `"${said}" cannot be used`,
      `write ${homes.join(', ')} as the first parent sees it, or nothing`,
    );
  }
  const from = month('from');
  const to = month('to');
  if (typeof from === 'string' && typeof to === 'string' && isMonth(from) && isMonth(to) && to < from)
    wrong('to', `${to} lies before ${from}`, 'write the month in which the relation ended');
  const children = cell('parent of', 'parent');
  return {
    home: typeof said === 'string' ? home : said,
    from,
    to,
    parentOf: typeof children === 'string' ? children.split(/\s+/) : children,
  };
}
