/** From what counts for one item to its cells. No cell of an item is ever blank without a reason beside it. */
import { type MissingReason, missingCodes } from '../event/missing.ts';
import type { Held } from '../interview/given.ts';
import type { Item } from '../questionnaire/compiled.ts';
import type { Cell } from './column.ts';

export type Counted = Held | { readonly missing: MissingReason };

/**
 * As many cells as the item has columns, in their order. `rows`: one for each column of an option that stands
 * for a roster row, null where this person has no such row.
 */
export function cellsOf(item: Item, counted: Counted, rows: readonly (string | null)[]): readonly Cell[] {
  const code = 'missing' in counted ? missingCodes[counted.missing] : null;
  const value = 'value' in counted ? counted.value : null;
  switch (item.type) {
    case 'choice':
      return [code ?? item.options.find((option) => option.id === value)?.code ?? missingCodes.quarantined];
    case 'choices': {
      const picked = typeof value === 'object' && value !== null ? value : [];
      const cell = (id: string | null): Cell =>
        id === null ? missingCodes['not-asked'] : (code ?? (picked.includes(id) ? 1 : 0));
      return [...rows, ...item.options.map(({ id }) => id)].map(cell);
    }
    case 'date':
    case 'text':
      return typeof value === 'string' ? [value, null] : [null, code];
    case 'frequency':
    case 'scale':
    case 'rating':
    case 'number':
      return [code ?? (typeof value === 'number' ? value : missingCodes.quarantined)];
    case 'note':
      return [];
  }
}
