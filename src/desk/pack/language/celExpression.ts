/**
 * The one place that knows the expression library: it parses and type-checks what an author
 * wrote and hands back the small JSON tree that devices evaluate. Everything outside the subset is
 * refused with a remedy, `matches` above all: a regular expression can hang a device for seconds.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Expression, Operator } from '#core/questionnaire/compiled.ts';
import { expressionType, type Types } from '#core/questionnaire/expressionType.ts';
import type { ParseExpression } from '#core/questionnaire/readExpression.ts';
import { longestExpression } from '#core/questionnaire/source.ts';
import { err, ok } from '#core/result.ts';
import { foreignWord } from './foreignWord.ts';
import { kindNamed, plainMessage } from './plainMessage.ts';
import { findUnsupported } from './subsetTypes.ts';

const limits = { maxAstNodes: 120, maxDepth: 24, maxListElements: 30, maxMapEntries: 1, maxCallArguments: 2 };

/** Thrown inside the walk only, caught in parseExpression. */
class Refused extends Error {
  readonly remedy: string;
  readonly unknown: string | null;
  constructor(message: string, remedy: string, unknown: string | null = null) {
    super(message);
    this.name = 'Refused';
    this.remedy = remedy;
    this.unknown = unknown;
  }
}

export const parseExpression: ParseExpression = (source, types, wanted = 'condition') => {
  if (source.length > longestExpression) {
    return err({
      message: `it has ${source.length} characters, at most ${longestExpression} are allowed`,
      remedy: 'write a shorter expression, or put a part of it into a compute',
    });
  }
  try {
    const parsed = environmentOf(types).parse(source);
    const tree = treeOf(parsed.ast, types);
    const checked = parsed.check();
    if (!checked.valid) {
      const said = checked.error?.message ?? 'its parts do not fit together';
      return err({ message: plainMessage(said), remedy: remedyForTypes(said) });
    }
    const refusal = unwanted(wanted, checked.type ?? 'value', tree, types) ?? findUnsupported(tree, types);
    return refusal === null ? ok(tree) : err(refusal);
  } catch (error) {
    if (error instanceof Refused) {
      const { message, remedy, unknown } = error;
      return err({ message, remedy, ...(unknown === null ? {} : { unknown }) });
    }
    if (!(error instanceof Error)) throw error;
    const word = foreignWord(source);
    if (word !== null) return err(word);
    return err({
      message: plainMessage(error.message),
      remedy: /limit|exceed|depth/i.test(error.message)
        ? 'write a shorter expression'
        : 'correct the expression',
    });
  }
};

function unwanted(
  wanted: 'condition' | 'value',
  type: string,
  tree: Expression,
  types: Types,
): { readonly message: string; readonly remedy: string } | null {
  if (wanted === 'condition') {
    return type === 'bool'
      ? null
      : {
          message: `it gives ${kindNamed(type)}, not true or false`,
          remedy: 'compare it with something',
        };
  }
  return expressionType(tree, types) === 'list<string>'
    ? { message: 'it gives a list', remedy: "compute true or false from it: 'option' in item" }
    : null;
}

/** Registering every name again for each expression of a questionnaire would be most of the work. */
const environments = new WeakMap<Types, Environment>();

function environmentOf(types: Types): Environment {
  const known = environments.get(types);
  if (known !== undefined) return known;
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: true,
    limits,
  })
    .registerFunction('missing(dyn): bool', () => false)
    .registerFunction('reason(dyn): string', () => '');
  for (const [name, type] of Object.entries(types)) environment.registerVariable(name, type);
  environments.set(types, environment);
  return environment;
}

const binary: ReadonlySet<string> = new Set([
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  'in',
  '&&',
  '||',
]);
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

