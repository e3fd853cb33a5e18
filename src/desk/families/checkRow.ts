/** One row of the families file by itself: every cell is checked, so all its errors are told together. */

import { err, ok, type Result } from '#core/result.ts';
import { isMonth } from '#core/schedule/plainDate.ts';
import { checkOptional, type OptionalCells } from './checkOptional.ts';
import type { FamiliesContext, FamilyError } from './familyError.ts';
import { relationsOf } from './relations.ts';

export interface FamilyRow extends OptionalCells {
  readonly line: number;
  readonly family: string;
  readonly person: string;
  readonly role: 'parent' | 'child';
  readonly birthMonth: string;
  readonly sex: 'f' | 'm' | 'x';
  readonly language: string;
  readonly relation: string;
  readonly order: number;
}

const codeForm = /^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/;
const sexes = ['f', 'm', 'x'] as const;
const roles = ['parent', 'child'] as const;
/** Whole years; wide on purpose, since the schedule decides who is asked. */
const ages = { parent: [14, 100], child: [0, 18] } as const;

export function checkRow(
  given: (column: string) => string | undefined,
  line: number,
  context: FamiliesContext,
): Result<FamilyRow, readonly FamilyError[]> {
  const errors: FamilyError[] = [];
  const cell = (column: string): string => given(column) ?? '';
  const wrong = (column: string, cause: string, remedy: string): void => {
    errors.push({ line, column, cause, remedy });
  };
  const quoted = (column: string): string =>
    cell(column) === '' ? 'the cell is empty' : `"${cell(column)}" cannot be used`;

  for (const column of ['family', 'person']) {
    if (!codeForm.test(cell(column)))
      wrong(column, quoted(column), 'write a code of at most 16 letters, digits and hyphens, never a name');
  }
  const role = roles.find((one) => one === cell('role'));
  if (role === undefined) wrong('role', quoted('role'), `write ${roles.join(' or ')}`);
  const sex = sexes.find((one) => one === cell('sex'));
  if (sex === undefined) wrong('sex', quoted('sex'), `write ${sexes.join(', ')}`);
  if (!context.languages.includes(cell('language')))
    wrong('language', quoted('language'), `write ${context.languages.join(' or ')}`);
  checkBirthMonth(cell('birth month'), role, context.today, quoted('birth month'), wrong);
  if (role !== undefined && !relationsOf[role].some((one) => one === cell('relation'))) {
    wrong('relation', quoted('relation'), `for a ${role} write ${relationsOf[role].join(', ')}`);
  }
  const order = cell('order') === '' ? 1 : Number(cell('order'));
  if (!Number.isInteger(order) || order < 1 || order > 9)
    wrong('order', quoted('order'), 'write 1 for the eldest, 2 for the next, or nothing');

  const more = checkOptional(given, role, context.today, wrong);

  if (errors.length > 0 || role === undefined || sex === undefined) return err(errors);
  return ok({
    line,
    family: cell('family'),
    person: cell('person'),
    role,
    birthMonth: cell('birth month'),
    sex,
    language: cell('language'),
    relation: cell('relation'),
    order,
    ...more,
  });
}

function checkBirthMonth(
  value: string,
  role: FamilyRow['role'] | undefined,
  today: string,
  quoted: string,
  wrong: (column: string, cause: string, remedy: string) => void,
): void {
  const column = 'birth month';
  if (!isMonth(value)) {
    wrong(column, quoted, 'write year and month, like 2017-03');
    return;
  }
  const months =
    (Number(today.slice(0, 4)) - Number(value.slice(0, 4))) * 12 +
    Number(today.slice(5, 7)) -
    Number(value.slice(5, 7));
  if (months < 0)
    wrong(column, `${value} lies in the future`, 'write the month in which this person was born');
  if (months < 0 || role === undefined) return;
  const years = Math.floor(months / 12);
  const [least, most] = ages[role];
  if (years < least || years > most) {
    wrong(
      column,
      `a ${role} of ${years} years is outside ${least} to ${most}`,
      'correct the month or the role',
    );
  }
}
