import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression, Operator } from '#core/questionnaire/compiled.ts';
import { evaluate, type Fact, type Facts } from '#core/questionnaire/evaluate.ts';
import type { Types } from '#core/questionnaire/expressionType.ts';
import { longestExpression } from '#core/questionnaire/source.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';

const types: Types = {
  dry: 'bool',
  mild: 'bool',
  rain: 'double',
  sun: 'double',
  plant: 'string',
  soil: 'string',
  tools: 'list<string>',
};

function refusal(source: string): string {
  const parsed = parseExpression(source, types);
  return parsed.ok ? 'accepted' : `${parsed.error.message} | ${parsed.error.remedy}`;
}

describe('an expression becomes a tree', () => {
  it.each<[string, Expression]>([
    ["plant == 'rose'", { call: '==', of: [{ name: 'plant' }, { value: 'rose' }] }],
    ['rain >= 12', { call: '>=', of: [{ name: 'rain' }, { value: 12 }] }],
    ["'rake' in tools", { call: 'in', of: [{ value: 'rake' }, { name: 'tools' }] }],
    [
      "plant in ['a', 'b']",
      { call: 'in', of: [{ name: 'plant' }, { call: 'list', of: [{ value: 'a' }, { value: 'b' }] }] },
    ],
    ['rain > -1.5', { call: '>', of: [{ name: 'rain' }, { value: -1.5 }] }],
    ['!missing(plant)', { call: '!', of: [{ call: 'missing', of: [{ name: 'plant' }] }] }],
    [
      "reason(rain) == 'prefer-not'",
      { call: '==', of: [{ call: 'reason', of: [{ name: 'rain' }] }, { value: 'prefer-not' }] },
    ],
    ['dry ? mild : true', { call: '?:', of: [{ name: 'dry' }, { name: 'mild' }, { value: true }] }],
  ])('%s', (source, tree) => {
    expect(parseExpression(source, types)).toEqual({ ok: true, value: tree });
  });
});

