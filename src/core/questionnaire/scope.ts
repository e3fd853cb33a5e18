/** Every item of a definition with its place, and the type under which expressions know it. */

import { type FactType, protocolFacts } from './protocolFacts.ts';
import type { BlockSource, Definition, ItemSource, SectionSource } from './source.ts';

export interface Place {
  readonly item: ItemSource;
  readonly block: BlockSource;
  readonly section: SectionSource;
  /** Position in the whole questionnaire. */
  readonly index: number;
}

export interface Scope {
  readonly places: readonly Place[];
  readonly byName: ReadonlyMap<string, Place>;
  /** Types of all items and protocol facts: what the type checker is given. */
  readonly types: Readonly<Record<string, FactType>>;
}

export function scopeOf(definition: Definition): Scope {
  const places: Place[] = [];
  for (const section of definition.sections) {
    for (const block of section.blocks) {
      for (const item of block.items) places.push({ item, block, section, index: places.length });
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
  return { places, byName, types };
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

/** Words that the expression language keeps for itself. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...Object.keys(protocolFacts),
  ...['missing', 'reason', 'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for'],
  ...['function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
  ...['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'list', 'map', 'optional', 'string', 'timestamp'],
  ...[
    'type',
    'uint',
    'size',
    'has',
    'cel',
    'google',
    'math',
    'strings',
    'gate',
    'gates',
    'done',
    'consent',
    'constructor',
    'toString',
    'valueOf',
  ],
]);
