/** How the answers of one interview become a score: which items, which arithmetic, how many may be missing, which bands. */
import type { MissingReason } from '../event/missing.ts';

/** By language of the study. */
export type Words = Readonly<Record<string, string>>;

/** A rule that a report can print: its value, in words, and where it comes from. */
export interface Ruled<T> {
  readonly value: T;
  readonly says: Words;
  readonly source: string;
}

export const scoreMethods = ['sum', 'mean', 'count', 'highest', 'any', 'rate', 'recency'] as const;
export type ScoreMethod = (typeof scoreMethods)[number];

/** Where a score stands: once for the subject of the interview, or once for each roster row of a kind. */
export const scorePlaces = ['subject', 'child', 'partner', 'parent'] as const;
export type ScorePlace = (typeof scorePlaces)[number];

/** How an answer becomes a number. */
export type Reading =
  /** The number as it was given, from `low` to `high`. */
  | { readonly how: 'number' }
  /** By option id or String(value); null: the answer says that it does not apply. */
  | { readonly how: 'table'; readonly numbers: Readonly<Record<string, number | null>> }
  /** 1 when one of these options is ticked, else 0. */
  | { readonly how: 'ticked'; readonly options: readonly string[] }
  /** 1 when anything but these options is ticked, a roster row included, else 0. */
  | { readonly how: 'ticked-other'; readonly options: readonly string[] };

export interface ScoredItem {
  readonly item: string;
  readonly reading: Reading;
  /** Least and highest number that the item can give. */
  readonly low: number;
  readonly high: number;
  readonly reversed: boolean;
}

/** So much must be valid, else the score is missing. */
export type LeastValid = { readonly share: number } | { readonly number: number };

export interface ScoreBand {
  readonly id: string;
  /** This value and higher … */
  readonly from: number;
  /** … but lower than this one; the last band has none. */
  readonly below?: number | undefined;
}

export interface Bands {
  /** False: provisional. */
  readonly validated: boolean;
  /** How the limits were fixed, before any data. */
  readonly fixed: Words;
  readonly source: string;
  readonly list: readonly ScoreBand[];
}

export interface ScoreRule {
  readonly id: string;
  readonly title: Words;
  readonly questionnaire: string;
  readonly per: ScorePlace;
  readonly method: ScoreMethod;
  readonly items: readonly ScoredItem[];
  /** From here on an item counts: methods count and any. */
  readonly atLeast: number;
  readonly least: LeastValid;
  /** mean: each item without an answer is taken to be the mean of the valid ones. */
  readonly fill: 'mean' | 'none';
  /** highest: one answer of this number is enough, whatever is missing; the value is then a least one. */
  readonly enough: number | null;
  /** Items missing for these reasons are no part of the score, as if the rule did not name them. */
  readonly leaveOut: readonly MissingReason[];
  readonly bands: Bands | null;
  readonly source: string;
}

/** What all rates have in common. */
export interface Counting {
  /** Times by class of the count scale; the class "before this period" is 0. */
  readonly midpoints: Ruled<Readonly<Record<string, number>>>;
  /** Class that says "not in this period, but before". */
  readonly before: Ruled<number>;
  /** Highest rate of one act. */
  readonly cap: Ruled<number>;
  readonly yearDays: Ruled<number>;
  /** A shorter or longer period gives prevalence only. */
  readonly rateDays: Ruled<{ readonly from: number; readonly to: number }>;
  /** Least days since the last act, by option of a recency item. */
  readonly recencyDays: Ruled<Readonly<Record<string, number>>>;
}