describe('everything outside the language is refused with a remedy', () => {
  it.each<[source: string, says: string]>([
    ["plant.matches('^(a+)+$')", 'regular expressions are not allowed'],
    ["plant.startsWith('a')", '".startsWith()" is not part of the language'],
    ['plant.size() > 1', '".size()" is not part of the language'],
    ["tools.exists(t, t == 'rake')", '".exists()" is not part of the language'],
    ['tools.all(a, tools.all(b, tools.all(c, true)))', '".all()" is not part of the language'],
    ["tools[0] == 'rake'", 'looking inside a value with "." or "[ ]"'],
    ['plant.constructor == plant', 'looking inside a value'],
    ['constructor == 1.0', 'there is no item or fact "constructor"'],
    ['hasOwnProperty', 'there is no item or fact "hasOwnProperty"'],
    ["plant['constructor'] == plant", 'looking inside a value'],
    ['plant.__proto__ == plant', 'looking inside a value'],
    ['rain > 1e999', 'invalid number: infinity'],
    ['constructor()', 'the function constructor() is not part of the language'],
    ["plant.hasOwnProperty('a')", '".hasOwnProperty()" is not part of the language'],
    ['__proto__ == 1.0', '"__proto__" is a word of the expression language'],
    ['toString', 'there is no item or fact "toString"'],
    ["{'a': 1} == {'a': 1}", 'a map { } is not part of the language'],
    ['plant == null', 'null is not part of the language | write missing(x)'],
    ['rain % 2.0 == 1.0', '% is not part of the language'],
    ['rain + 1 > 2', 'a whole number stands beside + | write it with a point: 2.0 instead of 2'],
    ['rain == 2', '== does not fit between a number and a whole number | write whole numbers with a point'],
    ['plant == 1', '== does not fit between a text and a whole number'],
    [
      'rain == sun || plant',
      '&& and || need true or false on both sides, and a text stands there | compare with == or <',
    ],
    ["tools == ['rake']", "lists are not compared | write 'option' in item"],
    ["plant + soil == 'ab'", '+ needs numbers'],
    ['dry < mild', '< needs numbers or dates'],
    ['-rain < 1.0', 'minus stands before something that is not a number | write 0.0 - x'],
    [
      'int(rain) == 1',
      'the function int() is not part of the language | only missing(x) and reason(x) exist',
    ],
    ['dyn(rain) == 1', 'the function dyn() is not part of the language'],
    ["timestamp('2020-01-01T00:00:00Z') == plant", 'the function timestamp() is not part of the language'],
    ['missing(rain > 1.0)', 'missing() takes the name of one item | write missing(x)'],
    ["missing('rain')", 'missing() takes the name of one item'],
    ['rain', 'it gives a number, not true or false | compare it with something'],
    ['dry and mild', '"and" is not part of the language | write && instead of and'],
    ['dry OR mild', '"OR" is not part of the language | write || instead of OR'],
    ['not dry', '"not" is not part of the language | write ! instead of not'],
    ['not(dry)', '"not" is not part of the language | write ! instead of not'],
    ["plant = 'rose'", '"=" is not part of the language | write == to compare'],
    ["plant == 'salt and sand' &&", 'it stops in the middle | correct the expression'],
    ["plant == 'a = b' && sun >= 1.0 && sun <= 2.0 && sun != 1.5 &&", 'it stops in the middle'],
    ['rain > 1.0 &&', 'it stops in the middle | correct the expression'],
    ['rian > 1.0', 'there is no item or fact "rian" | name an earlier item'],
    ['rains > 1.0', 'did you mean "rain"?'],
    ['Plant == soil', 'did you mean "plant"?'],
    ["done('parent-core')", '"done" is a gate'],
    ['consent', '"consent" is a gate, and gates decide which task opens'],
    ['dry)', '")" is not expected there'],
    ['dry ? mild', 'it stops in the middle'],
    ['rain > 1..0', 'a name is missing before "."'],
    ["plant == 'a", 'a text in quotes is not closed'],
    ['for', '"for" is a word of the expression language'],
    ['!rain', '! needs true or false, and a number stands there'],
    ['dry ? rain : plant', '? : gives a number or a text, and must always give the same kind'],
    ["'a' in ['b', 1]", 'a list holds a text and a whole number, and must hold one kind'],
    ["'a' in plant", 'in does not fit between a text and a text'],
    ["b'abc' == b'abc'", 'this kind of value is not part of the language'],
    ['rain > 99999999999999999999', ''],
  ])('%s', (source, says) => {
    const said = refusal(source);
    expect(said).not.toBe('accepted');
    expect(said.toLowerCase()).toContain(says.toLowerCase());
  });

  it('in every case the remedy is there', () => {
    for (const source of [
      '',
      ' ',
      '(',
      'rain rain',
      "'open",
      '1 + ',
      'a.b.c',
      '[[1.0]] == [[1.0]]',
      '\u0000',
    ]) {
      const parsed = parseExpression(source, types);
      expect(parsed.ok ? '' : parsed.error.remedy).not.toBe('');
    }
  });
});

describe('a value, where no condition is wanted', () => {
  it.each<[source: string, says: string]>([
    ['rain', ''],
    ['7.0 - rain', ''],
    ["dry ? 'a' : plant", ''],
    ['dry && mild', ''],
    ['reason(rain)', ''],
    ['tools', 'it gives a list | compute true or false from it'],
    ["['a', 'b']", 'it gives a list'],
    ['dry ? tools : tools', 'it gives a list'],
    ["tools + ['rake']", '+ needs numbers'],
    ["plant + 'x'", '+ needs numbers'],
  ])('%s', (source, says) => {
    const parsed = parseExpression(source, types, 'value');
    expect(parsed.ok ? '' : `${parsed.error.message} | ${parsed.error.remedy}`).toContain(says);
    expect(parsed.ok).toBe(says === '');
  });

  it('names what nobody knows, so that others can say more about it', () => {
    const parsed = parseExpression('wet && dry', types);
    expect(parsed.ok ? null : parsed.error.unknown).toBe('wet');
    const misspelt = parseExpression('rain >', types);
    expect(misspelt.ok ? null : misspelt.error.unknown).toBeUndefined();
  });

  it('does not mix up the names of two blocks', () => {
    const wet: Types = { ...types, wet: 'bool' };
    expect(parseExpression('wet', wet).ok).toBe(true);
    expect(parseExpression('wet', types).ok).toBe(false);
    expect(parseExpression('wet', { ...types, wet: 'double' }).ok).toBe(false);
  });
});

