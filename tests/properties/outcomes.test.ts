import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MissingReason } from '#core/event/missing.ts';
import { scoreOf } from '#core/scoring/scoreOf.ts';
import { scoreMethods } from '#core/scoring/scoreRule.ts';
import { counting, given, scaleItem, scoreRule, timesItem } from '../core/scoring/someRules.ts';
import { checkGarden } from '../support/checkGarden.ts';
import { gardenOutcomes } from '../support/gardenOutcomes.ts';

/** Every path of a value, like "scores.0.method". */
function pathsOf(value: unknown, above = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const path = above === '' ? key : `${above}.${key}`;
    return [path, ...pathsOf(part, path)];
  });
}
const paths = pathsOf(gardenOutcomes());
const anything = fc.oneof(
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.boolean(),
  fc.double(),
  fc.string(),
  fc.constantFrom('calm', 'moods', 'garden', 'upper', '__proto__', 'constructor', 'own', ...scoreMethods),
  fc.jsonValue({ maxDepth: 2 }).map((value): unknown => value),
);

describe('an outcomes.json with a mistake anywhere', () => {
  it('is refused with a message or is fine, and never crashes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, value) => {
        const { outcomes, lines } = checkGarden({ [path]: value });
        expect(outcomes !== null || lines.length > 0).toBe(true);
        for (const line of lines) expect(line).toMatch(/^outcomes\.json: .+\. Remedy: .+\.$/s);
      }),
      { numRuns: 2000 },
    );
  });
});

const reasons: readonly MissingReason[] = ['prefer-not', 'dont-know', 'not-applicable', 'not-asked'];
const names = ['a', 'b', 'c', 'd', 'e'];
const answersArbitrary = fc.tuple(
  ...names.map(() => fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...reasons))),
);
const answersOf = (values: readonly (number | MissingReason)[]) =>
  given(Object.fromEntries(names.map((name, at) => [name, values[at] ?? 'not-asked'])));
const context = { counting, periodDays: 365, capped: true };

describe('scores of any answers', () => {
  const methods = ['sum', 'mean', 'count', 'highest', 'any'] as const;
  const items = names.map((name) => scaleItem(name));

  it('lie within what the items allow, and say how much they rest on', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), answersArbitrary, (method, values) => {
        const fill = method === 'sum' || method === 'count' ? 'mean' : 'none';
        const score = scoreOf(scoreRule({ method, items, fill }), answersOf(values), context);
        const valid = values.filter((value) => typeof value === 'number').length;
        if ('missing' in score) {
          expect(valid).toBeLessThan(4);
          return;
        }
        const most = { sum: 20, mean: 4, count: 5, highest: 4, any: 1 }[method];
        expect(score.value).toBeGreaterThanOrEqual(0);
        expect(score.value).toBeLessThanOrEqual(most);
        expect(score).toMatchObject({ valid, of: 5 });
      }),
    );
  });

  it('turn round when every item is reversed', () => {
    const reversed = names.map((name) => scaleItem(name, { reversed: true }));
    fc.assert(
      fc.property(answersArbitrary, (values) => {
        const one = scoreOf(scoreRule({ method: 'mean', items }), answersOf(values), context);
        const other = scoreOf(scoreRule({ method: 'mean', items: reversed }), answersOf(values), context);
        if ('missing' in one || 'missing' in other) expect(other).toEqual(one);
        else expect(one.value + other.value).toBeCloseTo(4, 9);
      }),
    );
  });

  it('never fall when an act happens more often, and never rise above the cap', () => {
    const acts = names.map((name) => timesItem(name));
    const classes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(classes, fc.nat(4), fc.integer({ min: 60, max: 500 }), (values, at, periodDays) => {
        const rate = (codes: readonly number[]): number => {
          const score = scoreOf(scoreRule({ method: 'rate', items: acts }), answersOf(codes), {
            ...context,
            periodDays,
          });
          if ('missing' in score) throw new Error(score.missing);
          return score.value;
        };
        const more = values.map((code, index) => (index === at ? Math.min(6, code + 1) : code));
        expect(rate(more)).toBeGreaterThanOrEqual(rate(values));
        expect(rate(more)).toBeLessThanOrEqual(125);
      }),
    );
  });
});
