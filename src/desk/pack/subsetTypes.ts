/**
 * The library's types are wider than the language: it adds texts, orders booleans and compares
 * lists. Devices do none of that, so what they would answer with "unknown" is refused here.
 */
import type { Expression } from '#core/questionnaire/compiled.ts';
import type { FactType } from '#core/questionnaire/protocolFacts.ts';

type Types = Readonly<Record<string, FactType>>;
type Kind = 'text' | 'number' | 'truth' | 'list';
interface Refusal {
  readonly message: string;
  readonly remedy: string;
}

/** Null when devices can evaluate the tree exactly as the library does. */
export function findUnsupported(expression: Expression, types: Types): Refusal | null {
  if (!('call' in expression)) return null;
  for (const part of expression.of) {
    const found = findUnsupported(part, types);
    if (found !== null) return found;
  }
  const kinds = expression.of.map((part) => kindOf(part, types));
  switch (expression.call) {
    case '==':
    case '!=':
      return kinds.includes('list')
        ? { message: 'lists are not compared', remedy: "write 'option' in item, once for each option" }
        : null;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return kinds.includes('list') || kinds.includes('truth')
        ? { message: `${expression.call} needs numbers or dates`, remedy: 'compare with == or !=' }
        : null;
    case '+':
    case '-':
    case '*':
    case '/':
      return kinds.some((kind) => kind !== 'number')
        ? { message: `${expression.call} needs numbers`, remedy: 'reckon with numbers only' }
        : null;
    case 'list':
      return kinds.includes('list')
        ? { message: 'a list holds another list', remedy: 'use one flat list' }
        : null;
    default:
      return null;
  }
}

function kindOf(expression: Expression, types: Types): Kind {
  if ('value' in expression) return kindOfValue(expression.value);
  if ('name' in expression) return kindOfType(types[expression.name]);
  switch (expression.call) {
    case 'list':
      return 'list';
    case '+':
    case '-':
    case '*':
    case '/':
      return 'number';
    case 'reason':
      return 'text';
    case '?:': {
      const branch = expression.of[1];
      return branch === undefined ? 'truth' : kindOf(branch, types);
    }
    default:
      return 'truth';
  }
}

function kindOfValue(value: string | number | boolean): Kind {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'truth';
}

function kindOfType(type: FactType | undefined): Kind {
  switch (type) {
    case 'double':
      return 'number';
    case 'bool':
      return 'truth';
    case 'list<string>':
      return 'list';
    default:
      return 'text';
  }
}
