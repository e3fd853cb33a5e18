/** Texts as the device shows them: labels of shared scales given to each item, translators' notes left out. */
import type { ItemTexts, Text, Texts } from './compiled.ts';
import { own } from './own.ts';
import type { Scope } from './scope.ts';
import type { Definition, ItemSource, TextsSource } from './source.ts';

export function compileTexts(definition: Definition, scope: Scope, source: TextsSource): Texts {
  const sections: Record<string, { readonly title: Text; readonly intro?: Text }> = {};
  for (const { id } of definition.sections) {
    const entry = own(source.sections, id);
    if (entry !== undefined) {
      sections[id] = { title: entry.title, ...(entry.intro === undefined ? {} : { intro: entry.intro }) };
    }
  }
  const items: Record<string, ItemTexts> = {};
  for (const [id, { item }] of scope.byName) {
    const entry = own(source.items, id);
    if (entry === undefined) continue;
    const options = optionsOf(item, entry, source);
    items[id] = {
      label: entry.label,
      ...(entry.help === undefined ? {} : { help: entry.help }),
      ...(entry.aloud === undefined ? {} : { aloud: entry.aloud }),
      ...(options === undefined ? {} : { options }),
      ...(entry.checks === undefined ? {} : { checks: entry.checks }),
      ...(entry.unit === undefined ? {} : { unit: entry.unit }),
    };
  }
  const grids: Record<string, { readonly label: Text; readonly help?: Text }> = {};
  for (const id of scope.grids.keys()) {
    const entry = own(source.items, id);
    if (entry !== undefined) {
      grids[id] = { label: entry.label, ...(entry.help === undefined ? {} : { help: entry.help }) };
    }
  }
  return { review: source.review, title: source.title, sections, items, grids };
}

function optionsOf(
  item: ItemSource,
  entry: TextsSource['items'][string],
  source: TextsSource,
): Readonly<Record<string, Text>> | undefined {
  return item.type === 'frequency' || item.type === 'scale' ? own(source.scales, item.scale) : entry.options;
}
