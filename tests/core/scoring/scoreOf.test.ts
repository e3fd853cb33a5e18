import { describe, expect, it } from 'vitest';
import type { Answers, ScoreContext } from '#core/scoring/score.ts';
import { scoreOf } from '#core/scoring/scoreOf.ts';
import type { ScoredItem, ScoreRule } from '#core/scoring/scoreRule.ts';
import { counting, given, scaleItem, scoreRule, timesItem } from './someRules.ts';

const context: ScoreContext = { counting, periodDays: 365.25, capped: true };
const scored = (rule: Partial<ScoreRule>, answers: Answers, over: Partial<ScoreContext> = {}) =>
  scoreOf(scoreRule(rule), answers, { ...context, ...over });

const five: readonly ScoredItem[] = ['a', 'b', 'c', 'd', 'e'].map((id) => scaleItem(id));
const twoActs = [timesItem('a'), timesItem('b')];

describe('a sum', () => {
  const sum = { method: 'sum', fill: 'mean', items: five } as const;

  it('adds up what was answered', () => {
    expect(scored(sum, given({ a: 0, b: 1, c: 2, d: 3, e: 4 }))).toEqual({
      value: 10,
      valid: 5,
      of: 5,
      band: null,
    });
  });

  it('turns reversed items round within their own scale', () => {
    const items = [scaleItem('a'), scaleItem('b', { reversed: true })];
    expect(scored({ ...sum, items }, given({ a: 1, b: 0 }))).toMatchObject({ value: 1 + 4 });
  });

  it('takes one of five that is missing to be the mean of the other four', () => {
    const answers = given({ a: 1, b: 2, c: 3, d: 4, e: 'prefer-not' });
    expect(scored(sum, answers)).toEqual({ value: 12.5, valid: 4, of: 5, band: null });
  });

  it('is missing when two of five are', () => {
    const answers = given({ a: 1, b: 2, c: 3, d: 'dont-know', e: 'prefer-not' });
    expect(scored(sum, answers)).toEqual({ missing: 'too-few-answers' });
  });

  it('adds up only what is there where the rule fills nothing in', () => {
    const answers = given({ a: 1, b: 2, c: 3, d: 4, e: 'prefer-not' });
    expect(scored({ ...sum, fill: 'none' }, answers)).toMatchObject({ value: 10, valid: 4, of: 5 });
  });

  it('can ask for a number of answers instead of a share', () => {
    const answers = given({ a: 1, b: 3, c: 'dont-know', d: 'dont-know', e: 'dont-know' });
    expect(scored({ ...sum, least: { number: 2 } }, answers)).toMatchObject({ value: 10, valid: 2 });
    expect(scored({ ...sum, least: { number: 3 } }, answers)).toEqual({ missing: 'too-few-answers' });
  });
});

describe('what is missing', () => {
  const sum = { method: 'sum', fill: 'mean', items: five } as const;

  it.each(['prefer-not', 'dont-know', 'not-applicable', 'not-asked', 'seen-and-passed', 'erased'] as const)(
    'all of it "%s" leaves no score and says so',
    (reason) => {
      const answers = given({ a: reason, b: reason, c: reason, d: reason, e: reason });
      for (const method of ['sum', 'mean', 'count', 'highest', 'any', 'rate'] as const)
        expect(scored({ ...sum, method }, answers)).toEqual({ missing: reason });
    },
  );

  it('for different reasons is said to be too few answers', () => {
    const answers = given({
      a: 'prefer-not',
      b: 'dont-know',
      c: 'dont-know',
      d: 'dont-know',
      e: 'dont-know',
    });
    expect(scored(sum, answers)).toEqual({ missing: 'too-few-answers' });
  });

  it('and never arrived was not reached', () => {
    expect(scored(sum, given({}))).toEqual({ missing: 'not-reached' });
  });

  it('is never 0, also when it does not apply', () => {
    const answers = given({ a: 4, b: 4, c: 4, d: 4, e: 'not-applicable' });
    expect(scored(sum, answers)).toMatchObject({ value: 20 });
    expect(scored({ ...sum, method: 'mean' }, answers)).toMatchObject({ value: 4 });
  });

  it('can be left out of the score as if it were not named', () => {
    const rule = { ...sum, leaveOut: ['not-asked', 'not-applicable'] } as const;
    const answers = given({ a: 4, b: 2, c: 'not-asked', d: 'not-applicable', e: 'not-asked' });
    expect(scored(rule, answers)).toEqual({ value: 6, valid: 2, of: 2, band: null });
    expect(
      scored(rule, given({ a: 4, b: 'prefer-not', c: 'not-asked', d: 'not-asked', e: 'not-asked' })),
    ).toEqual({ missing: 'too-few-answers' });
  });

  it('and left out altogether leaves no score', () => {
    const rule = { ...sum, leaveOut: ['not-asked'] } as const;
    const answers = given({ a: 'not-asked', b: 'not-asked', c: 'not-asked', d: 'not-asked', e: 'not-asked' });
    expect(scored(rule, answers)).toEqual({ missing: 'not-asked' });
  });

  it('counts an answer outside the scale as kept apart', () => {
    const answers = given({ a: 9, b: 9, c: 9, d: 9, e: 9 });
    expect(scored(sum, answers)).toEqual({ missing: 'quarantined' });
  });
});

