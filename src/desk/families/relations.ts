/**
 * The study's words for who somebody is in a family, and the roster that one respondent gets: rows
 * about the others, without names and codes, each under its lasting id.
 */
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Person } from '../state/entry.ts';

export const relationsOf = {
  parent: [
    'mother',
    'father',
    'stepmother',
    'stepfather',
    'foster-mother',
    'foster-father',
    'partner',
    'ex-partner',
    'other',
  ],
  child: ['child', 'stepchild', 'foster-child', 'other'],
} as const;

/** Children in order of age, so that "the older" comes first in every roster of the family. */
export function rosterFor(respondent: Person, persons: readonly Person[]): readonly RosterRow[] {
  // A child's form asks about no rows, so a child's envelope says nothing about the others.
  if (respondent.role === 'child') return [];
  const others = persons.filter((person) => person.row !== respondent.row);
  const children = others.filter((person) => person.role === 'child').sort(byAge);
  const partners = others.filter((person) => person.role === 'parent');
  return [
    ...partners.map((person) => row(person, 'partner', betweenParents(respondent, person))),
    ...children.map((person) => row(person, 'child', person.relation)),
  ];
}

const row = (person: Person, kind: RosterRow['kind'], relation: string): RosterRow => ({
  id: person.row,
  kind,
  sex: person.sex,
  birthMonth: person.birthMonth,
  order: person.order,
  relation,
});

/** Being partners or former partners holds both ways; otherwise they are parents of the same children. */
function betweenParents(respondent: Person, other: Person): string {
  const mutual = ['partner', 'ex-partner'];
  if (mutual.includes(other.relation)) return other.relation;
  return mutual.includes(respondent.relation) ? respondent.relation : 'other';
}

const byAge = (a: Person, b: Person): number =>
  a.birthMonth.localeCompare(b.birthMonth) || a.order - b.order || a.person.localeCompare(b.person);
