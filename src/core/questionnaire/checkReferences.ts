/**
 * What an expression may look at. Memory of answers lives within a block: earlier items of the
 * same block, carry facts of the routing section and protocol facts; a check may see its own
 * item as well. Looking only backwards is what makes loops impossible.
 */
import { unreachable } from '../result.ts';
import type { Expression } from './compiled.ts';
import { own } from './own.ts';
import type { Report } from './problem.ts';
import { protocolFact } from './protocolFacts.ts';
import type { Place, Scope } from './scope.ts';
import type { BlockSource, Definition, ItemSource, SectionSource } from './source.ts';

/** Where an expression stands: this fixes what it may see. A grid's condition stands at its first line. */
export type Position =
  | { readonly use: 'relevant' | 'check'; readonly place: Place }
  | { readonly use: 'compute'; readonly block: BlockSource; readonly section: SectionSource }
  | { readonly use: 'section'; readonly section: SectionSource }
  | { readonly use: 'offer'; readonly section: SectionSource | null };

interface Context {
  readonly definition: Definition;
  readonly scope: Scope;
  readonly position: Position;
  readonly report: (cause: string, remedy: string) => void;
  /** Says how a name came into the expression, if the author did not write it there. */
  readonly by: (name: string) => string;
}

/** True when nothing had to be reported. `written`: the names in the author's own text, before computes were put in. */
export function checkReferences(
  expression: Expression,
  written: ReadonlySet<string>,
  position: Position,
  at: string,
  { definition, scope, report }: { definition: Definition; scope: Scope; report: Report },
): boolean {
  const seen = new Set<string>();
  walk(expression, null, {
    definition,
    scope,
    position,
    report: (cause, remedy) => {
      if (seen.has(cause)) return;
      seen.add(cause);
      report(at, cause, remedy);
    },
    by: (name) => (written.has(name) ? '' : ' by way of a compute'),
  });
  return seen.size === 0;
}

function walk(expression: Expression, parent: Expression | null, context: Context): void {
  if ('value' in expression) return;
  if ('name' in expression) {
    checkName(expression.name, parent, context);
    return;
  }
  checkLiterals(expression, context);
  for (const part of expression.of) walk(part, expression, context);
}

function checkName(name: string, parent: Expression | null, context: Context): void {
  if (protocolFact(name) !== undefined) {
    checkFact(name, context);
    return;
  }
  const target = context.scope.byName.get(name);
  if (target === undefined) {
    context.report(
      `there is no item or fact "${name}"`,
      'name an earlier item of this block, a carry fact or a protocol fact',
    );
    return;
  }
  checkTarget(target, context);
  checkDanger(target, context);
  const call = parent !== null && 'call' in parent ? parent.call : null;
  if (target.item.type === 'note') {
    context.report(`"${name}" is a note and has no answer`, 'name an item with an answer');
  } else if (target.item.type === 'text' && call !== 'missing' && call !== 'reason') {
    context.report(
      `"${name}" is a text, and texts are not compared`,
      `use missing(${name}) or a choice item`,
    );
  } else if (target.item.type === 'choice' && call !== null && ['<', '<=', '>', '>='].includes(call)) {
    context.report(`the options of "${name}" have no order`, 'compare with == or with in [...]');
  }
}

function checkFact(name: string, { definition, position, report }: Context): void {
  const only = protocolFact(name)?.only;
  if (only === 'row' && sectionOf(position)?.repeat === undefined) {
    report(
      `"${name}" is known only in a section repeated for roster rows`,
      'write "repeat" on the section or use another fact',
    );
  }
  if (only === 'subject' && definition.subject !== 'child') {
    report(
      `"${name}" is known only where the questionnaire is about a child of the roster`,
      'write "subject": "child" on the questionnaire or use another fact',
    );
  }
}

/** What a person says about danger must never show on the screen, not even by what is asked next. */
function checkDanger({ item, block }: Place, { position, report, by }: Context): void {
  const why = dangerOf(item, block);
  if (why === null || (position.use === 'check' && position.place.item === item)) return;
  report(
    `it depends on "${item.id}"${by(item.id)}, ${why}`,
    'ask it of everybody: no screen may depend on such an answer',
  );
}

