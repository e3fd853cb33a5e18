import { describe, expect, it } from 'vitest';
import type { Item } from '#core/questionnaire/compiled.ts';
import { mostRowOptions, offeredOptions, rowsFact } from '#core/questionnaire/offered.ts';
import { plainText } from '#core/questionnaire/plainText.ts';
import { eventBytesOf } from '#core/questionnaire/sizes.ts';
import { choices, choicesOfRows, literal } from '../../support/smallQuestionnaire.ts';

type Choices = Extract<Item, { type: 'choices' }>;
const rows = choicesOfRows('who', 'child') as Choices;
const idsOf = (item: Choices, facts: Parameters<typeof offeredOptions>[1]) =>
  offeredOptions(item, facts).map(({ id }) => id);

describe('options that stand for somebody', () => {
  it('come first, in the order of the roster, and only those of the kind', () => {
    const facts = { [rowsFact('child')]: ['a', 'b'], [rowsFact('partner')]: ['c'] };
    expect(idsOf(rows, facts)).toEqual(['a', 'b', 'somebodyElse', 'nobody']);
  });

  it('are none without rows, and the written ones stay', () => {
    expect(idsOf(rows, {})).toEqual(['somebodyElse', 'nobody']);
    expect(idsOf(choices('flowers') as Choices, { [rowsFact('child')]: ['a'] })).toEqual([
      'rose',
      'tulip',
      'nothing',
    ]);
  });

  it('never exclude another, and leave written conditions as they are', () => {
    const options = rows.options.map((option) => ({ ...option, relevant: literal(option.id === 'nobody') }));
    const offered = offeredOptions({ ...rows, options }, { [rowsFact('child')]: ['a'] });
    expect(offered.map(({ id, exclusive }) => [id, exclusive])).toEqual([
      ['a', false],
      ['nobody', true],
    ]);
  });

  it('are so many at most that the answer with all of them fits its event', () => {
    const many = Array.from({ length: 40 }, (_, at) => String(at).padStart(22, 'r'));
    const ids = idsOf(rows, { [rowsFact('child')]: many });
    expect(ids).toHaveLength(mostRowOptions + 2);
    const source = { ...rows, options: [{ id: 'somebodyElse', code: 1 }], rows: { kind: 'child' as const } };
    const { rows: _rows, ...without } = source;
    const room = eventBytesOf({ ...source, checks: [], reasons: [] } as never);
    expect(room).toBeGreaterThan(eventBytesOf({ ...without, checks: [], reasons: [] } as never));
    expect(JSON.stringify(ids).length + 424).toBeLessThanOrEqual(room);
  });
});

describe('a text for nobody in particular', () => {
  it('is its neutral form', () => {
    expect(plainText('Does {{row}} help?')).toBe('Does {{row}} help?');
    expect(plainText({ by: 'sex', f: 'her', m: 'him', x: 'them' })).toBe('them');
    expect(plainText({ by: 'childCount', one: 'child', other: '{{count}} children' })).toBe(
      '{{count}} children',
    );
  });
});
