/**
 * The protocol facts that expressions may use, with their types: what an envelope, a task, a
 * roster row and the day of answering say. Gates are not among them: they decide which task
 * opens, never which item shows.
 */
import { bands, extents, waves } from '../protocol/envelope.ts';

/** Types of the expression language, by the names that the type checker knows. */
export type FactType = 'string' | 'double' | 'bool' | 'list<string>';

export interface ProtocolFact {
  readonly type: FactType;
  /** row: known only inside a section that is repeated for roster rows; subject: only where a child is the subject. */
  readonly only: 'row' | 'subject' | null;
  /** The closed list of its values, where there is one: a comparison with any other is an error. */
  readonly values: readonly string[] | null;
  readonly meaning: string;
}

type Only = ProtocolFact['only'];
const factOf =
  (only: Only) =>
  (type: FactType, meaning: string, values: readonly string[] | null = null): ProtocolFact => ({
    type,
    only,
    values,
    meaning,
  });
const fact = factOf(null);
const rowFact = factOf('row');
const subjectFact = factOf('subject');

/** Age of a subject on the due date: the bands of respondents, and those below them. */
export const subjectBands = ['child-0-2', 'child-3-7', 'child-8-11', 'youth-12-15', 'youth-16-19'] as const;
export type SubjectBand = (typeof subjectBands)[number];

export const protocolFacts = {
  role: fact('string', 'role of the respondent', ['parent', 'child', 'interviewer']),
  band: fact('string', 'age band, frozen at the due date', bands),
  wave: fact('string', 'wave of the task', waves),
  firstWave: fact('bool', 'true in the first wave of this person'),
  consentAge: fact('double', 'age in whole years on the day of answering'),
  periodDays: fact('double', 'days from the start of the period to the day of answering'),
  childCount: fact('double', 'children in the roster'),
  partnerCount: fact('double', 'partners and former partners in the roster'),
  parentCount: fact('double', 'parents of the respondent in the roster'),
  extent: fact('string', 'full, or core: what is asked about every child', extents),
  subjectAge: subjectFact('double', 'age in whole years of the subject on the due date'),
  subjectBand: subjectFact('string', 'age band of the subject on the due date', subjectBands),
  subjectSex: subjectFact('string', 'sex of the subject', ['f', 'm', 'x']),
  subjectRelation: subjectFact('string', 'relation of the subject to the respondent'),
  rowKind: rowFact('string', 'kind of this roster row', ['child', 'partner', 'parent']),
  rowSex: rowFact('string', 'sex of this roster row', ['f', 'm', 'x']),
  rowAge: rowFact('double', 'age in whole years of this roster row on the day of answering'),
  rowRelation: rowFact('string', 'relation of this roster row to the respondent'),
  rowCount: rowFact('double', 'roster rows of the same kind, this one included'),
} as const satisfies Readonly<Record<string, ProtocolFact>>;

export type ProtocolFactName = keyof typeof protocolFacts;
export const protocolFactNames: readonly string[] = Object.keys(protocolFacts);

/** The fact of that name, or undefined: own names only. */
export function protocolFact(name: string): ProtocolFact | undefined {
  return Object.hasOwn(protocolFacts, name) ? protocolFacts[name as ProtocolFactName] : undefined;
}
