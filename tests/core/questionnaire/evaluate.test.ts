import { describe, expect, it } from 'vitest';
import type { Expression, Operator } from '#core/questionnaire/compiled.ts';
import { evaluate, type Facts, isFine, isRelevant } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';

const call = (operator: Operator, ...of: Expression[]): Expression => ({ call: operator, of });
const name = (id: string): Expression => ({ name: id });
const value = (literal: string | number | boolean): Expression => ({ value: literal });

const facts: Facts = {
  yes: true,
  no: false,
  two: 2,
  rose: 'rose',
  plants: ['rose', 'oak'],
  silent: { missing: 'prefer-not' },
};

describe('three values', () => {
  const truth = { T: 'yes', F: 'no', U: 'unknown' } as const;
  const table: readonly [keyof typeof truth, keyof typeof truth, boolean | undefined, boolean | undefined][] =
    [
      ['T', 'T', true, true],
      ['T', 'F', false, true],
      ['T', 'U', undefined, true],
      ['F', 'T', false, true],
      ['F', 'F', false, false],
      ['F', 'U', false, undefined],
      ['U', 'T', undefined, true],
      ['U', 'F', false, undefined],
      ['U', 'U', undefined, undefined],
    ];
  it.each(table)('%s and, or %s', (left, right, and, or) => {
    const of: [Expression, Expression] = [name(truth[left]), name(truth[right])];
    expect(evaluate(call('&&', ...of), facts)).toBe(and);
    expect(evaluate(call('||', ...of), facts)).toBe(or);
  });

  it.each(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', 'in'] as const)(
    '%s with an unknown side is unknown',
    (operator) => {
      expect(evaluate(call(operator, name('unknown'), name('two')), facts)).toBeUndefined();
      expect(evaluate(call(operator, name('two'), name('silent')), facts)).toBeUndefined();
    },
  );

  it('the negation of unknown is unknown', () => {
    expect(evaluate(call('!', name('unknown')), facts)).toBeUndefined();
    expect(evaluate(call('!', name('yes')), facts)).toBe(false);
  });

  it('a choice between two looks at the branch it takes only', () => {
    expect(evaluate(call('?:', name('yes'), value(1), name('unknown')), facts)).toBe(1);
    expect(evaluate(call('?:', name('no'), value(1), name('unknown')), facts)).toBeUndefined();
    expect(evaluate(call('?:', name('unknown'), value(1), value(1)), facts)).toBeUndefined();
  });

  it('a list with an unknown member is unknown', () => {
    expect(evaluate(call('in', value(2), call('list', value(2), name('unknown'))), facts)).toBeUndefined();
    expect(evaluate(call('in', value(2), call('list', value(2), value(3))), facts)).toBe(true);
    expect(evaluate(call('in', value('oak'), name('plants')), facts)).toBe(true);
    expect(evaluate(call('in', value('elm'), name('plants')), facts)).toBe(false);
    expect(evaluate(call('in', value(2), call('list')), facts)).toBe(false);
  });
});

describe('missing and reason', () => {
  it('missing is known for everything', () => {
    expect(evaluate(call('missing', name('two')), facts)).toBe(false);
    expect(evaluate(call('missing', name('silent')), facts)).toBe(true);
    expect(evaluate(call('missing', name('unknown')), facts)).toBe(true);
  });

  it('reason is known only where there is one', () => {
    expect(evaluate(call('reason', name('silent')), facts)).toBe('prefer-not');
    expect(evaluate(call('reason', name('two')), facts)).toBeUndefined();
    expect(evaluate(call('reason', name('unknown')), facts)).toBeUndefined();
  });
});

describe('relevance, checks and offers', () => {
  it('unknown relevance is not relevant, an unknown check is fine', () => {
    expect(isRelevant(name('unknown'), facts)).toBe(false);
    expect(isRelevant(undefined, facts)).toBe(true);
    expect(isFine(name('unknown'), facts)).toBe(true);
    expect(isFine(name('no'), facts)).toBe(false);
  });

  it('offers what is relevant and what has no condition', () => {
    const points = [
      { value: 0 },
      { value: 1, relevant: name('yes') },
      { value: 2, relevant: name('no') },
      { value: 3, relevant: name('unknown') },
    ];
    expect(offered(points, facts).map((point) => point.value)).toEqual([0, 1]);
  });
});

describe('prototypes', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s is unknown', (id) => {
    expect(evaluate(name(id), facts)).toBeUndefined();
    expect(evaluate(call('missing', name(id)), facts)).toBe(true);
    expect(evaluate(call('==', name(id), value('x')), facts)).toBeUndefined();
    expect(evaluate(call('in', value('x'), name(id)), facts)).toBeUndefined();
  });

  it('a value that breaks its contract gives unknown, never a crash', () => {
    const broken = JSON.parse('{"f":{"x":1},"n":null,"l":[[1]]}') as Facts;
    for (const operator of ['==', '<', '+', 'in'] as const) {
      for (const id of ['f', 'n', 'l'])
        expect(() => evaluate(call(operator, name(id), value(1)), broken)).not.toThrow();
    }
    expect(evaluate(call('==', value(1), value('1')), {})).toBeUndefined();
  });

  it('an operator without operands gives unknown', () => {
    for (const operator of ['&&', '||', '!', '==', '?:', 'missing', 'reason', 'in'] as const) {
      expect(evaluate(call(operator), {})).toBeUndefined();
    }
  });
});
