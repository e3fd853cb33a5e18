/**
 * The roster that one respondent gets: rows about the others, without names and codes, each under its lasting
 * id. A parent gets her (ex-)partner and the children, a child its parents; a former partner and the children
 * of whom he is known to be no parent hear nothing of each other. Relations to a partner are those to
 * the family's first parent; what is not known is left out rather than guessed.
 */
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Person } from '../state/entry.ts';

export function rosterFor(respondent: Person, persons: readonly Person[]): readonly RosterRow[] {
  const others = persons.filter((person) => person.row !== respondent.row);
  const parents = others.filter((person) => person.role === 'parent');
  if (respondent.role === 'child') {
    return parents.flatMap((person) => {
      const relation = relationToChild(person, respondent);
      return relation === null ? [] : [rowOf(person, 'parent', relation)];
    });
  }
  const first = persons.find((person) => person.role === 'parent');
  const isToldOf = (child: Person): boolean =>
    respondent.row === first?.row || relationToChild(respondent, child) !== null;
  const children = others.filter((person) => person.role === 'child' && isToldOf(person)).sort(byAge);
  return [
    ...parents
      .filter((person) => person.row === first?.row || respondent.row === first?.row)
      .map((person) => partnerRow(respondent, person, first, children)),
    ...children.map((child) => ({
      ...rowOf(child, 'child', child.relation),
      ...known('home', homeFor(respondent, child, first)),
    })),
  ];
}

const rowOf = (person: Person, kind: RosterRow['kind'], relation: string): RosterRow => ({
  id: person.row,
  kind,
  sex: person.sex,
  birthMonth: person.birthMonth,
  order: person.order,
  relation,
});

function partnerRow(
  respondent: Person,
  other: Person,
  first: Person | undefined,
  children: readonly Person[],
): RosterRow {
  // The first parent's own line says nothing about a relation.
  const { from, to } = other.row === first?.row ? respondent : other;
  const own = other.parentOf?.flatMap((code) =>
    children.filter(({ person }) => person === code).map(({ row }) => row),
  );
  return {
    ...rowOf(other, 'partner', betweenParents(respondent, other)),
    ...known('from', from),
    ...known('to', to),
    ...known('parentOf', own),
  };
}

/** Being partners or former partners holds both ways; otherwise they are parents of the same children. */
function betweenParents(respondent: Person, other: Person): string {
  const mutual = ['partner', 'ex-partner'];
  if (mutual.includes(other.relation)) return other.relation;
  return mutual.includes(respondent.relation) ? respondent.relation : 'other';
}

/** `home` is told as the first parent sees it; a parent who lives elsewhere sees it the other way round. */
function homeFor(respondent: Person, child: Person, first: Person | undefined): Person['home'] {
  if (first === undefined || respondent.row === first.row || child.home === 'both') return child.home;
  const between = betweenParents(respondent, first);
  if (between === 'partner') return child.home;
  // Where a child is that is not with the first parent, nobody said.
  return between === 'ex-partner' && child.home === 'here' ? 'elsewhere' : undefined;
}

const towardsParents = ['partner', 'ex-partner', 'other'];
const ofChildren = { f: 'mother', m: 'father', x: 'other' } as const;
const ofOthersChildren = { f: 'stepmother', m: 'stepfather', x: 'other' } as const;

/**
 * Null: a former partner who is known to be no parent of this child. Whose relation to the first parent began
 * after the birth, and who is not named as parent, is a step-parent.
 */
function relationToChild(parent: Person, child: Person): string | null {
  const named = parent.parentOf?.includes(child.person);
  if (named === false && parent.relation === 'ex-partner') return null;
  const later = parent.from !== undefined && parent.from > child.birthMonth;
  const stranger = named === false || (named === undefined && later);
  const unclear = stranger ? ['mother', 'father', ...towardsParents] : towardsParents;
  if (!unclear.includes(parent.relation)) return parent.relation;
  return stranger ? ofOthersChildren[parent.sex] : ofChildren[parent.sex];
}

const known = <K extends string, T>(key: K, value: T | undefined): { readonly [key in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: T });

const byAge = (a: Person, b: Person): number =>
  a.birthMonth.localeCompare(b.birthMonth) || a.order - b.order || a.person.localeCompare(b.person);
