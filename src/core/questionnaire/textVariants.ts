/** Every way in which one text can be read: a text with forms is read in one of them. */
import type { Text } from './compiled.ts';

export function textVariants(text: Text): readonly string[] {
  if (typeof text === 'string') return [text];
  return text.by === 'sex' ? [text.f, text.m, text.x] : [text.one, text.other];
}