function treeOf(node: ASTNode, types: Types): Expression {
  const walk = (part: ASTNode): Expression => treeOf(part, types);
  switch (node.op) {
    case 'value':
      return { value: literalOf(node.args) };
    case 'id':
      return { name: knownName(node.args, types) };
    case '!_':
      return { call: '!', of: [walk(node.args)] };
    case '-_':
      return negative(walk(node.args));
    case '?:':
      return { call: '?:', of: node.args.map(walk) };
    case 'list':
      return { call: 'list', of: node.args.map(walk) };
    case 'call':
      return callOf(node.args[0], node.args[1], walk);
    case 'rcall':
      throw new Refused(
        node.args[0] === 'matches'
          ? 'regular expressions are not allowed'
          : `".${node.args[0]}()" is not part of the language`,
        'compare with ==, <, in, missing() or reason()',
      );
    case '.':
    case '.?':
    case '[]':
    case '[?]':
      throw new Refused(
        'looking inside a value with "." or "[ ]" is not part of the language',
        "for choices write 'option' in item",
      );
    case 'map':
      throw new Refused('a map { } is not part of the language', 'use a list [ ]');
    case '%':
      throw new Refused('% is not part of the language', 'use + - * / and comparisons');
    default:
      if (!isBinary(node))
        throw new Refused('this is not part of the language', 'use comparisons, && || ! and in');
      return operatorOf(node, walk);
  }
}

type BinaryNode = Extract<ASTNode, { args: [ASTNode, ASTNode] }>;
const isBinary = (node: ASTNode): node is BinaryNode => binary.has(node.op);

function operatorOf(node: BinaryNode, walk: (part: ASTNode) => Expression): Expression {
  const [left, right] = node.args;
  const operator = node.op as Operator;
  if (arithmetic.has(operator) && (isWhole(left) || isWhole(right))) {
    throw new Refused(`a whole number stands beside ${operator}`, 'write it with a point: 2.0 instead of 2');
  }
  return { call: operator, of: [walk(left), walk(right)] };
}

const isWhole = (node: ASTNode): boolean =>
  (node.op === 'value' && typeof node.args === 'bigint') || (node.op === '-_' && isWhole(node.args));

function literalOf(value: unknown): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  if (value === null) throw new Refused('null is not part of the language', 'write missing(x)');
  throw new Refused('this kind of value is not part of the language', "use numbers, 'texts', true and false");
}

function negative(part: Expression): Expression {
  if ('value' in part && typeof part.value === 'number') return { value: -part.value };
  throw new Refused('minus stands before something that is not a number', 'write 0.0 - x');
}

const gates: ReadonlySet<string> = new Set([
  'gate',
  'gates',
  'done',
  'taskDone',
  'consent',
  'informationSeen',
]);

function refuseGates(name: string): void {
  if (!gates.has(name)) return;
  throw new Refused(
    `"${name}" is a gate, and gates decide which task opens, never which item shows`,
    'name the gate under "gates" of the task in study.json',
  );
}

function knownName(name: string, types: Types): string {
  if (Object.hasOwn(types, name)) return name;
  refuseGates(name);
  throw new Refused(`there is no item or fact "${name}"`, suggestion(name, Object.keys(types)), name);
}

function callOf(name: string, args: readonly ASTNode[], walk: (part: ASTNode) => Expression): Expression {
  if (name !== 'missing' && name !== 'reason') {
    refuseGates(name);
    const word = foreignWord(`${name} `);
    if (word !== null) throw new Refused(word.message, word.remedy);
    throw new Refused(
      `the function ${name}() is not part of the language`,
      'only missing(x) and reason(x) exist',
    );
  }
  const [first] = args;
  if (args.length !== 1 || first?.op !== 'id') {
    throw new Refused(`${name}() takes the name of one item`, `write ${name}(x)`);
  }
  return { call: name, of: [walk(first)] };
}

function suggestion(name: string, names: readonly string[]): string {
  const near = names.filter(
    (known) => known.toLowerCase() === name.toLowerCase() || distanceIsSmall(known, name),
  );
  return near.length > 0
    ? `did you mean ${near
        .slice(0, 3)
        .map((known) => `"${known}"`)
        .join(' or ')}?`
    : 'name an earlier item of this block, a carry fact or a protocol fact; option ids stand in quotes';
}

/** One letter added, left out or changed. */
function distanceIsSmall(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 3) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end <= 1;
}

function remedyForTypes(message: string): string {
  if (/list<string> (==|!=)|(==|!=) list/.test(message)) return "for choices write 'option' in item";
  if (/\bint\b/.test(message) && /\bdouble\b/.test(message))
    return 'write whole numbers with a point: 2.0 instead of 2';
  if (/^logical operator/i.test(message)) return 'compare with == or < on both sides of && and ||';
  if (/\bstring\b/.test(message))
    return 'compare a choice with an option id in quotes, a number with a number';
  return 'make both sides the same kind';
}
