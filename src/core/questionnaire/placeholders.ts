/** What may be piped into a text, and in which of its forms: protocol facts and first names, never an answer. */
import type { Respondent } from './compiled.ts';
import type { Report } from './problem.ts';
import { kindCounted, rosterKindsOf } from './rosterKindsOf.ts';
import type { Definition, SectionSource, TextSource } from './source.ts';

/** Where a text stands: this fixes what can be said in it. */
export interface TextPlace {
  readonly at: string;
  /** A roster row is known. */
  readonly row: boolean;
  /** The questionnaire is about a child of the roster. */
  readonly subject: boolean;
  /** Who reads it: whose rows can be counted. */
  readonly respondent: Respondent;
  /** The period is known. */
  readonly since: boolean;
}

export const placeIn = (
  at: string,
  section: SectionSource | null,
  { subject, respondent }: Definition,
): TextPlace => ({
  at,
  row: section?.repeat !== undefined && section !== null,
  subject: subject === 'child',
  respondent,
  since: true,
});

const placeholder = /\{\{([A-Za-z]+)\}\}/g;

/** Names between double braces, sorted, each once. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))].sort();

/** Every form of a text; a plain text is its only form. */
export function formsOf(text: TextSource): readonly string[] {
  if (typeof text === 'string') return [text];
  return text.by === 'sex' ? [text.f, text.m, text.x] : [text.one, text.other];
}

/** Names that any form of a text pipes. */
export const pipedBy = (text: TextSource): ReadonlySet<string> =>
  new Set(formsOf(text).flatMap((form) => placeholdersOf(form)));

export function checkPlaceholders(text: TextSource, place: TextPlace, report: Report): void {
  if (typeof text !== 'string' && text.by === 'sex' && !place.row && !place.subject) {
    report(
      place.at,
      'a text has forms by sex, but nobody is meant whose sex is known',
      'write one text: forms by sex need a section with "repeat" or a questionnaire with "subject": "child"',
    );
  }
  if (typeof text !== 'string' && text.by !== 'sex') {
    const kinds = rosterKindsOf[place.respondent];
    if (!kinds.includes(kindCounted[text.by]))
      report(
        place.at,
        `a text has forms by ${text.by}, and a ${place.respondent} has no such rows`,
        `write one text, or forms by ${kinds.map((kind) => `${kind}Count`).join(' or ')}`,
      );
  }
  const said = new Set<string>();
  for (const form of formsOf(text)) {
    checkForm(form, typeof text !== 'string' && text.by !== 'sex', place, (at, cause, remedy) => {
      if (said.has(cause)) return;
      said.add(cause);
      report(at, cause, remedy);
    });
  }
  checkMonth(text, place.at, report);
}

/** A month that only the mother of a daughter reads would make two periods out of one. */
function checkMonth(text: TextSource, at: string, report: Report): void {
  const forms = formsOf(text);
  const withMonth = forms.filter((form) => placeholdersOf(form).includes('since')).length;
  if (withMonth === 0 || withMonth === forms.length) return;
  report(at, 'a text names the month in some of its forms only', 'write {{since}} in every form or in none');
}

function checkForm(form: string, counted: boolean, place: TextPlace, report: Report): void {
  const { at } = place;
  for (const name of placeholdersOf(form)) {
    switch (name) {
      case 'row':
        if (place.row) break;
        report(
          at,
          '{{row}} stands in a section that is not repeated',
          'write "repeat" on the section or take {{row}} out',
        );
        break;
      case 'subject':
        if (place.subject) break;
        report(
          at,
          '{{subject}} stands in a questionnaire that is not about a child of the roster',
          'write "subject": "child" on the questionnaire or take {{subject}} out',
        );
        break;
      case 'since':
        if (place.since) break;
        report(at, '{{since}} stands where no period is known', 'name the month in a section');
        break;
      case 'count':
        if (counted) break;
        report(
          at,
          '{{count}} stands in a text without forms by number',
          'write { "by": "childCount", "one": "…", "other": "…" } or take {{count}} out',
        );
        break;
      default:
        report(
          at,
          `{{${name}}} cannot be piped into a text`,
          'use {{row}}, {{subject}}, {{since}} or {{count}}: no answer is ever shown again',
        );
    }
  }
  if (/\{\{|\}\}/.test(form.replace(placeholder, ''))) {
    report(
      at,
      'a pair of double braces is not closed or holds more than a name',
      'write {{row}}, {{subject}}, {{since}} or {{count}}',
    );
  }
}
