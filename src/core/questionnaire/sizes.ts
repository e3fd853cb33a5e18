/**
 * How many bytes an item's event is padded to, and how large the bundles of a section are. Both
 * follow from the definition alone: a size never tells an answer.
 */
import { bundleSizes, largestClass, type SizeClass } from '../event/bundle.ts';
import { baseEventBytes, firstEventBytes, signalSlotBytes } from '../event/event.ts';
import type { Section } from './compiled.ts';
import { mostRowOptions } from './offered.ts';
import type { ItemSource } from './source.ts';

/** AES-GCM's tag, once on the event and once on its slot. */
const tagBytes = 16;
/** Room for an event's line in the bundle header. */
const headerLineBytes = 64;
/**
 * Bundle header, two run headers and the outer age layer, to X25519 recipients. Larger recipients
 * or more runs take room from events; what does not fit travels in the next bundle.
 */
const bundleReserveBytes = 8192;
const passes = 2;

const rowIdLength = 22;

/** A person's answer is bounded in UTF-16 units; JSON takes at most six bytes for one. */
const bytesPerUnit = 6;

/** Everything of an event but its value, each part at its longest. */
const frameBytes = JSON.stringify({
  v: 1,
  interview: 'x'.repeat(22),
  task: 'x'.repeat(22),
  section: 'x'.repeat(32),
  row: 'x'.repeat(22),
  block: 'x'.repeat(32),
  pass: 999,
  sitting: 99999,
  seq: 999999,
  wall: '2000-01-01T00:00:00.000Z',
  mono: 999999999,
  mode: 'handed-over',
  app: 'x'.repeat(16),
  kind: 'answer',
  cause: 'correction',
  item: 'x'.repeat(32),
  value: 0,
}).length;
/** `about`, which the first event of an interview carries. */
const aboutBytes = firstEventBytes - baseEventBytes;

/** Plain bytes of an item's event, from its definition only. */
export function eventBytesOf(item: ItemSource): number {
  const needed = frameBytes + valueBytes(item);
  if (needed <= baseEventBytes) return baseEventBytes;
  return Math.ceil((needed + aboutBytes) / 256) * 256;
}

function valueBytes(item: ItemSource): number {
  switch (item.type) {
    case 'choice':
      return Math.max(...item.options.map((option) => option.id.length)) + 2;
    case 'choices':
      return (
        item.options.reduce((sum, option) => sum + option.id.length + 3, 2) +
        (item.rows === undefined ? 0 : mostRowOptions * (rowIdLength + 3))
      );
    case 'text':
      return item.maxLength * bytesPerUnit + 2;
    default:
      // Numbers, dates and missing reasons fit.
      return 40;
  }
}

/** Bytes in a bundle of everything a section can hold: each item in each pass, block ends, the section's end. */
export function sectionBytes(blocks: Section['blocks']): number {
  const inBundle = (plain: number): number => plain + tagBytes + signalSlotBytes + tagBytes + headerLineBytes;
  const perPass = blocks.reduce(
    (sum, block) =>
      sum + inBundle(baseEventBytes) + block.items.reduce((own, item) => own + inBundle(item.bytes), 0),
    0,
  );
  // Any section may hold the interview's first event.
  return passes * perPass + inBundle(baseEventBytes) + aboutBytes + bundleReserveBytes;
}

/** The smallest class that holds the section, or null when even the largest is too small. */
export function sizeClassOf(blocks: Section['blocks']): SizeClass | null {
  const bytes = sectionBytes(blocks);
  const found = bundleSizes.findIndex((size) => bytes <= size);
  return found === -1 || found > largestClass ? null : (([0, 1, 2, 3] as const)[found] ?? null);
}
