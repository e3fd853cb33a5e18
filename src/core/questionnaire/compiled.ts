/**
 * What a pack compiles to and a device runs: checked in full when compiled, so the device
 * only checks the file's hash. Nothing here is optional by accident: absent means absent.
 */

import type { SizeClass } from '../event/bundle.ts';
import type { OfferedReason } from '../event/missing.ts';
import type { Band } from '../protocol/envelope.ts';

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
export const actSides = ['self', 'row', 'other'] as const;
export type ActSide = (typeof actSides)[number];

/** Who does what to whom, for items about an act. "row" is the roster row of the section. */
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
}
export type Item =
  | (ItemBase & { readonly type: 'choice'; readonly options: readonly Option[]; readonly look: Look })
  | (ItemBase & { readonly type: 'choices'; readonly options: readonly Option[] })
  | (ItemBase & { readonly type: 'frequency'; readonly points: readonly Point[]; readonly scale: string })
  | (ItemBase & {
      readonly type: 'scale';
      readonly points: readonly Point[];
      readonly scale: string;
      readonly look: Look;
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
  | (ItemBase & { readonly type: 'note' });
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
  readonly repeat: 'child' | 'partner' | null;
  /** Protocol and carry facts only. Not relevant: every item is written as not-asked. */
  readonly relevant?: Expression;
  /** A practice section is never tabulated. */
  readonly practice: boolean;
  /** A rest with the breathing exercise after this section. */
  readonly rest: boolean;
  /** Size of its bundles: the largest path with two passes fits. */
  readonly sizeClass: SizeClass;
  readonly blocks: readonly Block[];
}

/** Keyed texts of one language, complete. `{{row}}`, `{{since}}` and first names may be piped. */
export interface Texts {
  readonly review: 'draft' | 'reviewed';
  readonly title: string;
  readonly sections: Readonly<Record<string, { readonly title: string; readonly intro?: string }>>;
  readonly items: Readonly<Record<string, ItemTexts>>;
}
export interface ItemTexts {
  readonly label: string;
  readonly help?: string;
  /** Plain variant for reading aloud; absent: the label. */
  readonly aloud?: string;
  /** By option id or String(point value). */
  readonly options?: Readonly<Record<string, string>>;
  readonly checks?: Readonly<Record<string, string>>;
  readonly unit?: string;
}

export interface Questionnaire {
  readonly format: 1;
  readonly questionnaire: string;
  readonly version: number;
  readonly bands: readonly Band[];
  /** Short prefix of its table columns, unique in the pack. */
  readonly prefix: string;
  readonly sections: readonly Section[];
  readonly texts: Readonly<Record<string, Texts>>;
}
