/** Whose rows a respondent's roster can hold: a parent sees partners and children, a child its parents. */
import type { RosterKind } from '../protocol/envelope.ts';
import type { CountedFact, Respondent } from './compiled.ts';

export const rosterKindsOf: Readonly<Record<Respondent, readonly RosterKind[]>> = {
  parent: ['child', 'partner'],
  child: ['parent'],
  interviewer: ['child', 'partner', 'parent'],
};

export const kindCounted: Readonly<Record<CountedFact, RosterKind>> = {
  childCount: 'child',
  partnerCount: 'partner',
  parentCount: 'parent',
};
