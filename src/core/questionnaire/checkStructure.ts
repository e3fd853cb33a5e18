/** Rules on sections, blocks and items that need no expression: method.md 3 as compile errors. */
import { missingCodes } from '../event/missing.ts';
import type { Report } from './problem.ts';
import { type Place, reservedNames, type Scope } from './scope.ts';
import type { BlockSource, Definition, ItemSource, SectionSource } from './source.ts';

export const mostItemsInBlock = 6;
export const mostItemsInChildBlock = 5;
export const mostRoutingItems = 6;
const mostChildOptions = 4;
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

export function checkStructure(definition: Definition, scope: Scope, report: Report): void {
  reportRepeats(
    definition.sections.map((section) => section.id),
    'section',
    report,
  );
  reportRepeats(
    definition.sections.flatMap((section) => section.blocks.map((block) => block.id)),
    'block',
    report,
  );
  reportRepeats(
    scope.places.map((place) => place.item.id),
    'item',
    report,
  );
  for (const { item } of scope.places) {
    if (reservedNames.has(item.id)) {
      report(
        `item ${item.id}`,
        `"${item.id}" is a word of the expression language or a protocol fact`,
        'give the item another id',
      );
    }
  }
  checkRouting(definition, scope, report);
  const forChildren = definition.bands.includes('child-8-11');
  for (const section of definition.sections) {
    for (const block of section.blocks) checkBlock(block, section, forChildren, report);
  }
  for (const place of scope.places) checkItem(place, definition, forChildren, report);
}

function reportRepeats(ids: readonly string[], kind: string, report: Report): void {
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    report(
      `${kind} ${id}`,
      `the id "${id}" is used more than once`,
      `give each ${kind} of the questionnaire an id of its own`,
    );
  }
}

function checkRouting(definition: Definition, scope: Scope, report: Report): void {
  const routing = definition.sections.filter((section) => section.flags?.includes('routing'));
  for (const extra of routing.slice(1)) {
    report(
      `section ${extra.id}`,
      'there is a second routing section',
      'keep one section with the flag "routing"',
    );
  }
  const first = routing[0];
  if (first !== undefined) {
    const at = `section ${first.id}`;
    const count = first.blocks.reduce((sum, block) => sum + block.items.length, 0);
    if (count > mostRoutingItems) {
      report(
        at,
        `the routing section has ${count} items, at most ${mostRoutingItems} are allowed`,
        'move items that carry nothing to a section of their own',
      );
    }
    if (first.flags?.includes('sensitive')) {
      report(
        at,
        'the routing section is flagged "sensitive", but its answers stay in memory',
        'take the flag or the sensitive items out',
      );
    }
    if (first.repeat !== undefined) {
      report(
        at,
        'the routing section is repeated for roster rows',
        'take "repeat" out: a carry fact has one value',
      );
    }
    const firstAsked = definition.sections.find((section) => section.practice !== true);
    if (firstAsked !== first) {
      report(at, 'the routing section is not the first one', 'put it before all sections but practice');
    }
  }
  for (const { item, section } of scope.places) {
    if (item.carry === true && section !== first) {
      report(
        `item ${item.id}`,
        'it is a carry fact outside the routing section',
        'move it to the routing section or take "carry" out',
      );
    }
    if (item.carry === true && (item.type === 'text' || item.type === 'note' || item.act !== undefined)) {
      report(`item ${item.id}`, 'a text, a note and an act cannot be carry facts', 'take "carry" out');
    }
  }
}

function checkBlock(block: BlockSource, section: SectionSource, forChildren: boolean, report: Report): void {
  const at = `block ${block.id}`;
  const most = forChildren ? mostItemsInChildBlock : mostItemsInBlock;
  if (block.items.length > most) {
    report(
      at,
      `it has ${block.items.length} items, at most ${most} are allowed${forChildren ? ' for children' : ''}`,
      'split it into two blocks',
    );
  }
  const [first] = block.items;
  if (first?.relevant !== undefined) {
    report(
      `item ${first.id}`,
      `the first item of block ${block.id} has "relevant"`,
      'begin the block with an item that is always asked, or put the condition on the section',
    );
  }
  const acts = block.items.flatMap((item) => (item.act === undefined ? [] : [item.act]));
  const directions = new Set(acts.map((act) => `${act.kind} ${act.actor} ${act.victim}`));
  if (directions.size > 1) {
    report(at, 'it mixes kinds or directions of acts', 'make a block for each kind and each direction');
  }
  if (acts.length > 0 && block.counts !== 'highest') {
    report(at, 'it asks about acts but does not count the highest pass', 'write "counts": "highest"');
  }
  if (acts.some((act) => act.actor === act.victim && act.actor === 'self')) {
    report(at, 'actor and victim are both "self"', 'say who did it to whom');
  }
  if (section.repeat === undefined && acts.some((act) => act.actor === 'row' || act.victim === 'row')) {
    report(
      at,
      `an act names the roster row, but section ${section.id} is not repeated`,
      'write "repeat" on the section or use "other"',
    );
  }
}

