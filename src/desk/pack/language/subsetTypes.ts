/**
 * The library's types are wider than the language: it adds texts, orders booleans and compares
 * lists. Devices do none of that, so what they would answer with "unknown" is refused here.
 */
import type { Expression } from '#core/questionnaire/compiled.ts';
import { expressionType, type Types } from '#core/questionnaire/expressionType.ts';

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
  const kinds = expression.of.map((part) => expressionType(part, types));
  switch (expression.call) {
    case '==':
    case '!=':
      return kinds.includes('list<string>')
        ? { message: 'lists are not compared', remedy: "write 'option' in item, once for each option" }
        : null;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return kinds.includes('list<string>') || kinds.includes('bool')
        ? { message: `${expression.call} needs numbers or dates`, remedy: 'compare with == or !=' }
        : null;
    case '+':
    case '-':
    case '*':
    case '/':
      return kinds.some((kind) => kind !== 'double')
        ? { message: `${expression.call} needs numbers`, remedy: 'reckon with numbers only' }
        : null;
    case 'list':
      return kinds.includes('list<string>')
        ? { message: 'a list holds another list', remedy: 'use one flat list' }
        : null;
    default:
      return null;
  }
}
