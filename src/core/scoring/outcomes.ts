/**
 * What outcomes.json compiles to: how answers become scores, and how scores and acts become the
 * study's outcomes. All of it is data with its source, so that a report can print the rule beside the
 * number. Only scores of one interview are computed here; families are the desk's work.
 */
import type { Band } from '../protocol/envelope.ts';
import type { ActKind, Respondent } from '../questionnaire/compiled.ts';
import type { Counting, Ruled, ScoreRule, Words } from './scoreRule.ts';

/** A section or an item of a questionnaire of the pack. */
export interface SectionRef {
  readonly questionnaire: string;
  readonly section: string;
}
export interface ItemRef {
  readonly questionnaire: string;
  readonly item: string;
  /** These options of it; absent: the item as a whole. */
  readonly options?: readonly string[] | undefined;
}
/** True when the score stands in one of these bands. */
export interface InBands {
  readonly score: string;
  readonly bands: readonly string[];
}

/** One act, however many ask about it: its items are set beside each other before they are added up. */
export interface ActRule {
  readonly id: string;
  readonly kind: ActKind;
  readonly title: Words;
  readonly items: readonly ItemRef[];
}

export const stoppedConditions = [
  'adult-answered-every-act-for-each-partner',
  'adult-answered-every-act-for-each-sampled-child',
  'every-act-is-zero',
  'no-act-is-missing',
  'earlier-reporters-answered',
  'any-act-is-positive',
] as const;
export type StoppedCondition = (typeof stoppedConditions)[number];
export const undeterminedGroups = ['contact', 'no-contact', 'child-placed-out'] as const;

export interface IncidentRules {
  readonly informants: Ruled<{
    /** Whose counts become rates, and who says only whether. */
    readonly rate: readonly Band[];
    readonly prevalenceOnly: readonly Band[];
    readonly perActAndDirection: 'highest';
    /** What a child tells about all actors is set beside the sum over the actors that adults tell about. */
    readonly childActors: 'sum-over-actors';
    readonly overActs: 'sum';
    readonly missing: 'never-zero';
  }>;
  readonly partnerRate: Ruled<{
    readonly directions: 'both';
    readonly beside: readonly ('per-victim' | 'first-parent-only')[];
  }>;
  readonly change: Ruled<{
    readonly unit: readonly ('respondent' | 'subject' | 'section')[];
    readonly presentAt: 'both-waves';
    readonly beside: 'open-set';
    readonly sections: readonly SectionRef[];
  }>;
  readonly stoppedSixMonths: Ruled<{ readonly days: number; readonly scores: readonly string[] }>;
  readonly stoppedPeriod: Ruled<{ readonly sections: readonly SectionRef[] }>;
  readonly stopped: Ruled<{
    readonly stoppedWhenAll: readonly StoppedCondition[];
    readonly notStoppedWhenAny: readonly StoppedCondition[];
    readonly otherwise: 'undetermined';
    readonly apart: readonly (typeof undeterminedGroups)[number][];
    readonly contact: readonly ItemRef[];
    readonly placedOut: readonly ItemRef[];
  }>;
  readonly frequentOrSerious: Ruled<{
    /** More than so many a year. */
    readonly above: number;
    readonly sensitivity: readonly number[];
    /** Acts of the own severe list. */
    readonly severe: readonly string[];
    readonly caveat: string;
  }>;
  readonly kinds: Ruled<{
    /** Kinds that count as incidents between partners. */
    readonly betweenPartners: readonly ActKind[];
    /** Towards a child: direct and neglect stay apart. */
    readonly direct: readonly ActKind[];
    readonly neglect: readonly ActKind[];
    /** As a report speaks of them. */
    readonly psychological: readonly ActKind[];
    readonly physical: readonly ActKind[];
    readonly sexual: readonly ActKind[];
  }>;
  readonly childIncidents: Ruled<{
    readonly parts: readonly ('direct' | 'neglect' | 'partner-incidents-of-homes')[];
    readonly homes: 'slept-there-in-the-period';
    readonly nights: readonly ItemRef[];
  }>;
  readonly witness: Ruled<{
    readonly possible: 'lived-there';
    readonly seenOrHeard: readonly string[];
    readonly shown: 'both';
  }>;
  readonly control: Ruled<{
    readonly control: readonly InBands[];
    readonly fear: readonly InBands[];
    readonly both: 'controlling';
    readonly actsWithout: 'situational';
    readonly acts: readonly string[];
    readonly apart: readonly ('women' | 'men' | 'parents-of-one-family')[];
  }>;
}

export const problemLevels = ['parent', 'child', 'youth', 'family'] as const;
/** A problem is there when one of its scores stands in one of its bands. */
export interface ProblemRule {
  readonly id: string;
  readonly title: Words;
  readonly level: (typeof problemLevels)[number];
  readonly whenAny: readonly InBands[];
  /** A score per row: one row in the band is enough, or all rows must be. */
  readonly rows: 'any' | 'all';
  /** any: one informant is enough, and each is printed apart as well. */
  readonly informants: 'any' | 'one';
  readonly source: string;
}