function checkItem(
  { item, block }: Place,
  definition: Definition,
  forChildren: boolean,
  report: Report,
): void {
  const at = `item ${item.id}`;
  reportRepeatsIn(item.checks?.map((check) => check.id) ?? [], at, 'check', report);
  reportRepeatsIn(item.reasons ?? [], at, 'reason', report);
  if (block.counts === 'highest' && !typesWithSeverity.has(item.type)) {
    report(
      at,
      `block ${block.id} counts the highest pass, and a ${item.type} has no severity`,
      'use choice, choices, frequency or scale, or move the item to another block',
    );
  }
  const answers = answersOf(item, definition);
  if (answers === null) {
    report(
      at,
      `unknown scale "${'scale' in item ? item.scale : ''}"`,
      `declare it under "scales" or use ${Object.keys(definition.scales ?? {}).join(', ') || 'a declared one'}`,
    );
    return;
  }
  if (block.counts === 'highest' && answers.some((answer) => answer.severity === undefined)) {
    report(
      at,
      `block ${block.id} counts the highest pass, and not every answer declares a severity`,
      'write "severity" (a whole number) on each option or point',
    );
  }
  if (forChildren && answers.length > mostChildOptions) {
    report(
      at,
      `it offers ${answers.length} answers, at most ${mostChildOptions} are allowed for children`,
      'offer fewer answers',
    );
  }
  if ('options' in item) {
    reportRepeatsIn(
      item.options.map((option) => option.id),
      at,
      'option',
      report,
    );
    reportRepeatsIn(
      item.options.map((option) => String(option.code)),
      at,
      'option code',
      report,
    );
    if (item.type === 'choice' && item.options.some((option) => option.exclusive === true)) {
      report(
        at,
        'an option of a choice is marked exclusive',
        'take "exclusive" out: a choice has one answer anyway',
      );
    }
  }
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
  checkSignal(item, answers, report);
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

function checkSignal(item: ItemSource, answers: readonly { readonly id: string }[], report: Report): void {
  const { signal } = item;
  if (signal === undefined) return;
  const at = `item ${item.id}`;
  if (item.type === 'choice' || item.type === 'choices') {
    const unknown =
      typeof signal === 'number'
        ? [String(signal)]
        : signal.filter((id) => !answers.some((answer) => answer.id === id));
    for (const id of unknown)
      report(at, `its signal names the unknown option "${id}"`, 'name option ids of this item');
    return;
  }
  const counted =
    item.type === 'frequency' || item.type === 'scale' || item.type === 'rating' || item.type === 'number';
  if (!counted || typeof signal !== 'number') {
    report(
      at,
      `a signal does not fit a ${item.type} in this way`,
      'use option ids for choices and a least number for scales and numbers',
    );
  }
}

/** Answers with their severity, empty for types without, null for an unknown scale. */
function answersOf(
  item: ItemSource,
  definition: Definition,
): readonly { readonly id: string; readonly severity: number | undefined }[] | null {
  if (item.type === 'choice' || item.type === 'choices') {
    return item.options.map(({ id, severity }) => ({ id, severity }));
  }
  if (item.type !== 'frequency' && item.type !== 'scale') return [];
  const scales = definition.scales ?? {};
  const points = Object.hasOwn(scales, item.scale) ? scales[item.scale] : undefined;
  return points?.map(({ value, severity }) => ({ id: String(value), severity })) ?? null;
}

function reportRepeatsIn(ids: readonly string[], at: string, kind: string, report: Report): void {
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    report(at, `the ${kind} "${id}" stands there twice`, `give each ${kind} its own`);
  }
}

/** Scales are shared by items, so they are checked once: each value once, and none left over. */
export function checkScales(definition: Definition, scope: Scope, report: Report): void {
  const used = new Set(scope.places.flatMap(({ item }) => ('scale' in item ? [item.scale] : [])));
  for (const [name, points] of Object.entries(definition.scales ?? {})) {
    reportRepeatsIn(
      points.map((point) => String(point.value)),
      `scale ${name}`,
      'point',
      report,
    );
    if (!used.has(name)) report(`scale ${name}`, 'no item uses it', 'take it out');
  }
}
