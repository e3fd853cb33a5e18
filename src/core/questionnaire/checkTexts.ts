/** Every text that a definition needs stands in every language, and nothing else does. */
import type { Report } from './problem.ts';
import type { Scope } from './scope.ts';
import type { Definition, ItemSource, TextsSource } from './source.ts';

type Labels = Readonly<Record<string, string>>;
type ItemSourceTexts = TextsSource['items'][string];

export function checkTexts(definition: Definition, scope: Scope, texts: TextsSource, report: Report): void {
  compareKeys(
    definition.sections.map((section) => section.id),
    texts.sections,
    (id) => `section ${id}`,
    'title',
    report,
  );
  compareKeys([...scope.byName.keys()], texts.items, (id) => `item ${id}`, 'label', report);
  compareKeys(
    Object.keys(definition.scales ?? {}),
    texts.scales ?? {},
    (id) => `scale ${id}`,
    'labels',
    report,
  );
  for (const [name, points] of Object.entries(definition.scales ?? {})) {
    const labels = own(texts.scales ?? {}, name);
    if (labels !== undefined)
      compareLabels(
        points.map((point) => String(point.value)),
        labels,
        `scale ${name}`,
        'point',
        report,
      );
  }
  for (const [id, { item, section }] of scope.byName) {
    const entry = own(texts.items, id);
    if (entry === undefined) continue;
    compareLabels(optionIds(item), entry.options ?? {}, `item ${id}`, 'option', report);
    compareLabels(
      (item.checks ?? []).map((check) => check.id),
      entry.checks ?? {},
      `item ${id}`,
      'check',
      report,
    );
    if (entry.unit !== undefined && item.type !== 'number') {
      report(`item ${id}`, `it has a unit, but it is a ${item.type}`, 'take "unit" out');
    }
    for (const text of textsOf(entry))
      checkPlaceholders(text, `item ${id}`, section.repeat !== undefined, report);
  }
  for (const section of definition.sections) {
    const entry = own(texts.sections, section.id);
    for (const text of [entry?.title, entry?.intro]) {
      if (text !== undefined)
        checkPlaceholders(text, `section ${section.id}`, section.repeat !== undefined, report);
    }
  }
}

/** What only some languages say: a help text or a month that readers of another language do not get. */
export function checkSameParts(
  source: TextsSource,
  other: TextsSource,
  sourceLanguage: string,
  report: Report,
): void {
  for (const [id, entry] of Object.entries(source.items)) {
    const translated = own(other.items, id);
    if (translated === undefined) continue;
    for (const part of ['help', 'unit'] as const) {
      if ((entry[part] === undefined) !== (translated[part] === undefined)) {
        report(
          `item ${id}`,
          `"${part}" stands in one language only (source: ${sourceLanguage})`,
          `write "${part}" in both or in neither`,
        );
      }
    }
    const [ours, theirs] = [placeholdersOf(entry.label), placeholdersOf(translated.label)];
    if (ours.join() !== theirs.join()) {
      report(
        `item ${id}`,
        `its label pipes other facts than in ${sourceLanguage}: ${theirs.join(', ') || 'none'} instead of ${ours.join(', ') || 'none'}`,
        'use the same {{…}} in every language',
      );
    }
  }
  for (const [id, entry] of Object.entries(source.sections)) {
    const translated = own(other.sections, id);
    if (translated !== undefined && (entry.intro === undefined) !== (translated.intro === undefined)) {
      report(
        `section ${id}`,
        `"intro" stands in one language only (source: ${sourceLanguage})`,
        'write "intro" in both or in neither',
      );
    }
  }
}

const optionIds = (item: ItemSource): readonly string[] =>
  item.type === 'choice' || item.type === 'choices' ? item.options.map((option) => option.id) : [];

const textsOf = (entry: ItemSourceTexts): readonly string[] =>
  [
    entry.label,
    entry.help,
    entry.aloud,
    ...Object.values(entry.options ?? {}),
    ...Object.values(entry.checks ?? {}),
  ].flatMap((text) => (text === undefined ? [] : [text]));

function compareKeys(
  wanted: readonly string[],
  found: Readonly<Record<string, unknown>>,
  at: (id: string) => string,
  part: string,
  report: Report,
): void {
  for (const id of wanted) {
    if (!Object.hasOwn(found, id)) report(at(id), 'the translation is missing', `add its ${part}`);
  }
  for (const id of Object.keys(found)) {
    if (!wanted.includes(id))
      report(
        at(id),
        'there is a text for something that the definition does not have',
        'take it out or correct its id',
      );
  }
}

function compareLabels(
  wanted: readonly string[],
  found: Labels,
  at: string,
  kind: string,
  report: Report,
): void {
  for (const id of wanted) {
    if (!Object.hasOwn(found, id))
      report(at, `the translation of ${kind} "${id}" is missing`, `add a text for "${id}"`);
  }
  for (const id of Object.keys(found)) {
    if (!wanted.includes(id))
      report(
        at,
        `there is a text for ${kind} "${id}", which the definition does not have`,
        'take it out or correct its id',
      );
  }
}

/** `row`: the first name or description of the roster row. `since`: the month in which the period begins. */
const known = ['row', 'since'];

function checkPlaceholders(text: string, at: string, repeated: boolean, report: Report): void {
  for (const name of placeholdersOf(text)) {
    if (!known.includes(name)) {
      report(
        at,
        `{{${name}}} cannot be piped into a text`,
        'use {{row}} or {{since}}: no answer is ever shown again',
      );
    } else if (name === 'row' && !repeated) {
      report(
        at,
        '{{row}} stands in a section that is not repeated',
        'write "repeat" on the section or take {{row}} out',
      );
    }
  }
  if (/\{\{|\}\}/.test(text.replace(placeholder, ''))) {
    report(
      at,
      'a pair of double braces is not closed or holds more than a name',
      'write {{row}} or {{since}}',
    );
  }
}

const placeholder = /\{\{([A-Za-z]+)\}\}/g;
const placeholdersOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))].sort();

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
