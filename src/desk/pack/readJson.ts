/** JSON that a person wrote: what is wrong is said with its line, and with the usual slip's own remedy. */
import { err, ok, type Result } from '#core/result.ts';

export interface NotJson {
  readonly cause: string;
  readonly remedy: string;
}

export function readJson(text: string): Result<unknown, NotJson> {
  try {
    const content: unknown = JSON.parse(text);
    return ok(content);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { cause, remedy } = whatIsWrong(text);
    return err({ cause: `it cannot be read as JSON: ${cause}`, remedy });
  }
}

const token =
  /[ \t\r\n]*("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.])|true|false|null|[{}[\],:])/uy;

type Wanted = 'value' | 'key' | 'colon' | 'next';

/** Walks as far as the text is JSON. */
function whatIsWrong(text: string): NotJson {
  if (text.trim() === '') return { cause: 'it is empty', remedy: 'write it' };
  const near = (at: number): string => `line ${lineOf(text, at)} or the line before`;
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let before = { sign: '', at: 0 };
  for (let from = 0; ; ) {
    token.lastIndex = from;
    const sign = token.exec(text)?.[1] ?? null;
    const space = /^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0;
    const at = from + space;
    if (at === text.length)
      return { cause: `it stops in ${near(from)}`, remedy: 'close every { with }, every [ with ]' };
    const then: Wanted | null = sign === null ? null : wantedAfter(sign, wanted, before.sign, open);
    if (sign === null || then === null) {
      if (before.sign === ',' && (sign === '}' || sign === ']')) {
        return {
          cause: `in line ${lineOf(text, before.at)} a comma stands after the last entry`,
          remedy: 'take that comma out',
        };
      }
      if (wanted === 'next' && open.length > 0 && sign !== null && /^["{[\d-]/.test(sign))
        return {
          cause: `a comma is missing in ${near(at)}`,
          remedy: 'write a comma between the two entries',
        };
      return {
        cause: `something is wrong in ${near(at)}`,
        remedy: 'look there for a comma, a quote or a bracket that is missing or too much',
      };
    }
    wanted = then;
    before = { sign, at };
    from = token.lastIndex;
  }
}

/** Null: this sign cannot stand here. Keeps `open` up to date. */
function wantedAfter(sign: string, wanted: Wanted, before: string, open: ('{' | '[')[]): Wanted | null {
  const inside = open.at(-1);
  switch (sign) {
    case '{':
    case '[':
      if (wanted !== 'value') return null;
      open.push(sign);
      return sign === '{' ? 'key' : 'value';
    case '}':
    case ']': {
      const opening = sign === '}' ? '{' : '[';
      if (inside !== opening || (wanted !== 'next' && before !== opening)) return null;
      open.pop();
      return 'next';
    }
    case ',':
      if (wanted !== 'next' || inside === undefined) return null;
      return inside === '{' ? 'key' : 'value';
    case ':':
      return wanted === 'colon' ? 'value' : null;
    default:
      if (wanted === 'key') return sign.startsWith('"') ? 'colon' : null;
      return wanted === 'value' ? 'next' : null;
  }
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
