/**
 * Joins the families file with what the desk knows: a person keeps the lasting row id, and a file
 * that contradicts what earlier invites said is refused rather than followed.
 */
import { err, ok, type Result } from '#core/result.ts';
import type { Person } from '../state/entry.ts';
import type { Family } from '../state/replay.ts';
import type { FamilyRow } from './checkRow.ts';
import { describe } from './describe.ts';
import type { FamilyError } from './familyError.ts';

export interface MergedFamily {
  readonly family: Family;
  /** Persons named in this file; those known from before stay in rosters all the same. */
  readonly named: readonly string[];
}

export function mergeFamilies(
  rows: readonly FamilyRow[],
  known: ReadonlyMap<string, Family>,
  today: string,
  newId: () => string,
): Result<readonly MergedFamily[], readonly FamilyError[]> {
  const errors: FamilyError[] = [];
  const merged = [...new Set(rows.map((row) => row.family))].map((code): MergedFamily => {
    const before = known.get(code);
    const members = rows.filter((row) => row.family === code);
    const persons = [...(before?.persons ?? [])];
    for (const row of members) {
      const at = persons.findIndex((person) => person.person === row.person);
      const earlier = persons[at];
      if (earlier === undefined) persons.push(personOf(row, newId(), undefined));
      else if (contradicts(earlier, row)) errors.push(contradiction(row));
      else persons[at] = personOf(row, earlier.row, earlier);
    }
    errors.push(...sameDescriptions(members, persons), ...wrongRelations(members, persons));
    const family = { family: code, due: before?.due ?? today, persons, sample: before?.sample ?? [] };
    return { family, named: members.map((row) => row.person) };
  });
  return errors.length === 0 ? ok(merged) : err(errors);
}

/** A column that this file does not have says nothing new: what was known stays. */
const personOf = (row: FamilyRow, id: string, earlier: Person | undefined): Person => ({
  person: row.person,
  role: row.role,
  birthMonth: row.birthMonth,
  sex: row.sex,
  language: row.language,
  relation: row.relation,
  order: row.order,
  row: id,
  ...known('home', row.home === undefined ? earlier?.home : row.home),
  ...known('from', row.from === undefined ? earlier?.from : row.from),
  ...known('to', row.to === undefined ? earlier?.to : row.to),
  ...known('parentOf', row.parentOf === undefined ? earlier?.parentOf : row.parentOf?.slice()),
});

const known = <K extends string, T>(key: K, value: T | null | undefined): { readonly [key in K]?: T } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: T });

/** What only the whole family shows: whose parent somebody can be, and with whom a relation began. */
function wrongRelations(members: readonly FamilyRow[], persons: readonly Person[]): readonly FamilyError[] {
  const first = persons.find(({ role }) => role === 'parent');
  return members.flatMap((row) => {
    const strangers = (row.parentOf ?? []).filter(
      (code) => !persons.some(({ person, role }) => person === code && role === 'child'),
    );
    return [
      ...strangers.map((code) => ({
        line: row.line,
        column: 'parent of',
        cause: `family ${row.family} has no child with the code "${code}"`,
        remedy: 'write the codes of children with a space between them',
      })),
      ...(['from', 'to'] as const)
        .filter((column) => typeof row[column] === 'string' && row.person === first?.person)
        .map((column) => ({
          line: row.line,
          column,
          cause: `${row.person} is the first parent of family ${row.family}`,
          remedy: 'write the months of a relation with the other parent of it',
        })),
    ];
  });
}

/** A row that describes somebody exactly as another person of the family known from before. */
const sameDescriptions = (
  members: readonly FamilyRow[],
  persons: readonly Person[],
): readonly FamilyError[] =>
  members.flatMap((row) => {
    const same = persons.find(
      (person) =>
        person.person !== row.person &&
        !members.some((member) => member.person === person.person) &&
        describe(person) === describe(row),
    );
    return same === undefined
      ? []
      : [
          {
            line: row.line,
            column: row.role === 'child' ? 'order' : 'relation',
            cause: `this ${row.role} has the same description as person ${same.person}, known from an earlier invite`,
            remedy:
              row.role === 'child'
                ? 'add the column "order" with another number'
                : 'correct birth month, sex or relation',
          },
        ];
  });

/** Language and relation may change between invites; who somebody is may not. */
const contradicts = (person: Person, row: FamilyRow): boolean =>
  person.role !== row.role || person.birthMonth !== row.birthMonth || person.sex !== row.sex;

const contradiction = (row: FamilyRow): FamilyError => ({
  line: row.line,
  column: 'person',
  cause: `person ${row.person} of family ${row.family} has another role, birth month or sex than in an earlier invite`,
  remedy: 'correct the line, or give a new person a new code',
});
