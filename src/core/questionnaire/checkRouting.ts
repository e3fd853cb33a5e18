/** The one routing section and its carry facts: few, not sensitive, asked before all else (method.md 3). */
import type { Report } from './problem.ts';
import { itemAt, type Scope } from './scope.ts';
import type { Definition, SectionSource } from './source.ts';

export const mostRoutingItems = 6;

export function checkRouting(definition: Definition, scope: Scope, report: Report): void {
  const routing = definition.sections.filter((section) => section.flags?.includes('routing'));
  for (const extra of routing.slice(1)) {
    report(
      `section ${extra.id}`,
      'there is a second routing section',
      'keep one section with the flag "routing"',
    );
  }
  const first = routing[0];
  if (first !== undefined) checkRoutingSection(first, definition, scope, report);
  for (const place of scope.places) {
    const { item, section } = place;
    if (item.carry !== true) continue;
    if (section !== first) {
      report(
        itemAt(place),
        'it is a carry fact outside the routing section',
        'move it to the routing section or take "carry" out',
      );
    }
    if (item.type === 'text' || item.type === 'note' || item.act !== undefined) {
      report(itemAt(place), 'a text, a note and an act cannot be carry facts', 'take "carry" out');
    }
  }
}

function checkRoutingSection(
  section: SectionSource,
  definition: Definition,
  scope: Scope,
  report: Report,
): void {
  const at = `section ${section.id}`;
  const count = scope.places.filter((place) => place.section === section).length;
  if (count > mostRoutingItems) {
    report(
      at,
      `the routing section has ${count} items, at most ${mostRoutingItems} are allowed`,
      'move items that carry nothing to a section of their own',
    );
  }
  if (section.flags?.includes('sensitive')) {
    report(
      at,
      'the routing section is flagged "sensitive", but its answers stay in memory',
      'take the flag or the sensitive items out',
    );
  }
  if (section.repeat !== undefined) {
    report(
      at,
      'the routing section is repeated for roster rows',
      'take "repeat" out: a carry fact has one value',
    );
  }
  if (definition.sections.find((one) => one.practice !== true) !== section) {
    report(at, 'the routing section is not the first one', 'put it before all sections but practice');
  }
}
