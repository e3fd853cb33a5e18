/** One form of a text, for places that know neither a sex nor a number: the codebook, lists, paper. */
import type { Text } from './compiled.ts';

export function plainText(text: Text): string {
  if (typeof text === 'string') return text;
  return text.by === 'sex' ? text.x : text.other;
}
