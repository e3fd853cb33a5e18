/** Every text that a definition needs stands in every language, and nothing else does. */
import { own } from './own.ts';
import { checkPlaceholders, placeIn, type TextPlace } from './placeholders.ts';
import type { Report } from './problem.ts';
import type { Scope } from './scope.ts';
import type { Definition, ItemSource, SectionSource, TextSource, TextsSource } from './source.ts';

type Labels = Readonly<Record<string, TextSource>>;
type ItemSourceTexts = TextsSource['items'][string];

export function checkTexts(definition: Definition, scope: Scope, texts: TextsSource, report: Report): void {
  compareKeys(
    definition.sections.map((section) => section.id),
    texts.sections,
    (id) => `section ${id}`,
    'title',
    report,
  );
  compareKeys(
    [...scope.byName.keys(), ...scope.grids.keys()],
    texts.items,
    (id) => `${scope.grids.has(id) ? 'grid' : 'item'} ${id}`,
    'label',
    report,
  );
  compareKeys(
    Object.keys(definition.scales ?? {}),
    texts.scales ?? {},
    (id) => `scale ${id}`,
    'labels',
    report,
  );
  // A title stands in a list of tasks too, before any section.
  check([texts.title], { ...placeIn('title', null, definition), since: false }, report);
  for (const section of definition.sections) {
    const entry = own(texts.sections, section.id);
    check([entry?.title, entry?.intro], placeIn(`section ${section.id}`, section, definition), report);
  }
  for (const [id, { section }] of scope.grids) checkGrid(id, section, definition, texts, report);
  for (const [id, { item, section }] of scope.byName) {
    const entry = own(texts.items, id);
    if (entry === undefined) continue;
    checkItemTexts(item, entry, report);
    check(textsOf(entry), placeIn(`item ${id}`, section, definition), report);
  }
  checkScaleTexts(definition, scope, texts, report);
}

function checkGrid(
  id: string,
  section: SectionSource,
  definition: Definition,
  texts: TextsSource,
  report: Report,
): void {
  const entry = own(texts.items, id);
  if (entry === undefined) return;
  const at = `grid ${id}`;
  for (const part of ['aloud', 'options', 'checks', 'unit'] as const) {
    if (entry[part] === undefined) continue;
    report(
      at,
      `it has "${part}", and a grid has a label and a help text only`,
      part === 'options'
        ? 'write the labels under its scale'
        : `write "${part}" on its lines, or take it out`,
    );
  }
  check([entry.label, entry.help], placeIn(at, section, definition), report);
}

function checkItemTexts(item: ItemSource, entry: ItemSourceTexts, report: Report): void {
  const at = `item ${item.id}`;
  compareLabels(optionIds(item), entry.options ?? {}, at, 'option', report);
  compareLabels(
    (item.checks ?? []).map((one) => one.id),
    entry.checks ?? {},
    at,
    'check',
    report,
  );
  if (entry.unit !== undefined && item.type !== 'number') {
    report(at, `it has a unit, but it is a ${item.type}`, 'take "unit" out');
  }
}

/** Labels of a shared scale are said wherever it is used: they pipe only what is known at all those places. */
function checkScaleTexts(definition: Definition, scope: Scope, texts: TextsSource, report: Report): void {
  for (const [name, points] of Object.entries(definition.scales ?? {})) {
    const labels = own(texts.scales, name);
    if (labels === undefined) continue;
    const at = `scale ${name}`;
    compareLabels(
      points.map((point) => String(point.value)),
      labels,
      at,
      'point',
      report,
    );
    const users = scope.places.filter(({ item }) => 'scale' in item && item.scale === name);
    check(
      Object.values(labels),
      {
        ...placeIn(at, null, definition),
        row: users.length > 0 && users.every(({ section }) => section.repeat !== undefined),
      },
      report,
    );
  }
}

function check(texts: readonly (TextSource | undefined)[], place: TextPlace, report: Report): void {
  for (const text of texts) if (text !== undefined) checkPlaceholders(text, place, report);
}

const optionIds = (item: ItemSource): readonly string[] =>
  item.type === 'choice' || item.type === 'choices' ? item.options.map((option) => option.id) : [];

/** All that a person may read or hear of an item; the labels of its scale stand elsewhere. */
export const textsOf = (entry: ItemSourceTexts): readonly TextSource[] =>
  [
    entry.label,
    entry.help,
    entry.aloud,
    entry.unit,
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
