/** What somebody went through to its end, and on which day: dates of later waves and periods hang on nothing else. */
import type { Wave } from '../protocol/envelope.ts';

export interface CompletedSection {
  readonly family: string;
  readonly person: string;
  readonly role: 'parent' | 'child';
  readonly wave: Wave;
  readonly questionnaire: string;
  /** "self" or a roster row id. */
  readonly subject: string;
  readonly section: string;
  /** Roster row of a repeated section, else null. */
  readonly row: string | null;
  /** Flagged `core`. */
  readonly core: boolean;
  /** It asks about the period. */
  readonly period: boolean;
  /** Days on which it was completed for the first and for the last time in this wave. */
  readonly firstDay: string;
  readonly lastDay: string;
}