describe('mean, count and highest', () => {
  it('a mean rests on what is valid', () => {
    const answers = given({ a: 0, b: 1, c: 4, d: 4, e: 'dont-know' });
    expect(scored({ method: 'mean', items: five }, answers)).toMatchObject({ value: 2.25, valid: 4, of: 5 });
  });

  it('a count counts items from its number on', () => {
    const answers = given({ a: 0, b: 1, c: 2, d: 3, e: 4 });
    expect(scored({ method: 'count', atLeast: 3, items: five }, answers)).toMatchObject({ value: 2 });
    expect(scored({ method: 'count', atLeast: 2, items: five }, answers)).toMatchObject({ value: 3 });
  });

  it('a count may fill in as a sum does', () => {
    const answers = given({ a: 0, b: 0, c: 4, d: 4, e: 'dont-know' });
    expect(scored({ method: 'count', atLeast: 3, fill: 'mean', items: five }, answers)).toMatchObject({
      value: 2.5,
    });
  });

  it('the highest is the highest', () => {
    const answers = given({ a: 0, b: 3, c: 2, d: 1, e: 0 });
    expect(scored({ method: 'highest', items: five }, answers)).toMatchObject({ value: 3 });
  });
});

describe("the highest of things that take each other's place", () => {
  const highest = { method: 'highest', items: five, least: { share: 1 }, enough: 3 } as const;

  it('does not sink because the others are not there', () => {
    expect(scored(highest, given({ a: 0, b: 4, c: 0, d: 0, e: 0 }))).toMatchObject({ value: 4, valid: 5 });
  });

  it('is missing while one without an answer could be higher', () => {
    expect(scored(highest, given({ a: 2, b: 0, c: 0, d: 0, e: 'prefer-not' }))).toEqual({
      missing: 'too-few-answers',
    });
  });

  it('is there once one answer is enough, and says on how many it rests', () => {
    const answers = given({ a: 3, b: 'dont-know', c: 'prefer-not', d: 0, e: 'seen-and-passed' });
    expect(scored(highest, answers)).toEqual({ value: 3, valid: 2, of: 5, band: null });
  });

  it('has nothing that is enough by itself where the rule names no number', () => {
    expect(scored({ ...highest, enough: null }, given({ a: 4, b: 4, c: 4, d: 4, e: 'dont-know' }))).toEqual({
      missing: 'too-few-answers',
    });
  });

  it('leaves out what does not apply', () => {
    const rule = { ...highest, leaveOut: ['not-applicable'] } as const;
    const none = 'not-applicable';
    expect(scored(rule, given({ a: 1, b: none, c: none, d: none, e: none }))).toMatchObject({
      value: 1,
      of: 1,
    });
    expect(scored(rule, given({ a: none, b: none, c: none, d: none, e: none }))).toEqual({ missing: none });
  });
});

describe('whether anything happened', () => {
  const any = { method: 'any', atLeast: 1, items: twoActs, least: { share: 1 } } as const;

  it('is yes after one act, whatever else is missing', () => {
    expect(scored(any, given({ a: 1, b: 'prefer-not' }))).toEqual({ value: 1, valid: 1, of: 2, band: null });
  });

  it('is no only after every act was denied', () => {
    expect(scored(any, given({ a: 0, b: 0 }))).toMatchObject({ value: 0 });
    expect(scored(any, given({ a: 0, b: 'prefer-not' }))).toEqual({ missing: 'too-few-answers' });
  });

  it('leaves out what was before this period', () => {
    expect(scored(any, given({ a: 7, b: 0 }))).toMatchObject({ value: 0 });
  });

  it('is said for a period of any length', () => {
    for (const periodDays of [1, 59, 501, null])
      expect(scored(any, given({ a: 3, b: 0 }), { periodDays })).toMatchObject({ value: 1 });
  });
});

