/**
 * Texts of one language as rows for a translator, and back. A key says where a text stands, with dots; the
 * form of a text that has several stands behind an @:
 *
 *   title   sections.<id>.title|intro   scales.<name>.<value>
 *   items.<id>.label|help|aloud|unit   items.<id>.options.<id>   items.<id>.checks.<id>
 *   items.<id>.label@sex.f   sections.<id>.intro@childCount.other
 */
import { countedFacts } from '#core/questionnaire/compiled.ts';
import type { TextSource, TextsSource } from '#core/questionnaire/source.ts';

/** Texts by key, in the order in which a person reads them. */
export type KeyedTexts = ReadonlyMap<string, TextSource>;

const itemParts = ['label', 'help', 'aloud', 'unit'] as const;
const labelParts = ['options', 'checks'] as const;

export function keyedTexts(texts: TextsSource): KeyedTexts {
  const keyed = new Map<string, TextSource>([['title', texts.title]]);
  const add = (key: string, text: TextSource | undefined): void => {
    if (text !== undefined) keyed.set(key, text);
  };
  for (const [id, { title, intro }] of Object.entries(texts.sections)) {
    add(`sections.${id}.title`, title);
    add(`sections.${id}.intro`, intro);
  }
  for (const [name, labels] of Object.entries(texts.scales ?? {}))
    for (const [value, label] of Object.entries(labels)) add(`scales.${name}.${value}`, label);
  for (const [id, item] of Object.entries(texts.items)) {
    for (const part of itemParts) add(`items.${id}.${part}`, item[part]);
    for (const part of labelParts)
      for (const [name, label] of Object.entries(item[part] ?? {})) add(`items.${id}.${part}.${name}`, label);
  }
  return keyed;
}

/** The note for translators that holds for this key. */
export function noteFor(key: string, texts: TextsSource): string {
  const [kind, id] = key.split('.');
  const note = kind === 'items' && id !== undefined ? own(texts.items, id)?.note : undefined;
  return note === undefined ? '' : written(note);
}

/** A text in one cell, forms one after another: for reading, not for reading back. */
export function written(text: TextSource): string {
  if (typeof text === 'string') return text;
  return formsOf(text)
    .map(([form, words]) => `[${form}] ${words}`)
    .join(' / ');
}

/** One row for a plain text, one for each form of another. */
export function formsOf(text: TextSource): readonly (readonly [form: string, words: string])[] {
  if (typeof text === 'string') return [['', text]];
  return text.by === 'sex'
    ? [
        ['sex.f', text.f],
        ['sex.m', text.m],
        ['sex.x', text.x],
      ]
    : [
        [`${text.by}.one`, text.one],
        [`${text.by}.other`, text.other],
      ];
}

/** Null: these are not all forms of one kind. */
export function textOfForms(forms: ReadonlyMap<string, string>): TextSource | null {
  const get = (form: string): string => forms.get(form) ?? '';
  const are = (...wanted: readonly string[]): boolean =>
    forms.size === wanted.length && wanted.every((form) => forms.has(form));
  if (are('')) return get('');
  if (are('sex.f', 'sex.m', 'sex.x')) return { by: 'sex', f: get('sex.f'), m: get('sex.m'), x: get('sex.x') };
  const counted = countedFacts.find((by) => are(`${by}.one`, `${by}.other`));
  return counted === undefined
    ? null
    : { by: counted, one: get(`${counted}.one`), other: get(`${counted}.other`) };
}

/** The language file again, in the order of the source; notes are its own. */
export function textsFrom(
  keyed: KeyedTexts,
  source: TextsSource,
  review: TextsSource['review'],
  notes: TextsSource | null,
): unknown {
  const part = (key: string): TextSource | undefined => keyed.get(key);
  const labels = (prefix: string, names: Readonly<Record<string, unknown>> | undefined) =>
    names === undefined ? undefined : record(Object.keys(names), (name) => part(`${prefix}.${name}`));
  return present({
    review,
    title: part('title'),
    scales:
      source.scales === undefined
        ? undefined
        : record(Object.keys(source.scales), (name) => labels(`scales.${name}`, source.scales?.[name])),
    sections: record(Object.keys(source.sections), (id) =>
      present({ title: part(`sections.${id}.title`), intro: part(`sections.${id}.intro`) }),
    ),
    items: record(Object.keys(source.items), (id) =>
      present({
        label: part(`items.${id}.label`),
        help: part(`items.${id}.help`),
        aloud: part(`items.${id}.aloud`),
        options: labels(`items.${id}.options`, source.items[id]?.options),
        checks: labels(`items.${id}.checks`, source.items[id]?.checks),
        unit: part(`items.${id}.unit`),
        note: notes === null ? undefined : own(notes.items, id)?.note,
      }),
    ),
  });
}

const record = <T>(keys: readonly string[], value: (key: string) => T): Record<string, T> =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));

const present = (all: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

const own = <T>(all: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(all, key) ? all[key] : undefined;
