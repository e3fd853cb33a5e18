/** Which sections ask about the period: those that name its month, and those that count acts. */
import { textsOf } from './checkTexts.ts';
import { own } from './own.ts';
import { pipedBy } from './placeholders.ts';
import type { Place, Scope } from './scope.ts';
import type { Definition, SectionSource, TextSource, TextsSource } from './source.ts';

/** `texts`: those of the source language, or undefined when there are none to read. */
export function periodSections(
  definition: Definition,
  scope: Scope,
  texts: TextsSource | undefined,
): ReadonlySet<string> {
  const ids = definition.sections
    .filter((section) => {
      const places = scope.places.filter((place) => place.section === section);
      return places.some(countsActs) || (texts !== undefined && namesMonth(section, places, texts));
    })
    .map((section) => section.id);
  return new Set(ids);
}

const countsActs = ({ item }: Place): boolean => item.type === 'frequency' && item.act !== undefined;

function namesMonth(section: SectionSource, places: readonly Place[], texts: TextsSource): boolean {
  const heading = own(texts.sections, section.id);
  const all: readonly (TextSource | undefined)[] = [
    heading?.title,
    heading?.intro,
    ...places.flatMap(({ item, grid }) => {
      const entry = own(texts.items, item.id);
      const above = grid === null ? undefined : own(texts.items, grid.id);
      return [
        ...(entry === undefined ? [] : textsOf(entry)),
        ...('scale' in item ? Object.values(own(texts.scales, item.scale) ?? {}) : []),
        above?.label,
        above?.help,
      ];
    }),
  ];
  return all.some((text) => text !== undefined && pipedBy(text).has('since'));
}