describe('expressions are bounded', () => {
  const seconds = (work: () => void): number => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1000;
  };

  it.each([
    ['deep brackets', `${'('.repeat(140)}dry${')'.repeat(140)}`],
    ['deep negation', `${'!'.repeat(250)}dry`],
    ['deep lists', `plant in ${'['.repeat(140)}'a'${']'.repeat(140)}`],
    ['deep choices', `${'dry?dry:'.repeat(30)}dry`],
    [
      'many parts',
      Array.from({ length: 49 }, () => 'dry')
        .join('&&')
        .concat('||!'.repeat(20), 'dry'),
    ],
    ['a long list', `plant in [${Array.from({ length: 60 }, () => "'a'").join(',')}]`],
    ['a text that is never closed', `plant == '${'a'.repeat(290)}`],
    ['a million characters', `dry${' || dry'.repeat(150_000)}`],
    ['a million brackets', '('.repeat(1_000_000)],
    ['a million blanks', ' '.repeat(1_000_000)],
  ])('%s is refused, quickly', (_what, source) => {
    let said = '';
    expect(
      seconds(() => {
        said = refusal(source);
      }),
    ).toBeLessThan(2);
    expect(said).not.toBe('accepted');
  });

  it('as many parts as fit into the longest one are read and reckoned quickly', () => {
    const longest = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 'dry' : 'mild')).join('&&');
    expect(longest.length).toBeLessThanOrEqual(longestExpression);
    expect(seconds(() => parseExpression(longest, types))).toBeLessThan(2);
    const parsed = parseExpression(Array.from({ length: 20 }, () => 'dry').join(' && '), types);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(seconds(() => expect(evaluate(parsed.value, { dry: true })).toBe(true))).toBeLessThan(2);
  });

  it('one character too many is said in characters', () => {
    expect(refusal(`dry${' '.repeat(longestExpression - 2)}`)).toBe(
      'it has 301 characters, at most 300 are allowed | write a shorter expression, or put a part of it into a compute',
    );
  });

  it('any text whatever is accepted or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (source) => {
        const parsed = parseExpression(source, types);
        expect(parsed.ok || parsed.error.message.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** Random trees by type, and the same tree as an author would write it. */
interface Written {
  readonly tree: Expression;
  readonly source: string;
}
const leaf = (tree: Expression, source: string): Written => ({ tree, source });
const join = (call: Operator, parts: readonly Written[], source: string): Written => ({
  tree: { call, of: parts.map((part) => part.tree) },
  source,
});
const infix =
  (call: Operator) =>
  ([left, right]: [Written, Written]): Written =>
    join(call, [left, right], `(${left.source} ${call} ${right.source})`);

const textLiteral = fc.constantFrom('rose', 'oak', 'clay', '').map((value) => leaf({ value }, `'${value}'`));
const numberLiteral = fc
  .constantFrom(0, 1, 2, 2.5, 7)
  .map((value) => leaf({ value }, Number.isInteger(value) ? `${value}.0` : String(value)));
const names = (...ids: string[]) => fc.constantFrom(...ids).map((name) => leaf({ name }, name));

function written(depth: number): {
  truth: fc.Arbitrary<Written>;
  number: fc.Arbitrary<Written>;
  text: fc.Arbitrary<Written>;
} {
  const flatTruth = fc.oneof(
    fc.boolean().map((value) => leaf({ value }, String(value))),
    names('dry', 'mild'),
  );
  const flatNumber = fc.oneof(numberLiteral, names('rain', 'sun'));
  const flatText = fc.oneof(textLiteral, names('plant', 'soil'));
  if (depth === 0) return { truth: flatTruth, number: flatNumber, text: flatText };
  const below = written(depth - 1);
  const choice = (of: fc.Arbitrary<Written>) =>
    fc
      .tuple(below.truth, of, of)
      .map(([if_, then, else_]) =>
        join('?:', [if_, then, else_], `(${if_.source} ? ${then.source} : ${else_.source})`),
      );
  const pairs = (of: fc.Arbitrary<Written>, ...calls: Operator[]) =>
    calls.map((call) => fc.tuple(of, of).map(infix(call)));
  const listed = (of: fc.Arbitrary<Written>) =>
    fc.tuple(of, fc.array(of, { minLength: 1, maxLength: 3 })).map(([wanted, members]) => {
      const list = join('list', members, `[${members.map((member) => member.source).join(', ')}]`);
      return infix('in')([wanted, list]);
    });
  const order = ['<', '<=', '>', '>='] as const;
  return {
    truth: fc.oneof(
      flatTruth,
      ...pairs(below.truth, '&&', '||', '&&', '||', '==', '!='),
      ...pairs(below.number, '==', '!=', ...order),
      ...pairs(below.text, '==', '!=', ...order),
      below.truth.map((part) => join('!', [part], `!${part.source}`)),
      listed(below.number),
      listed(below.text),
      fc.tuple(below.text, names('tools')).map(infix('in')),
      choice(below.truth),
    ),
    number: fc.oneof(flatNumber, ...pairs(below.number, '+', '-', '*', '/'), choice(below.number)),
    text: fc.oneof(flatText, choice(below.text)),
  };
}

const maybe = (known: fc.Arbitrary<Fact>): fc.Arbitrary<Fact | undefined> =>
  fc.oneof(
    { weight: 2, arbitrary: known },
    { weight: 1, arbitrary: fc.constantFrom<(Fact | undefined)[]>(undefined, { missing: 'dont-know' }) },
  );
const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    dry: maybe(fc.boolean()),
    mild: maybe(fc.boolean()),
    rain: maybe(fc.constantFrom(0, 1, 2, 2.5)),
    sun: maybe(fc.constantFrom(0, 1, 7)),
    plant: maybe(fc.constantFrom('rose', 'oak', '')),
    soil: maybe(fc.constantFrom('clay', 'oak')),
    tools: maybe(fc.constantFrom([], ['rose'], ['oak', 'clay'])),
  })
  .map(
    (record) => Object.fromEntries(Object.entries(record).filter(([, fact]) => fact !== undefined)) as Facts,
  );

