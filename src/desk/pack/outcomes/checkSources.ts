/** Where each rule comes from, and that it is said in every language of the study. */
import type { Report } from '#core/questionnaire/problem.ts';
import type { OutcomesSource } from './outcomesSource.ts';

/** "own", "own: why", or references that the file explains, like "P31; S 71". */
export function checkSources(outcomes: OutcomesSource, report: Report): void {
  const named = new Set<string>();
  for (const { at, value } of entriesOf(outcomes, ['source'])) {
    if (typeof value !== 'string') continue;
    for (const part of value.split(';').map((text) => text.trim())) {
      if (/^own(:|$)/.test(part)) continue;
      const [id = ''] = part.split(' ');
      named.add(id);
      if (!Object.hasOwn(outcomes.sources, id))
        report(at, `the source "${part}" is not explained`, 'add it under "sources", or write "own"');
    }
  }
  for (const id of Object.keys(outcomes.sources)) {
    if (!named.has(id)) report(`source ${id}`, 'no rule names it', 'take it out or correct its id');
  }
}

export function checkWords(outcomes: OutcomesSource, languages: readonly string[], report: Report): void {
  for (const { at, value } of entriesOf(outcomes, ['state', 'says', 'title', 'fixed'])) {
    if (typeof value !== 'object' || value === null) continue;
    for (const language of languages) {
      if (!Object.hasOwn(value, language)) report(at, `the words in "${language}" are missing`, 'add them');
    }
    for (const language of Object.keys(value)) {
      if (!languages.includes(language)) report(at, `the study has no language "${language}"`, 'take it out');
    }
  }
}

/** Every entry with one of these keys, wherever it stands, with the innermost thing that has an id. */
function* entriesOf(
  value: unknown,
  keys: readonly string[],
  at = '',
): Generator<{ readonly at: string; readonly value: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, held] of Object.entries(value)) {
    if (keys.includes(key)) yield { at, value: held };
    else if (Array.isArray(value)) yield* entriesOf(held, keys, idOf(held, at));
    else yield* entriesOf(held, keys, Array.isArray(held) ? at : at === '' ? key : `${at}.${key}`);
  }
}

const idOf = (value: unknown, otherwise: string): string =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : otherwise;
