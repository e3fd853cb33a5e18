/**
 * For whom a questionnaire is written, and what texts may ask of them. All limits are own: a warning
 * asks the author to look again, it decides nothing.
 */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';

export type Audience = 'children' | 'youth' | 'adults';

/** The youngest who are asked decide. */
export const audienceOf = ({ bands, respondent }: Pick<Questionnaire, 'bands' | 'respondent'>): Audience => {
  if (respondent !== 'child') return 'adults';
  return bands.includes('child-8-11') ? 'children' : 'youth';
};

export interface AudienceLimits {
  /** Words of a sentence. */
  readonly longestSentence: number;
  /** Least score of a published formula of reading ease (readingEase.ts). */
  readonly leastEase: number;
  /** Minutes of one block: after a lock a block starts again from its first item. */
  readonly blockMinutes: number;
}

export const audienceLimits: Readonly<Record<Audience, AudienceLimits>> = {
  children: { longestSentence: 12, leastEase: 85, blockMinutes: 2 },
  youth: { longestSentence: 16, leastEase: 75, blockMinutes: 2 },
  adults: { longestSentence: 20, leastEase: 60, blockMinutes: 3 },
};
