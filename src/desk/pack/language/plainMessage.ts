/** What the expression library says, in the words of an author: kinds of answers instead of types, signs instead of tokens. */

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  double: 'a number',
  int: 'a whole number',
  bool: 'true or false',
  'list<string>': 'a list',
};
export const kindNamed = (type: string): string => kinds[type] ?? `a ${type}`;

const signs: Readonly<Record<string, string>> = {
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
  DOT: '.',
  COMMA: ',',
  COLON: ':',
  QUESTION: '?',
  GT: '>',
  LT: '<',
  GE: '>=',
  LE: '<=',
  EQ: '==',
  NE: '!=',
  AND: '&&',
  OR: '||',
  NOT: '!',
  IN: 'in',
  PLUS: '+',
  MINUS: '-',
  MULTIPLY: '*',
  DIVIDE: '/',
  MODULO: '%',
  IDENTIFIER: 'a name',
  NUMBER: 'a number',
  STRING: 'a text',
  BOOLEAN: 'true or false',
};
const signNamed = (token: string): string => {
  const sign = signs[token.toUpperCase()] ?? token.replace(/^'(.*)'$/, '$1');
  return /^(a \w+|true or false)$/.test(sign) ? sign : `"${sign}"`;
};

type Rewrite = readonly [pattern: RegExp, plain: (...parts: string[]) => string];
const rewrites: readonly Rewrite[] = [
  [/unexpected token: EOF|expected \w+, got EOF/i, () => 'it stops in the middle'],
  [/unexpected (?:token|character): (.+)/i, (sign) => `${signNamed(sign ?? '')} is not expected there`],
  [
    /expected (\w+), got (\w+)/i,
    (wanted, found) => `${signNamed(wanted ?? '')} is missing before ${signNamed(found ?? '')}`,
  ],
  [/reserved identifier: (.+)/i, (name) => `"${name}" is a word of the expression language`],
  [/unterminated string/i, () => 'a text in quotes is not closed'],
  [/no such overload: !(.+)/i, (type) => `! needs true or false, and ${kindNamed(type ?? '')} stands there`],
  [
    /no such overload: (.+?) (==|!=|<=|>=|<|>|\+|-|\*|\/|in) (.+)/i,
    (left, sign, right) =>
      `${sign} does not fit between ${kindNamed(left ?? '')} and ${kindNamed(right ?? '')}`,
  ],
  [
    /logical operator requires bool operands, got '(.+)'/i,
    (type) => `&& and || need true or false on both sides, and ${kindNamed(type ?? '')} stands there`,
  ],
  [
    /ternary branches must have the same type, got '(.+)' and '(.+)'/i,
    (one, other) =>
      `? : gives ${kindNamed(one ?? '')} or ${kindNamed(other ?? '')}, and must always give the same kind`,
  ],
  [
    /list elements must have the same type, expected type '(.+)' but found '(.+)'/i,
    (one, other) =>
      `a list holds ${kindNamed(one ?? '')} and ${kindNamed(other ?? '')}, and must hold one kind`,
  ],
  [/depth/i, () => 'it is nested too deep'],
  [/listelements/i, () => 'a list in it is too long'],
  [/exceed|limit/i, () => 'it has too many parts'],
];

export function plainMessage(said: string): string {
  const line = (said.split('\n')[0] ?? said).replace(/\.$/, '');
  for (const [pattern, plain] of rewrites) {
    const match = pattern.exec(line);
    if (match !== null) return plain(...match.slice(1));
  }
  return line.charAt(0).toLowerCase() + line.slice(1);
}
