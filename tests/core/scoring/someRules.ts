/** Rules and answers made up for the tests of scores. */
import type { AnswerValue } from '#core/event/event.ts';
import { type MissingReason, missingCodes } from '#core/event/missing.ts';
import type { Answers } from '#core/scoring/score.ts';
import type { Counting, Ruled, ScoredItem, ScoreRule } from '#core/scoring/scoreRule.ts';

const ruled = <T>(value: T): Ruled<T> => ({ value, says: {}, source: 'own' });
const midpoints = { 0: 0, 1: 1, 2: 2, 3: 4, 4: 8, 5: 15, 6: 25, 7: 0 };

export const counting: Counting = {
  midpoints: ruled(midpoints),
  before: ruled(7),
  cap: ruled(25),
  yearDays: ruled(365.25),
  rateDays: ruled({ from: 60, to: 500 }),
  recencyDays: ruled({}),
};

export const scaleItem = (item: string, over: Partial<ScoredItem> = {}): ScoredItem => ({
  item,
  reading: { how: 'number' },
  low: 0,
  high: 4,
  reversed: false,
  ...over,
});

export const timesItem = (item: string): ScoredItem =>
  scaleItem(item, { reading: { how: 'table', numbers: midpoints }, high: 25 });

export const scoreRule = (over: Partial<ScoreRule>): ScoreRule => ({
  id: 'tried',
  title: {},
  questionnaire: 'tried',
  per: 'subject',
  method: 'sum',
  items: [],
  atLeast: 1,
  least: { share: 0.8 },
  fill: 'none',
  enough: null,
  leaveOut: [],
  bands: null,
  source: 'own',
  ...over,
});

const isReason = (value: unknown): value is MissingReason =>
  typeof value === 'string' && Object.hasOwn(missingCodes, value);

/** Answers by item; a missing reason is written as itself. */
export const given = (answers: Readonly<Record<string, AnswerValue>>): Answers =>
  new Map(
    Object.entries(answers).map(([item, value]) => [item, isReason(value) ? { missing: value } : { value }]),
  );
