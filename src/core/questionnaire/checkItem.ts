/** Rules on one item that need no expression: its bounds, its reasons, what its type can hold. */
import { missingCodes } from '../event/missing.ts';
import { checkAnswers } from './checkAnswers.ts';
import { reportRepeatsIn } from './checkIds.ts';
import type { Report } from './problem.ts';
import { isFirstLine, itemAt, type Place, sharedAt } from './scope.ts';
import type { Definition, ItemSource } from './source.ts';

const codes = Object.values(missingCodes);
const missingRange = { highest: Math.max(...codes), lowest: Math.min(...codes) };

/** Types whose answers can declare a severity. */
const typesWithSeverity: ReadonlySet<ItemSource['type']> = new Set([
  'choice',
  'choices',
  'frequency',
  'scale',
  'note',
]);

export function checkItem(place: Place, definition: Definition, report: Report): void {
  const { item, block } = place;
  const at = itemAt(place);
  reportRepeatsIn(item.checks?.map((check) => check.id) ?? [], at, 'check', report);
  if (isFirstLine(place)) reportRepeatsIn(item.reasons ?? [], sharedAt(place), 'reason', report);
  if (block.counts === 'highest' && !typesWithSeverity.has(item.type)) {
    report(
      at,
      `block ${block.id} counts the highest pass, and a ${item.type} has no severity`,
      'use choice, choices, frequency or scale, or move the item to another block',
    );
  }
  checkAnswers(place, definition, report);
  checkBounds(item, report);
  if (
    item.type === 'note' &&
    (item.checks !== undefined ||
      item.signal !== undefined ||
      item.reasons !== undefined ||
      item.act !== undefined)
  ) {
    report(at, 'a note has no answer, so it has no checks, signal, reasons or act', 'take them out');
  }
}

function checkBounds(item: ItemSource, report: Report): void {
  const at = `item ${item.id}`;
  if ('min' in item && item.min >= item.max) {
    report(at, `its bounds are empty: ${item.min} to ${item.max}`, 'write a "min" below "max"');
  }
  if (item.type === 'number' && item.min <= missingRange.highest && item.max >= missingRange.lowest) {
    report(
      at,
      `its values can be those that stand for a missing answer (${missingRange.highest} to ${missingRange.lowest})`,
      'write other bounds, or ask in another unit',
    );
  }
  if (item.type === 'number' && item.whole && !(Number.isInteger(item.min) && Number.isInteger(item.max))) {
    report(at, 'it takes whole numbers, but a bound is not whole', 'write whole bounds');
  }
}
