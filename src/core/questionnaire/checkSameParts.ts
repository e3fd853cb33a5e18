/** What only some languages say: a help text or a month that readers of another language do not get. */
import { own } from './own.ts';
import { pipedBy } from './placeholders.ts';
import type { Report } from './problem.ts';
import type { TextSource, TextsSource } from './source.ts';

type Named = readonly [part: string, ours: TextSource | undefined, theirs: TextSource | undefined];

export function checkSameParts(
  source: TextsSource,
  other: TextsSource,
  sourceLanguage: string,
  report: Report,
): void {
  comparePiped('title', [['text', source.title, other.title]], sourceLanguage, report);
  for (const [id, entry] of Object.entries(source.items)) {
    const translated = own(other.items, id);
    if (translated === undefined) continue;
    const at = `item ${id}`;
    const parts = (['label', 'help', 'aloud', 'unit'] as const).map(
      (part): Named => [part, entry[part], translated[part]],
    );
    compareStanding(
      at,
      [
        ['help', entry.help, translated.help],
        ['unit', entry.unit, translated.unit],
      ],
      sourceLanguage,
      report,
    );
    comparePiped(
      at,
      [
        ...parts,
        ...labelsOf('option', entry.options, translated.options),
        ...labelsOf('check', entry.checks, translated.checks),
      ],
      sourceLanguage,
      report,
    );
  }
  for (const [id, entry] of Object.entries(source.sections)) {
    const translated = own(other.sections, id);
    if (translated === undefined) continue;
    const intro: Named = ['intro', entry.intro, translated.intro];
    compareStanding(`section ${id}`, [intro], sourceLanguage, report);
    comparePiped(`section ${id}`, [['title', entry.title, translated.title], intro], sourceLanguage, report);
  }
  for (const [name, labels] of Object.entries(source.scales ?? {})) {
    const translated = own(other.scales, name);
    comparePiped(`scale ${name}`, labelsOf('point', labels, translated), sourceLanguage, report);
  }
}

const labelsOf = (
  kind: string,
  ours: Readonly<Record<string, TextSource>> = {},
  theirs: Readonly<Record<string, TextSource>> = {},
): readonly Named[] =>
  Object.keys(ours).map((id): Named => [`${kind} "${id}"`, own(ours, id), own(theirs, id)]);

function compareStanding(at: string, parts: readonly Named[], sourceLanguage: string, report: Report): void {
  for (const [part, ours, theirs] of parts) {
    if ((ours === undefined) === (theirs === undefined)) continue;
    report(
      at,
      `"${part}" stands in one language only (source: ${sourceLanguage})`,
      `write "${part}" in both or in neither`,
    );
  }
}

/**
 * What two languages of one text must both pipe. Numbers and sexes are said otherwise in every language, so
 * {{count}} and, beside forms by sex, names may differ. The month must be named everywhere.
 */
export function mustPipe(
  ours: TextSource,
  theirs: TextSource,
): { readonly wanted: readonly string[]; readonly found: readonly string[] } {
  const free = bySex(ours) || bySex(theirs) ? ['count', 'row', 'subject'] : ['count'];
  const piped = (text: TextSource): readonly string[] =>
    [...pipedBy(text)].filter((name) => !free.includes(name)).sort();
  return { wanted: piped(ours), found: piped(theirs) };
}

function comparePiped(at: string, parts: readonly Named[], sourceLanguage: string, report: Report): void {
  for (const [part, ours, theirs] of parts) {
    if (ours === undefined || theirs === undefined) continue;
    const { wanted, found } = mustPipe(ours, theirs);
    if (wanted.join() !== found.join()) {
      report(
        at,
        `its ${part} pipes other facts than in ${sourceLanguage}: ${found.join(', ') || 'none'} instead of ${wanted.join(', ') || 'none'}`,
        'use the same {{…}} in every language',
      );
    }
  }
}

const bySex = (text: TextSource): boolean => typeof text !== 'string' && text.by === 'sex';
