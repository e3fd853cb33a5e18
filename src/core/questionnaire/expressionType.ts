/** What an expression gives, read from its tree: the library has checked that the parts fit. */
import type { Expression } from './compiled.ts';
import type { FactType } from './protocolFacts.ts';

export type Types = Readonly<Record<string, FactType>>;

export function expressionType(expression: Expression, types: Types): FactType {
  if ('value' in expression) return typeOfValue(expression.value);
  if ('name' in expression)
    return (Object.hasOwn(types, expression.name) && types[expression.name]) || 'string';
  switch (expression.call) {
    case 'list':
      return 'list<string>';
    case '+':
    case '-':
    case '*':
    case '/':
      return 'double';
    case 'reason':
      return 'string';
    case '?:': {
      const branch = expression.of[1];
      return branch === undefined ? 'bool' : expressionType(branch, types);
    }
    default:
      return 'bool';
  }
}

function typeOfValue(value: string | number | boolean): FactType {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'double' : 'bool';
}