describe('a rate', () => {
  const rate = { method: 'rate', items: twoActs } as const;

  it('takes the middle of each class', () => {
    const times = [0, 1, 2, 3, 4, 5, 6, 7].map((code) => scored(rate, given({ a: code, b: 0 })));
    expect(times.map((score) => ('value' in score ? score.value : null))).toEqual([0, 1, 2, 4, 8, 15, 25, 0]);
  });

  it('stretches half a year to a year', () => {
    const half = { periodDays: 365.25 / 2 };
    expect(scored(rate, given({ a: 3, b: 1 }), half)).toMatchObject({ value: 10 });
  });

  it('lets no act weigh more than 25 a year, unless the cap is switched off', () => {
    const half = { periodDays: 365.25 / 2 };
    expect(scored(rate, given({ a: 6, b: 5 }), half)).toMatchObject({ value: 50 });
    expect(scored(rate, given({ a: 6, b: 5 }), { ...half, capped: false })).toMatchObject({ value: 80 });
  });

  it.each([
    [59, 'period-too-short'],
    [60, null],
    [500, null],
    [501, 'period-too-long'],
    [null, 'period-unknown'],
    [Number.NaN, 'period-unknown'],
  ] as const)('over %s days says %s', (periodDays, missing) => {
    const score = scored(rate, given({ a: 1, b: 1 }), { periodDays });
    expect('missing' in score ? score.missing : null).toBe(missing);
  });

  it('over a short period says why only when there was something to stretch', () => {
    expect(scored(rate, given({ a: 'prefer-not', b: 'prefer-not' }), { periodDays: 30 })).toEqual({
      missing: 'prefer-not',
    });
  });
});

describe('how long ago', () => {
  const numbers = { week: 0, month: 8, never: 36525 };
  const items: readonly ScoredItem[] = [
    { item: 'last', reading: { how: 'table', numbers }, low: 0, high: 36525, reversed: false },
  ];

  it('is the least number of days of the answer', () => {
    const rule = { method: 'recency', items } as const;
    expect(scored(rule, given({ last: 'month' }))).toMatchObject({ value: 8 });
    expect(scored(rule, given({ last: 'never' }))).toMatchObject({ value: 36525 });
    expect(scored(rule, given({ last: 'dont-know' as const }))).toEqual({ missing: 'dont-know' });
  });
});

describe('answers that are words', () => {
  it('are ticked or not', () => {
    const items: readonly ScoredItem[] = [
      { item: 'who', reading: { how: 'ticked', options: ['x', 'y'] }, low: 0, high: 1, reversed: false },
    ];
    const rule = { method: 'any', items } as const;
    expect(scored(rule, given({ who: ['y', 'z'] }))).toMatchObject({ value: 1 });
    expect(scored(rule, given({ who: ['z'] }))).toMatchObject({ value: 0 });
    expect(scored(rule, given({ who: [] }))).toMatchObject({ value: 0 });
  });

  it('may say that something does not apply', () => {
    const numbers = { often: 2, sometimes: 1, no: 0, 'no-father': null };
    const items: readonly ScoredItem[] = [
      { item: 'a', reading: { how: 'table', numbers }, low: 0, high: 2, reversed: true },
    ];
    const rule = { method: 'sum', items } as const;
    expect(scored(rule, given({ a: 'often' }))).toMatchObject({ value: 0 });
    expect(scored(rule, given({ a: 'no-father' }))).toEqual({ missing: 'not-applicable' });
    expect(scored(rule, given({ a: 'constructor' }))).toEqual({ missing: 'quarantined' });
  });
});

describe('bands', () => {
  const list = [
    { id: 'lower', from: 0, below: 1.5 },
    { id: 'middle', from: 1.5, below: 3 },
    { id: 'upper', from: 3 },
  ];
  const bands = { validated: false, fixed: {}, source: 'own', list };

  it.each([
    [{ a: 0, b: 0, c: 0, d: 0, e: 0 }, 'lower'],
    [{ a: 1, b: 1, c: 1, d: 2, e: 2 }, 'lower'],
    [{ a: 1, b: 2, c: 1, d: 2, e: 'dont-know' as const }, 'middle'],
    [{ a: 3, b: 3, c: 3, d: 3, e: 3 }, 'upper'],
    [{ a: 4, b: 4, c: 4, d: 4, e: 4 }, 'upper'],
  ])('%j is %s', (answers, band) => {
    expect(scored({ method: 'mean', items: five, bands }, given(answers))).toMatchObject({ band });
  });
});
