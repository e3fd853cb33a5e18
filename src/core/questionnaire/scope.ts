/**
 * Every item of a definition with its place, and the type under which expressions know it. Lines of
 * a grid are items from here on; the grid itself is only what stands above them.
 */

import { type FactType, protocolFacts } from './protocolFacts.ts';
import type { BlockSource, Definition, GridSource, ItemSource, SectionSource } from './source.ts';

export interface Place {
  readonly item: ItemSource;
  readonly block: BlockSource;
  readonly section: SectionSource;
  /** Position in the whole questionnaire. */
  readonly index: number;
  /** The grid of which this item is a line. */
  readonly grid: GridSource | null;
}

export interface GridPlace {
  readonly grid: GridSource;
  readonly block: BlockSource;
  readonly section: SectionSource;
}

export interface Scope {
  readonly places: readonly Place[];
  readonly byName: ReadonlyMap<string, Place>;
  readonly grids: ReadonlyMap<string, GridPlace>;
  /** Types of all items and protocol facts: what the type checker is given. */
  readonly types: Readonly<Record<string, FactType>>;
}

export function scopeOf(definition: Definition): Scope {
  const places: Place[] = [];
  const grids = new Map<string, GridPlace>();
  for (const section of definition.sections) {
    for (const block of section.blocks) {
      for (const item of block.items) {
        const place = { block, section };
        if (item.type !== 'grid') {
          places.push({ ...place, item, index: places.length, grid: null });
          continue;
        }
        if (!grids.has(item.id)) grids.set(item.id, { ...place, grid: item });
        for (const line of linesOf(item)) {
          places.push({ ...place, item: line, index: places.length, grid: item });
        }
      }
    }
  }
  const types: Record<string, FactType> = {};
  const byName = new Map<string, Place>();
  for (const place of places) {
    if (byName.has(place.item.id)) continue;
    byName.set(place.item.id, place);
    types[place.item.id] = typeOf(place.item);
  }
  for (const [name, fact] of Object.entries(protocolFacts)) types[name] = fact.type;
  return { places, byName, grids, types };
}

/** Each line with what its grid says for all of them. */
function linesOf(grid: GridSource): readonly ItemSource[] {
  const shared = {
    scale: grid.scale,
    grid: grid.id,
    ...(grid.relevant === undefined ? {} : { relevant: grid.relevant }),
    ...(grid.reasons === undefined ? {} : { reasons: grid.reasons }),
    ...(grid.act === undefined ? {} : { act: grid.act }),
  };
  const look = grid.look === undefined ? {} : { look: grid.look };
  return grid.lines.map((line) =>
    grid.answers === 'frequency'
      ? { ...line, ...shared, type: 'frequency' }
      : { ...line, ...shared, type: 'scale', ...look },
  );
}

function typeOf(item: ItemSource): FactType {
  switch (item.type) {
    case 'choice':
    case 'date':
    case 'text':
    case 'note':
      return 'string';
    case 'choices':
      return 'list<string>';
    default:
      return 'double';
  }
}

/** Where a thing is named in problems: a line by its own id, what holds for a whole grid by the grid's. */
export const itemAt = (place: Place): string => `item ${place.item.id}`;
export const sharedAt = (place: Place): string =>
  place.grid === null ? itemAt(place) : `grid ${place.grid.id}`;

/** What a grid says for all its lines is checked and said once. */
export const isFirstLine = ({ item, grid }: Place): boolean => grid === null || grid.lines[0]?.id === item.id;

/** Words that the expression language keeps for itself. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...Object.keys(protocolFacts),
  ...['missing', 'reason', 'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for'],
  ...['function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
  ...['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'list', 'map', 'optional', 'string', 'timestamp'],
  ...['type', 'uint', 'size', 'has', 'cel', 'google', 'math', 'strings'],
  ...['gate', 'gates', 'done', 'taskDone', 'consent', 'informationSeen'],
]);

/** Names that every JavaScript object has: never an id, so that no lookup by id can find one of them. */
export const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
