/** One column of the table with what the codebook says about it. */
import { deviceReasons, type MissingReason, missingCodes } from '../event/missing.ts';
import type { RosterKind } from '../protocol/envelope.ts';
import type { Act } from '../questionnaire/compiled.ts';

export type Cell = string | number | null;

export type ColumnType =
  /** About the person or the wave, not an answer. */
  | 'fixed'
  | 'coded'
  /** 0 or 1 for one option of an item with several. */
  | 'indicator'
  | 'number'
  | 'date'
  | 'text'
  /** Why a text or date is missing: a missing code, empty beside a value. */
  | 'reason';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly label: string;
  readonly questionnaire: string | null;
  /** Those whose answers it holds. */
  readonly versions: readonly number[];
  /** Of these, the ones whose answers were read by a declared recode. */
  readonly recodedFrom: readonly number[];
  /** Versions with the same item whose answers stand in a column of their own. */
  readonly notComparableWith: readonly number[];
  readonly section: string | null;
  readonly block: string | null;
  readonly item: string | null;
  /** Number of the child that the whole questionnaire is about; null: the respondent. */
  readonly subject: number | null;
  /** Which roster row of a repeated section, from 1, and of which kind; null: not repeated. */
  readonly row: number | null;
  readonly rowKind: RosterKind | null;
  /** Of an indicator: the option's id, or kind and number of the roster row that it stands for. */
  readonly option: string | null;
  /** What its numbers mean, in the order of the definition. */
  readonly codes: readonly { readonly code: number; readonly label: string }[];
  /** Codes that stand for a missing answer here. */
  readonly missing: readonly { readonly code: number; readonly reason: MissingReason }[];
  /** Who does what to whom; null: not about an act. */
  readonly act: Act | null;
}

const reasons: readonly MissingReason[] = [
  ...deviceReasons,
  'not-reached',
  'quarantined',
  'erased',
  'voided',
];

export const missingList: readonly { readonly code: number; readonly reason: MissingReason }[] = reasons
  .map((reason) => ({ code: missingCodes[reason], reason }))
  .sort((one, other) => other.code - one.code);
