/** The words on the app's own buttons and fields by the app's own keys, in every language at once: a robot finds them by name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './readTree.ts';

const languages = ['nl', 'en'] as const;
const parts = ['cover', 'space'] as const;

const read = (part: string, language: string): Readonly<Record<string, unknown>> => {
  const parsed: unknown = JSON.parse(
    readFileSync(join(top, 'src/ui/words', part, `${language}.json`), 'utf8'),
  );
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Fits the whole name of any of these keys, in all their forms, whatever is put in where the words leave a place. */
export const named = (...keys: readonly string[]): RegExp => new RegExp(`^(${formsOf(keys)})$`);
/** Fits the beginning. */
export const beginning = (...keys: readonly string[]): RegExp => new RegExp(`^(${formsOf(keys)})`);

const formsOf = (keys: readonly string[]): string => {
  const isForm = (key: string): boolean => keys.some((each) => key === each || key.startsWith(`${each}_`));
  const texts = parts.flatMap((part) =>
    languages.flatMap((language) =>
      Object.entries(read(part, language)).flatMap(([key, text]) => (isForm(key) ? [text] : [])),
    ),
  );
  const fits = texts.flatMap((text) =>
    typeof text === 'string'
      ? [
          text
            .split(/\{\{\w+\}\}/)
            .map(escaped)
            .join('.*'),
        ]
      : [],
  );
  if (fits.length === 0) throw new Error(`the app has no words for ${keys.join(', ')}`);
  return [...new Set(fits)].join('|');
};

/** The words on the button for one of the reasons, in every language and form of address. */
export const reasonNamed = (reason: string): RegExp => named(`item.reason.${reason}`);
