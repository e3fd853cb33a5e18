/** Ids: each once, none a word of the expression language, none a name that every object has. */
import type { Report } from './problem.ts';
import { inheritedNames, reservedNames, type Scope } from './scope.ts';
import type { Definition } from './source.ts';

export function checkIds(definition: Definition, scope: Scope, report: Report): void {
  const blocks = definition.sections.flatMap((section) => section.blocks);
  const sectionIds = definition.sections.map((section) => section.id);
  const blockIds = blocks.map((block) => block.id);
  const gridIds = blocks.flatMap((block) =>
    block.items.flatMap((item) => (item.type === 'grid' ? [item.id] : [])),
  );
  const itemIds = [...scope.places.map((place) => place.item.id), ...gridIds];
  reportRepeats(sectionIds, 'section', report);
  reportRepeats(blockIds, 'block', report);
  reportRepeats(itemIds, 'item', report);
  for (const id of new Set(itemIds)) reportReserved(id, `item ${id}`, 'item', report);
  for (const block of blocks) {
    for (const name of Object.keys(block.compute ?? {})) {
      const at = `block ${block.id}, compute ${name}`;
      reportReserved(name, at, 'compute', report);
      if (itemIds.includes(name))
        report(at, `an item is called "${name}" too`, 'give the compute another name');
    }
  }
  for (const id of new Set(sectionIds)) reportInherited(id, `section ${id}`, report);
  for (const id of new Set(blockIds)) reportInherited(id, `block ${id}`, report);
  for (const name of Object.keys(definition.scales ?? {})) reportInherited(name, `scale ${name}`, report);
  for (const { item } of scope.places) {
    const at = `item ${item.id}`;
    for (const check of item.checks ?? []) reportInherited(check.id, at, report);
    if ('options' in item) for (const option of item.options) reportInherited(option.id, at, report);
  }
}

/** For lists inside one thing: options, points, checks. */
export function reportRepeatsIn(ids: readonly string[], at: string, kind: string, report: Report): void {
  for (const id of repeatsOf(ids)) {
    report(at, `the ${kind} "${id}" stands there twice`, `give each ${kind} its own`);
  }
}

function reportRepeats(ids: readonly string[], kind: string, report: Report): void {
  for (const id of repeatsOf(ids)) {
    report(
      `${kind} ${id}`,
      `the id "${id}" is used more than once`,
      `give each ${kind} of the questionnaire an id of its own`,
    );
  }
}

const repeatsOf = (ids: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  return new Set(ids.filter((id) => seen.has(id) || !seen.add(id)));
};

function reportReserved(id: string, at: string, kind: string, report: Report): void {
  if (reservedNames.has(id)) {
    report(
      at,
      `"${id}" is a word of the expression language or a protocol fact`,
      `give the ${kind} another id`,
    );
  }
  reportInherited(id, at, report);
}

function reportInherited(id: string, at: string, report: Report): void {
  if (inheritedNames.has(id)) {
    report(at, `"${id}" is a name that programs keep for themselves`, 'choose another id');
  }
}