export interface ServiceRule {
  readonly id: string;
  readonly title: Words;
  readonly specialised: boolean;
  readonly items: readonly ItemRef[];
  readonly source: string;
}
export interface HelpRules {
  readonly services: readonly ServiceRule[];
  /** An item of a service that is a scale: had from this value on, still running from that one. */
  readonly used: Ruled<{ readonly from: number; readonly runningFrom: number }>;
  readonly specialised: Ruled<{ readonly services: readonly string[] }>;
  readonly none: Ruled<{
    readonly waves: readonly ('T1' | 'T2')[];
    readonly members: 'all';
    readonly answered: 'both-waves';
  }>;
  readonly needs: Ruled<
    readonly {
      readonly need: string;
      readonly when: readonly InBands[];
      readonly services: readonly string[];
    }[]
  >;
  readonly talkedWithChild: Ruled<{ readonly items: readonly ItemRef[] }>;
  readonly caseManagers: Ruled<{ readonly items: readonly ItemRef[] }>;
}

export interface ParticipationRules {
  readonly person: Ruled<{
    readonly completeShare: number;
    readonly complete: 'core-outcome-sections-valid';
    readonly partial: 'acts-sections-complete';
    readonly breakOff: 'started';
    readonly acts: readonly SectionRef[];
  }>;
  readonly family: Ruled<{ readonly parents: number; readonly atLeast: 'partial' }>;
  readonly child: Ruled<{ readonly anyOf: readonly Respondent[]; readonly atLeast: 'partial' }>;
  readonly completeCase: Ruled<{ readonly waves: readonly ('T0' | 'T1' | 'T2')[] }>;
}

export const statisticMethods = [
  'exact-mcnemar',
  'cluster-robust-proportion',
  'cluster-robust-mean-difference',
  'effect-size-and-interval',
  'adjusted-association',
  'stayed-against-lost',
  'inverse-probability-weights',
  'same-mode-subset',
  'change-with-change',
  'cluster-robust-association',
] as const;
export interface StatisticRule {
  readonly id: string;
  readonly title: Words;
  readonly level: (typeof problemLevels)[number];
  readonly method: (typeof statisticMethods)[number];
  /** Ids of scores, problems or outcomes of this file. */
  readonly of: readonly string[];
  /** Off: a switch of the report. */
  readonly byDefault: boolean;
  readonly caveats: readonly string[];
  readonly source: string;
}

export interface Caveat {
  readonly id: string;
  readonly says: Words;
  readonly source: string;
}

/** A figure of the country: shown only where `items` ask what it was counted from. */
export interface ComparisonRule {
  readonly id: string;
  readonly title: Words;
  /** Null: no figure is loaded, and none is shown. One figure: `from` and `to` are the same. */
  readonly figure: {
    readonly from: number;
    readonly to: number;
    readonly unit: 'percent' | 'children';
  } | null;
  readonly level: (typeof problemLevels)[number];
  readonly year: number | 'not stated';
  readonly age: string;
  readonly definition: string;
  /** false: printed as context, never beside an own figure. */
  readonly comparable: boolean;
  readonly items: readonly ItemRef[];
  readonly source: string;
}

/** What a reader of the report may change; frozen when figures leave the desk. */
export interface SwitchRule {
  readonly id: string;
  readonly title: Words;
  readonly choices: readonly string[];
  readonly byDefault: string;
  readonly source: string;
}

export interface Outcomes {
  readonly format: 1;
  readonly state: Words;
  /** What the ids in `source` stand for. */
  readonly sources: Readonly<Record<string, string>>;
  readonly counting: Counting;
  readonly scores: readonly ScoreRule[];
  readonly acts: readonly ActRule[];
  readonly incidents: IncidentRules;
  readonly problems: readonly ProblemRule[];
  /** What a problem is when scores are missing. */
  readonly problemStates: Ruled<{
    readonly yes: 'any-score-in-band';
    readonly no: 'every-score-outside';
    /** A score that nobody was asked for, by age or by routing. */
    readonly notAsked: 'left-out';
    readonly otherwise: 'undetermined';
  }>;
  readonly stacking: Ruled<{ readonly problems: readonly string[] }>;
  readonly help: HelpRules;
  readonly participation: ParticipationRules;
  readonly statistics: readonly StatisticRule[];
  /** Largest difference from the checked figures. */
  readonly exactness: Ruled<number>;
  readonly caveats: readonly Caveat[];
  readonly comparisons: readonly ComparisonRule[];
  readonly suppression: Ruled<{
    readonly below: number;
    readonly secondCell: boolean;
    readonly switchesFrozen: boolean;
  }>;
  readonly switches: readonly SwitchRule[];
}
