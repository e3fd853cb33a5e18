/**
 * The protocol facts that expressions may use, with their types: what an envelope, a task, a
 * roster row and the day of answering say. Gates are not among them: they decide which task
 * opens, never which item shows.
 */
import { bands, waves } from '../protocol/envelope.ts';

/** Types of the expression language, by the names that the type checker knows. */
export type FactType = 'string' | 'double' | 'bool' | 'list<string>';

export interface ProtocolFact {
  readonly type: FactType;
  /** Known only inside a section that is repeated for roster rows. */
  readonly rowOnly: boolean;
  /** The closed list of its values, where there is one: a comparison with any other is an error. */
  readonly values: readonly string[] | null;
  readonly meaning: string;
}

const fact = (type: FactType, meaning: string, values: readonly string[] | null = null): ProtocolFact => ({
  type,
  rowOnly: false,
  values,
  meaning,
});

const rowFact = (type: FactType, meaning: string, values: readonly string[] | null = null): ProtocolFact => ({
  type,
  rowOnly: true,
  values,
  meaning,
});

export const protocolFacts = {
  role: fact('string', 'role of the respondent', ['parent', 'child']),
  band: fact('string', 'age band, frozen at the due date', bands),
  wave: fact('string', 'wave of the task', waves),
  firstWave: fact('bool', 'true in the first wave of this person'),
  consentAge: fact('double', 'age in whole years on the day of answering'),
  periodDays: fact('double', 'days from the start of the period to the day of answering'),
  childCount: fact('double', 'children in the roster'),
  partnerCount: fact('double', 'partners and former partners in the roster'),
  rowKind: rowFact('string', 'kind of this roster row', ['child', 'partner']),
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
