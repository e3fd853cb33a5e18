/**
 * What a pack compiles to and a device runs: checked in full when compiled, so the device
 * only checks the file's hash. Nothing here is optional by accident: absent means absent.
 */

import type { SizeClass } from '../event/bundle.ts';
import type { OfferedReason } from '../event/missing.ts';
import type { Band, RosterKind } from '../protocol/envelope.ts';

/** JSON tree of the CEL subset; see evaluate.ts for the meaning of each form. */
export type Expression =
  | { readonly value: string | number | boolean }
  | { readonly name: string }
  | { readonly call: Operator; readonly of: readonly Expression[] };

export type Operator =
  | '&&'
  | '||'
  | '!'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | 'in'
  | '?:'
  | 'list'
  | 'missing'
  | 'reason';

export interface Option {
  readonly id: string;
  readonly code: number;
  readonly severity: number;
  readonly exclusive: boolean;
  /** Protocol facts only; absent: always offered. See offered.ts. */
  readonly relevant?: Expression;
}
export interface Point {
  readonly value: number;
  readonly severity: number;
  readonly relevant?: Expression;
}

/** One option for each roster row of a kind, before the written options; its id is the row's id. */
export interface RowOptions {
  readonly kind: RosterKind;
  readonly severity: number;
}

/** How answers of an earlier version read in this one: option ids or point values, as text. */
export interface Recode {
  readonly from: number;
  readonly map: Readonly<Record<string, string>>;
}

/** Own taxonomy of acts; "any" is for one item over all of them (recency). */
export const actKinds = [
  'words',
  'threats',
  'control',
  'property',
  'force',
  'severe',
  'sexual',
  'injury',
  'neglect',
  'any',
] as const;
export type ActKind = (typeof actKinds)[number];
export const actSides = ['self', 'row', 'subject', 'other'] as const;
export type ActSide = (typeof actSides)[number];

/** Who does what to whom: "row" is the roster row of the section, "subject" the one the questionnaire is about. */
export interface Act {
  readonly kind: ActKind;
  readonly actor: ActSide;
  readonly victim: ActSide;
}

export interface Check {
  readonly id: string;
  /** hard: cannot go on with this value; soft: shown once, may be passed. */
  readonly kind: 'hard' | 'soft';
  /** True = fine. Unknown = fine. */
  readonly that: Expression;
}

interface ItemBase {
  readonly id: string;
  /** Plain bytes of its event. */
  readonly bytes: number;
  readonly relevant?: Expression;
  readonly checks: readonly Check[];
  readonly reasons: readonly OfferedReason[];
  readonly act?: Act;
  /** A carry fact: kept in memory for later blocks of this sitting. */
  readonly carry: boolean;
  /** A value from here on puts a signal into the event's slot: option ids or least number. */
  readonly signal?: readonly string[] | number;
  /** Absent: an earlier version's answers share the column only while their codes agree. */
  readonly recode?: readonly Recode[];
}
export type Item =
  | (ItemBase & {
      readonly type: 'choice';
      readonly options: readonly Option[];
      readonly look: Look;
      /** Answering yes or no sets the gate of this consent of the study. */
      readonly consent?: string;
    })
  | (ItemBase & {
      readonly type: 'choices';
      readonly options: readonly Option[];
      readonly rows?: RowOptions;
    })
  | (ItemBase & {
      readonly type: 'frequency';
      readonly points: readonly Point[];
      readonly scale: string;
      /** Id of the grid that this item is a line of. */
      readonly grid?: string;
    })
  | (ItemBase & {
      readonly type: 'scale';
      readonly points: readonly Point[];
      readonly scale: string;
      readonly look: Look;
      /** Id of the grid that this item is a line of. */
      readonly grid?: string;
    })
  | (ItemBase & { readonly type: 'rating'; readonly min: number; readonly max: number })
  | (ItemBase & {
      readonly type: 'number';
      readonly min: number;
      readonly max: number;
      readonly whole: boolean;
    })
  | (ItemBase & { readonly type: 'date'; readonly precision: 'year' | 'month' | 'day' })
  | (ItemBase & { readonly type: 'text'; readonly maxLength: number })
  | (ItemBase & {
      readonly type: 'note';
      /** Going on from it sets the gate "information seen". */
      readonly information: boolean;
    });
export type Look = 'words' | 'faces' | 'circles';

export interface Block {
  readonly id: string;
  /** Which pass the table takes: design.md 6. */
  readonly counts: 'highest' | 'last';
  readonly items: readonly Item[];
}
export type SectionFlag = 'core' | 'outcome' | 'sensitive' | 'routing';
export interface Section {
  readonly id: string;
  readonly flags: readonly SectionFlag[];
  /** Asked once for each roster row of this kind; null: once. */
  readonly repeat: RosterKind | null;
  /** Protocol and carry facts only. Not relevant: every item is written as not-asked. */
  readonly relevant?: Expression;
  /** It asks about the period since the task's `periodFrom`. */
  readonly period: boolean;
  /** A practice section is never tabulated. */
  readonly practice: boolean;
  /** A rest with the breathing exercise after this section. */
  readonly rest: boolean;
  /** Size of its bundles: the largest path with two passes fits. */
  readonly sizeClass: SizeClass;
  readonly blocks: readonly Block[];
}

/** One text in several forms: by the sex of the row (else of the subject), or by how many there are. */
export type TextForms =
  | { readonly by: 'sex'; readonly f: string; readonly m: string; readonly x: string }
  | { readonly by: CountedFact; readonly one: string; readonly other: string };
export const countedFacts = ['childCount', 'partnerCount', 'parentCount'] as const;
export type CountedFact = (typeof countedFacts)[number];
/** `{{row}}`, `{{subject}}`, `{{since}}` may be piped, `{{count}}` in forms by number only. */
export type Text = string | TextForms;

/** Keyed texts of one language, complete. */
export interface Texts {
  readonly review: 'draft' | 'reviewed';
  readonly title: Text;
  readonly sections: Readonly<Record<string, { readonly title: Text; readonly intro?: Text }>>;
  readonly items: Readonly<Record<string, ItemTexts>>;
  /** What stands above the lines of each grid. */
  readonly grids: Readonly<Record<string, { readonly label: Text; readonly help?: Text }>>;
}
export interface ItemTexts {
  readonly label: Text;
  readonly help?: Text;
  /** Plain variant for reading aloud; absent: the label. */
  readonly aloud?: Text;
  /** By option id or String(point value). */
  readonly options?: Readonly<Record<string, Text>>;
  readonly checks?: Readonly<Record<string, Text>>;
  readonly unit?: Text;
}

export const respondents = ['parent', 'child', 'interviewer'] as const;
export type Respondent = (typeof respondents)[number];
export const subjects = ['self', 'child', 'family'] as const;
/** Whom the whole questionnaire is about; "child": one task for each roster child. */
export type Subject = (typeof subjects)[number];

export interface Questionnaire {
  readonly format: 1;
  readonly questionnaire: string;
  readonly version: number;
  readonly respondent: Respondent;
  readonly subject: Subject;
  readonly bands: readonly Band[];
  /** Short prefix of its table columns, unique in the pack. */
  readonly prefix: string;
  /** Somebody else's instrument, loaded from outside the repository. */
  readonly licence?: Licence;
  readonly sections: readonly Section[];
  readonly texts: Readonly<Record<string, Texts>>;
}
export interface Licence {
  readonly holder: string;
  readonly terms: string;
}
