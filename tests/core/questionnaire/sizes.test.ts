import { describe, expect, it } from 'vitest';
import { bundleSizes, largestClass } from '#core/event/bundle.ts';
import { baseEventBytes, type Event, eventBytes, eventSchema } from '#core/event/event.ts';
import type { Block } from '#core/questionnaire/compiled.ts';
import { mostRowOptions } from '#core/questionnaire/offered.ts';
import { eventBytesOf, sectionBytes, sizeClassOf } from '#core/questionnaire/sizes.ts';
import type { ItemSource } from '#core/questionnaire/source.ts';

const long = 'x'.repeat(32);
const id = 'A'.repeat(22);
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The longest event there can be around a value. */
const eventWith = (value: string | number | string[], first: boolean): Event =>
  eventSchema.parse({
    v: 1,
    interview: id,
    task: id,
    section: long,
    row: id,
    block: long,
    pass: 99,
    sitting: 9999,
    seq: first ? 0 : 99999,
    wall: '2026-11-22T12:00:00.000Z',
    mono: 99999999,
    mode: 'handed-over',
    app: 'v'.repeat(16),
    ...(first
      ? { about: { person: 'p'.repeat(40), wave: 'T2', subject: id, questionnaire: long, version: 999 } }
      : {}),
    kind: 'answer',
    cause: 'correction',
    item: long,
    value,
  });

const options = Array.from({ length: 20 }, (_, at) => ({ id: `${'o'.repeat(29)}${100 + at}`, code: at }));
const cases: readonly {
  readonly what: string;
  readonly item: ItemSource;
  readonly value: string | number | string[];
}[] = [
  { what: 'the longest option', item: { id: 'a', type: 'choice', options }, value: options[0]?.id ?? '' },
  {
    what: 'all options of choices',
    item: { id: 'a', type: 'choices', options },
    value: options.map((option) => option.id),
  },
  {
    what: 'every row of a large family beside all options',
    item: { id: 'a', type: 'choices', options, rows: { kind: 'child' } },
    value: [...Array.from({ length: mostRowOptions }, () => id), ...options.map((option) => option.id)],
  },
  {
    what: 'every row beside one option',
    item: { id: 'a', type: 'choices', options: options.slice(0, 1), rows: { kind: 'partner' } },
    value: [...Array.from({ length: mostRowOptions }, () => id), options[0]?.id ?? ''],
  },
  {
    what: 'a number with many digits',
    item: { id: 'a', type: 'number', min: 0, max: 1, whole: false },
    value: -1.234567890123456e-300,
  },
  { what: 'a text at its bound', item: { id: 'a', type: 'text', maxLength: 300 }, value: 'e'.repeat(300) },
  {
    what: 'a text of characters that JSON escapes',
    item: { id: 'a', type: 'text', maxLength: 300 },
    value: '\u0001'.repeat(300),
  },
  {
    what: 'a text of wide characters',
    item: { id: 'a', type: 'text', maxLength: 300 },
    value: '語'.repeat(300),
  },
  { what: 'a text of emoji', item: { id: 'a', type: 'text', maxLength: 300 }, value: '🌻'.repeat(150) },
];

describe('the size of an event', () => {
  it.each(cases)('holds $what, also as the first of its interview', ({ item, value }) => {
    for (const first of [false, true]) {
      expect(bytesOf(eventWith(value, first))).toBeLessThanOrEqual(
        eventBytes(first ? 0 : 5, eventBytesOf(item)),
      );
    }
  });

  it('is the ordinary one for everything but long lists and texts', () => {
    expect(eventBytesOf({ id: 'a', type: 'rating', min: 0, max: 10 })).toBe(baseEventBytes);
    expect(eventBytesOf({ id: 'a', type: 'note' })).toBe(baseEventBytes);
    expect(eventBytesOf({ id: 'a', type: 'text', maxLength: 300 })).toBeGreaterThan(baseEventBytes);
  });
});

describe('the size class of a section', () => {
  const blocksOf = (items: number): readonly Block[] => [
    {
      id: 'b',
      counts: 'last',
      items: Array.from({ length: items }, (_, at) => ({
        id: `i${at}`,
        type: 'note',
        bytes: 512,
        checks: [],
        reasons: [],
        carry: false,
        information: false,
      })),
    },
  ];

  it('is the smallest that holds the largest path with two passes', () => {
    for (const items of [1, 15, 30, 80]) {
      const blocks = blocksOf(items);
      const sizeClass = sizeClassOf(blocks) ?? largestClass;
      expect(sectionBytes(blocks)).toBeLessThanOrEqual(bundleSizes[sizeClass]);
      expect(sectionBytes(blocks)).toBeGreaterThan(bundleSizes[sizeClass - 1] ?? 0);
    }
  });

  it('does not exist beyond the largest bundle', () => {
    expect(sizeClassOf(blocksOf(400))).toBeNull();
  });

  it('grows with both passes of every item', () => {
    expect(sectionBytes(blocksOf(11)) - sectionBytes(blocksOf(10))).toBeGreaterThanOrEqual(
      2 * (512 + 16 + 128 + 16),
    );
  });
});
