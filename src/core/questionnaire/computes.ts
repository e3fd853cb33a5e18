/**
 * Computes are names for expressions. They are put in wherever they are used when a pack is compiled:
 * a device knows none of them and stores none of them. Looking only backwards is what makes loops
 * impossible, and the bound on the finished tree keeps a few short lines from becoming a huge one.
 */
import type { Expression } from './compiled.ts';
import type { FactType } from './protocolFacts.ts';

/** Parts of the largest tree that a device is given. */
export const largestTree = 200;

export interface Compute {
  /** With the computes inside it put in; null: it has a mistake that is said already. */
  readonly tree: Expression | null;
  readonly type: FactType;
}
export type Computes = ReadonlyMap<string, Compute>;
export const noComputes: Computes = new Map();

export type PutIn =
  | { readonly type: 'tree'; readonly tree: Expression }
  | { readonly type: 'missing-of-compute'; readonly call: 'missing' | 'reason'; readonly name: string }
  | { readonly type: 'too-large'; readonly parts: number }
  /** It uses a compute that has a mistake of its own. */
  | { readonly type: 'broken' };

/** The tree with every compute put in; counted first, so that nothing large is ever built. */
export function putIn(expression: Expression, computes: Computes): PutIn {
  const asked = askedForMissing(expression, computes);
  if (asked !== null) return asked;
  if (namesIn(expression).some((name) => computes.get(name)?.tree === null)) return { type: 'broken' };
  const parts = partsOf(expression, computes);
  if (parts > largestTree) return { type: 'too-large', parts };
  return { type: 'tree', tree: replaced(expression, computes) };
}

/** Every name in an expression, in order. */
export function namesIn(expression: Expression): readonly string[] {
  if ('name' in expression) return [expression.name];
  return 'call' in expression ? expression.of.flatMap(namesIn) : [];
}

function askedForMissing(expression: Expression, computes: Computes): PutIn | null {
  if (!('call' in expression)) return null;
  const { call, of } = expression;
  for (const part of of) {
    if ((call === 'missing' || call === 'reason') && 'name' in part && computes.has(part.name)) {
      return { type: 'missing-of-compute', call, name: part.name };
    }
    const found = askedForMissing(part, computes);
    if (found !== null) return found;
  }
  return null;
}

function partsOf(expression: Expression, computes: Computes): number {
  if ('name' in expression) {
    const tree = computes.get(expression.name)?.tree;
    return tree === undefined || tree === null ? 1 : partsOf(tree, noComputes);
  }
  return 'call' in expression ? expression.of.reduce((sum, part) => sum + partsOf(part, computes), 1) : 1;
}

function replaced(expression: Expression, computes: Computes): Expression {
  if ('name' in expression) return computes.get(expression.name)?.tree ?? expression;
  return 'call' in expression
    ? { call: expression.call, of: expression.of.map((part) => replaced(part, computes)) }
    : expression;
}
