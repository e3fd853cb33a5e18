/** Finds words of the closed list in what the public app ships. */
import { parseSync } from 'vite';
import list from './study-words.json' with { type: 'json' };

export interface Shipped {
  readonly path: string;
  readonly text: string;
}

const patternOf = (words: readonly string[]): RegExp => {
  const letters = '[\\p{L}\\p{M}]*';
  const each = words.map((word) => word.replaceAll(' ', '[\\s-]+').replaceAll('*', letters));
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${each.join('|')})(?![\\p{L}\\p{M}])`, 'giu');
};
const never = patternOf(list.never);
const notInText = patternOf(list.notInText);

/** Strings and templates of a script that somebody could read: those with a blank in them. */
const textsOf = (path: string, script: string): readonly string[] => {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each);
    } else if (typeof value === 'object' && value !== null) {
      if (
        'type' in value &&
        value.type === 'Literal' &&
        'value' in value &&
        typeof value.value === 'string'
      ) {
        texts.push(value.value);
      }
      if ('cooked' in value && typeof value.cooked === 'string') texts.push(value.cooked);
      for (const each of Object.values(value)) visit(each);
    }
  };
  visit(parseSync(path, script).program);
  return texts.filter((text) => /\s/.test(text.trim()));
};

const without = (text: string): string =>
  list.allowed.reduce((rest, { text: allowed }) => rest.replaceAll(allowed, ''), text);

export const studyWordsIn = ({ path, text }: Shipped): readonly string[] => {
  const readable = /\.m?js$/.test(path) ? textsOf(path, text) : [text];
  const found = [
    ...(text.match(never) ?? []),
    ...readable.flatMap((each) => without(each).match(notInText) ?? []),
  ];
  return [...new Set(found.map((word) => `${path}: ${word}`))];
};
