import type { Text } from '#core/questionnaire/compiled.ts';
import { textVariants } from '#core/questionnaire/textVariants.ts';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A text as it may stand on the screen: in any of its forms, whatever was put in at its places. */
export const asShown = (...parts: readonly Text[]): RegExp => {
  const forms = parts.map((part) => {
    const written = textVariants(part).map((form) =>
      form
        .split(/\{\{\w+\}\}/)
        .map(escaped)
        .join('.+'),
    );
    return `(?:${written.join('|')})`;
  });
  return new RegExp(`^${forms.join('\\s*')}$`, 'i');
};
