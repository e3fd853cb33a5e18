/**
 * Evaluates a compiled expression with three values: true, false (or another value) and unknown,
 * which is `undefined`. It never throws and sees own names only, so no expression reaches a prototype.
 *
 *   && | T F U      || | T F U
 *    T | T F U       T | T T T
 *    F | F F F       F | T F U
 *    U | U F U       U | T U U
 *
 * Everything else is unknown as soon as an operand is unknown; `a ? b : c` looks at the branch it
 * takes only. `missing(x)` is never unknown; `reason(x)` is unknown when there is a value or no event yet.
 */
import type { MissingReason } from '../event/missing.ts';
import type { Expression, Operator } from './compiled.ts';

export type FactValue = string | number | boolean | readonly string[];
/** What an item or fact is known to be; a name that is absent is unknown and missing. */
export type Fact = FactValue | { readonly missing: MissingReason };
export type Facts = Readonly<Record<string, Fact>>;

/** A list inside an expression may hold numbers; facts hold lists of option ids only. */
export type Value = string | number | boolean | readonly (string | number | boolean)[];

export function evaluate(expression: Expression, facts: Facts): Value | undefined {
  if ('value' in expression) return expression.value;
  if ('name' in expression) return knownValue(factOf(facts, expression.name));
  return call(expression.call, expression.of, facts);
}

/** Relevance: unknown counts as not relevant. Absent means always. */
export const isRelevant = (expression: Expression | undefined, facts: Facts): boolean =>
  expression === undefined || evaluate(expression, facts) === true;

/** Checks: unknown counts as fine. */
export const isFine = (that: Expression, facts: Facts): boolean => evaluate(that, facts) !== false;

function call(operator: Operator, of: readonly Expression[], facts: Facts): Value | undefined {
  const [first, second, third] = of;
  if (first === undefined) return operator === 'list' ? [] : undefined;
  switch (operator) {
    case '&&':
    case '||':
      return absorb(operator === '||', first, second, facts);
    case '?:': {
      const condition = evaluate(first, facts);
      const branch = condition === true ? second : condition === false ? third : undefined;
      return branch === undefined ? undefined : evaluate(branch, facts);
    }
    case 'missing':
      return 'name' in first ? knownValue(factOf(facts, first.name)) === undefined : undefined;
    case 'reason':
      return 'name' in first ? reasonOf(factOf(facts, first.name)) : undefined;
    case 'list':
      return listOf(of, facts);
    case '!': {
      const value = evaluate(first, facts);
      return typeof value === 'boolean' ? !value : undefined;
    }
    default: {
      const left = evaluate(first, facts);
      const right = second === undefined ? undefined : evaluate(second, facts);
      return left === undefined || right === undefined ? undefined : binary(operator, left, right);
    }
  }
}

/** `winner` decides alone: true for ||, false for &&. */
function absorb(
  winner: boolean,
  first: Expression,
  second: Expression | undefined,
  facts: Facts,
): boolean | undefined {
  const left = evaluate(first, facts);
  if (left === winner) return winner;
  const right = second === undefined ? undefined : evaluate(second, facts);
  if (right === winner) return winner;
  return left === undefined || right === undefined ? undefined : !winner;
}

function listOf(of: readonly Expression[], facts: Facts): Value | undefined {
  const values: (string | number | boolean)[] = [];
  for (const member of of) {
    const value = evaluate(member, facts);
    if (value === undefined || typeof value === 'object') return undefined;
    values.push(value);
  }
  return values;
}

type Binary = '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | 'in';

function binary(operator: Binary, left: Value, right: Value): Value | undefined {
  if (operator === 'in') {
    return typeof right === 'object' && typeof left !== 'object'
      ? right.some((member) => member === left)
      : undefined;
  }
  // Types were checked when compiled; values of two types can only come from a fact that broke its contract.
  if (typeof left !== typeof right || typeof left === 'object') return undefined;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left === 'number' && typeof right === 'number') return arithmetic(operator, left, right);
  if (typeof left === 'string' && typeof right === 'string') return order(operator, left, right);
  return undefined;
}

function arithmetic(
  operator: Exclude<Binary, 'in' | '==' | '!='>,
  left: number,
  right: number,
): number | boolean {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return order(operator, left, right) ?? false;
  }
}

function order<T extends string | number>(operator: Binary, left: T, right: T): boolean | undefined {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

function factOf(facts: Facts, name: string): Fact | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

function knownValue(fact: Fact | undefined): FactValue | undefined {
  return fact !== undefined && isMissing(fact) ? undefined : fact;
}

function reasonOf(fact: Fact | undefined): MissingReason | undefined {
  return fact !== undefined && isMissing(fact) ? fact.missing : undefined;
}

const isMissing = (fact: Fact): fact is { readonly missing: MissingReason } =>
  typeof fact === 'object' && !Array.isArray(fact);