function dangerOf({ act, signal }: ItemSource, { counts }: BlockSource): string | null {
  if (act !== undefined) return 'which asks about an act';
  if (signal !== undefined) return 'whose answer can signal danger';
  // Control, fear and witness: the highest pass counts because somebody may be watching.
  return counts === 'highest' ? 'of a block whose highest pass counts' : null;
}

function checkTarget(target: Place, context: Context): void {
  const { position } = context;
  const name = target.item.id;
  switch (position.use) {
    case 'offer':
      context.report(
        `"${name}" is an item, and what is offered depends on protocol facts only`,
        'use a protocol fact or a second item',
      );
      return;
    case 'section':
      checkCarried(target, context, firstIndexOf(position.section, context.scope));
      return;
    case 'compute':
      // Whether its items come early enough depends on who uses it, and is checked there.
      if (target.block !== position.block) {
        checkCarried(target, context, firstIndexOf(position.section, context.scope));
      }
      return;
    case 'relevant':
    case 'check': {
      const { place } = position;
      const isOwn = target === place || (place.grid !== null && target.grid === place.grid);
      if (isOwn) {
        if (position.use === 'relevant') {
          context.report(`it refers to itself${context.by(name)}: a loop`, 'use an earlier item');
        }
      } else if (target.block === place.block) {
        if (target.index > place.index) {
          context.report(
            `it refers to "${name}"${context.by(name)}, which comes later: a loop or an answer that is not there yet`,
            `move "${name}" up or this item down`,
          );
        }
      } else {
        checkCarried(target, context, place.index);
      }
      return;
    }
    default:
      unreachable(position);
  }
}

function checkCarried(target: Place, context: Context, before: number): void {
  const name = target.item.id;
  const isRouting = target.section.flags?.includes('routing') === true;
  if (!isRouting || target.item.carry !== true) {
    context.report(
      `it refers to "${name}" in block ${target.block.id} of section ${target.section.id}, outside its own block`,
      isRouting
        ? `write "carry": true on "${name}"`
        : `ask "${name}" in this block, or make it a carry fact of the routing section`,
    );
  } else if (target.index >= before) {
    context.report(
      `it refers to the carry fact "${name}" before that is asked`,
      'put the routing section first',
    );
  }
}

const firstIndexOf = (section: SectionSource, scope: Scope): number =>
  scope.places.find((place) => place.section === section)?.index ?? 0;

/** The section in which an expression stands; a section's own relevance is asked row by row as well. */
const sectionOf = (position: Position): SectionSource | null =>
  'place' in position ? position.place.section : position.section;

/** `x == 'typo'`, `'typo' in x` and `x in ['typo']` can never be true: nobody means that. */
function checkLiterals(expression: Extract<Expression, { call: string }>, context: Context): void {
  const [left, right] = expression.of;
  if (left === undefined || right === undefined) return;
  if (expression.call === '==' || expression.call === '!=') {
    checkPair(left, right, context);
    checkPair(right, left, context);
  }
  if (expression.call === 'in') {
    checkPair(right, left, context);
    if ('call' in right && right.call === 'list')
      for (const member of right.of) checkPair(left, member, context);
  }
}

function checkPair(named: Expression, literal: Expression, context: Context): void {
  if (!('name' in named) || !('value' in literal)) return;
  const possible = possibleValues(named.name, context);
  if (possible === null || possible.includes(literal.value)) return;
  context.report(
    `"${named.name}" never has the value ${JSON.stringify(literal.value)}: unknown option`,
    `use one of ${possible.map((value) => JSON.stringify(value)).join(', ')}`,
  );
}

function possibleValues(
  name: string,
  { definition, scope }: Context,
): readonly (string | number | boolean)[] | null {
  const fact = protocolFact(name);
  if (fact !== undefined) return fact.values;
  const item = scope.byName.get(name)?.item;
  if (item === undefined) return null;
  if (item.type === 'choice' || item.type === 'choices') return item.options.map((option) => option.id);
  if (item.type !== 'frequency' && item.type !== 'scale') return null;
  return own(definition.scales, item.scale)?.map((point) => point.value) ?? null;
}