const library = new Environment();
for (const [name, type] of Object.entries(types)) library.registerVariable(name, type);

/** What the library says; where it fails (a missing value, above all) the answer is unknown. */
function oracle(source: string, facts: Facts): unknown {
  const known = Object.entries(facts).filter(([, fact]) => typeof fact !== 'object' || Array.isArray(fact));
  try {
    return library.evaluate(source, Object.fromEntries(known)) as unknown;
  } catch {
    return undefined;
  }
}

describe('the library is the oracle', { timeout: 60_000 }, () => {
  it('agrees with the small evaluator on every tree, with values missing', () => {
    let unknown = 0;
    fc.assert(
      fc.property(written(3).truth, someFacts, ({ source, tree }, facts) => {
        const expected = oracle(source, facts);
        if (expected === undefined) unknown += 1;
        expect(evaluate(tree, facts)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    // The property means something only if unknown came up.
    expect(unknown).toBeGreaterThan(100);
  });

  it('notices an evaluator that does not absorb the unknown', () => {
    const hasty = (tree: Expression, facts: Facts): unknown =>
      'call' in tree &&
      (tree.call === '&&' || tree.call === '||') &&
      tree.of.some((part) => evaluate(part, facts) === undefined)
        ? undefined
        : evaluate(tree, facts);
    const check = fc.check(
      fc.property(written(2).truth, someFacts, ({ source, tree }, facts) =>
        Object.is(hasty(tree, facts), oracle(source, facts)),
      ),
      { numRuns: 3000 },
    );
    expect(check.failed).toBe(true);
  });

  it('what an author writes compiles to the tree that was meant', () => {
    fc.assert(
      fc.property(written(2).truth, ({ source, tree }) => {
        expect(parseExpression(source, types)).toEqual({ ok: true, value: tree });
      }),
      { numRuns: 500 },
    );
  });
});
