/** An author's expression as the tree that a device evaluates: parsed, computes put in, references checked. */
import type { Result } from '../result.ts';
import { checkReferences, type Position } from './checkReferences.ts';
import type { Expression } from './compiled.ts';
import { type Compute, type Computes, largestTree, namesIn, noComputes, putIn } from './computes.ts';
import { expressionType, type Types } from './expressionType.ts';
import type { Report } from './problem.ts';
import type { FactType } from './protocolFacts.ts';
import type { Scope } from './scope.ts';
import type { BlockSource, Definition, SectionSource } from './source.ts';

export interface ParseProblem {
  readonly message: string;
  readonly remedy: string;
  /** The name that nobody knows, if that is the problem. */
  readonly unknown?: string;
}

/**
 * Parses and type-checks. A condition must give true or false, a value anything but a list. The types must
 * not change afterwards: a parser may keep what it made of them.
 */
export type ParseExpression = (
  source: string,
  types: Types,
  wanted?: 'condition' | 'value',
) => Result<Expression, ParseProblem>;

export interface Reading {
  readonly definition: Definition;
  readonly scope: Scope;
  readonly parse: ParseExpression;
  readonly report: Report;
}

/** The computes of one block, with the types under which its items know them. */
export interface BlockComputes {
  readonly computes: Computes;
  readonly types: Types;
}

export const withoutComputes = (reading: Reading): BlockComputes => ({
  computes: noComputes,
  types: reading.scope.types,
});

/** Null after the problem is reported. */
export function readCondition(
  source: string,
  position: Position,
  at: string,
  known: BlockComputes,
  reading: Reading,
): Expression | null {
  const parsed = reading.parse(source, known.types, 'condition');
  if (!parsed.ok) {
    reportParseProblem(source, parsed.error, position, at, reading);
    return null;
  }
  return finished(source, parsed.value, position, at, known.computes, reading);
}

export function readComputes(block: BlockSource, section: SectionSource, reading: Reading): BlockComputes {
  const sources = Object.entries(block.compute ?? {});
  if (sources.length === 0) return withoutComputes(reading);
  const computes = new Map<string, Compute>();
  const types: Record<string, FactType> = { ...reading.scope.types };
  const position: Position = { use: 'compute', block, section };
  for (const [name, source] of sources) {
    const at = `block ${block.id}, compute ${name}`;
    // The types so far: a later compute is not there yet. Each parse gets its own, and may keep it.
    const parsed = reading.parse(source, { ...types }, 'value');
    if (!parsed.ok) reportParseProblem(source, parsed.error, position, at, reading, name);
    const tree = parsed.ok ? finished(source, parsed.value, position, at, computes, reading) : null;
    // A name that belongs to an item or a fact is refused elsewhere, and keeps its meaning.
    if (Object.hasOwn(reading.scope.types, name)) continue;
    const type = parsed.ok ? expressionType(parsed.value, types) : typeToGoOnWith;
    computes.set(name, { tree, type });
    types[name] = type;
  }
  return { computes, types };
}

/** The type of a compute that has a mistake: what uses it is not refused for that again. */
const typeToGoOnWith: FactType = 'bool';

function finished(
  source: string,
  parsed: Expression,
  position: Position,
  at: string,
  computes: Computes,
  reading: Reading,
): Expression | null {
  const put = putIn(parsed, computes);
  switch (put.type) {
    case 'broken':
      return null;
    case 'missing-of-compute':
      reading.report(
        at,
        `"${source}": ${put.call}() asks about an answer, and "${put.name}" is computed`,
        `use ${put.call}() of the items from which "${put.name}" is made`,
      );
      return null;
    case 'too-large':
      reading.report(
        at,
        `"${source}" has ${put.parts} parts with its computes put in, at most ${largestTree} are allowed`,
        'use fewer computes inside computes, or ask with another item',
      );
      return null;
    case 'tree': {
      const written = new Set(namesIn(parsed));
      const ok = checkReferences(put.tree, written, position, at, reading);
      return ok ? put.tree : null;
    }
  }
}

function reportParseProblem(
  source: string,
  problem: ParseProblem,
  position: Position,
  at: string,
  { definition, scope, report }: Reading,
  own: string | null = null,
): void {
  const name = problem.unknown;
  const grid = name === undefined ? undefined : scope.grids.get(name);
  if (name !== undefined && grid !== undefined) {
    report(
      at,
      `"${source}": "${name}" is a grid and has no answer of its own`,
      `name one of its lines: ${grid.grid.lines.map((line) => line.id).join(', ')}`,
    );
    return;
  }
  if (name !== undefined && name === own) {
    report(at, `"${source}": it refers to itself: a loop`, 'use items, facts and earlier computes');
    return;
  }
  const home = definition.sections
    .flatMap((section) => section.blocks)
    .find((block) => name !== undefined && Object.hasOwn(block.compute ?? {}, name));
  if (home === undefined) {
    report(at, `"${source}": ${problem.message}`, problem.remedy);
    return;
  }
  const here = 'block' in position ? position.block : 'place' in position ? position.place.block : null;
  if (home === here) {
    report(
      at,
      `"${source}": it refers to the compute "${name}", which comes later: a loop or a value that is not there yet`,
      `write "${name}" above it`,
    );
    return;
  }
  report(
    at,
    `"${source}": "${name}" is computed in block ${home.id}, and only that block knows it`,
    'compute it in this block, from items of this block, carry facts and protocol facts',
  );
}
