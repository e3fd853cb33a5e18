import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modes } from '#core/event/event.ts';
import { checkGiven, eventFrameBytes, jsonBytes } from '#core/interview/checkGiven.ts';
import type { Given } from '#core/interview/given.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import { rowsFact } from '#core/questionnaire/offered.ts';
import {
  choices,
  choicesOfRows,
  date,
  equals,
  frequency,
  note,
  number,
  rating,
  text,
  yesNo,
} from '../../support/smallQuestionnaire.ts';

const outcome = (item: Item, given: Given): unknown => {
  const result = checkGiven(item, given, {});
  return result.ok ? result.value : result.error.type;
};
const value = (item: Item, given: string | number | string[]): unknown => outcome(item, { value: given });

describe('what an item takes', () => {
  it('one of its options, and nothing else', () => {
    expect(value(yesNo('a'), 'yes')).toEqual({ value: 'yes' });
    expect(value(yesNo('a'), 'perhaps')).toBe('unknown-option');
    expect(value(yesNo('a'), 1)).toBe('wrong-kind-of-value');
    expect(value(yesNo('a'), ['yes'])).toBe('wrong-kind-of-value');
  });

  it('several options, stored in the order of the definition', () => {
    expect(value(choices('a'), ['tulip', 'rose'])).toEqual({ value: ['rose', 'tulip'] });
    expect(value(choices('a'), ['tulip', 'tulip'])).toBe('repeated-option');
    expect(value(choices('a'), ['tulip', 'oak'])).toBe('unknown-option');
    expect(value(choices('a'), 'tulip')).toBe('wrong-kind-of-value');
  });

  it('an exclusive option alone', () => {
    expect(value(choices('a'), ['nothing'])).toEqual({ value: ['nothing'] });
    expect(checkGiven(choices('a'), { value: ['rose', 'nothing'] }, {})).toEqual({
      ok: false,
      error: { type: 'exclusive-option', option: 'nothing' },
    });
  });

  it('rows of the roster as options, before the written ones', () => {
    const [one, other] = ['a'.repeat(22), 'b'.repeat(22)];
    const facts = { [rowsFact('child')]: [one, other] };
    const given = (...picked: string[]) => {
      const result = checkGiven(choicesOfRows('who', 'child'), { value: picked }, facts);
      return result.ok ? result.value : result.error.type;
    };
    expect(given('somebodyElse', other, one)).toEqual({ value: [one, other, 'somebodyElse'] });
    expect(given(one, one)).toBe('repeated-option');
    expect(given('c'.repeat(22))).toBe('unknown-option');
    expect(given(one, 'nobody')).toBe('exclusive-option');
  });

  it('whatever has the form of a row where nobody knows the roster', () => {
    const given = (id: string, ...picked: string[]) => {
      const item = id === 'rows' ? choicesOfRows('who', 'child') : choices('who');
      const result = checkGiven(item, { value: picked }, null);
      return result.ok ? result.value : result.error.type;
    };
    const row = 'c'.repeat(22);
    expect(given('rows', 'somebodyElse', row)).toEqual({ value: [row, 'somebodyElse'] });
    expect(given('rows', row, 'nobody')).toBe('exclusive-option');
    expect(given('rows', row, row)).toBe('repeated-option');
    expect(given('rows', 'somebody')).toBe('unknown-option');
    expect(given('written', row)).toBe('unknown-option');
  });

  it('nothing picked and a blank text as passed over', () => {
    expect(value(choices('a'), [])).toEqual({ missing: 'seen-and-passed' });
    expect(value(text('a', 10), ' \n ')).toEqual({ missing: 'seen-and-passed' });
  });

  it('a point of its scale', () => {
    expect(value(frequency('a'), 3)).toEqual({ value: 3 });
    expect(value(frequency('a'), 1.5)).toBe('unknown-option');
    expect(value(frequency('a'), '3')).toBe('wrong-kind-of-value');
  });

  it('a report mark within bounds, whole', () => {
    expect(value(rating('a'), 10)).toEqual({ value: 10 });
    expect(value(rating('a'), 7.5)).toBe('not-whole');
    expect(checkGiven(rating('a'), { value: 11 }, {})).toEqual({
      ok: false,
      error: { type: 'out-of-bounds', min: 1, max: 10 },
    });
  });

  it('a number within bounds, whole only if asked', () => {
    expect(value(number('a', 0, 9), 9)).toEqual({ value: 9 });
    expect(value(number('a', 0, 9), -1)).toBe('out-of-bounds');
    expect(value(number('a', 0, 9), 0.5)).toBe('not-whole');
    expect(value(number('a', 0, 9, { whole: false }), 0.5)).toEqual({ value: 0.5 });
    expect(value(number('a', 0, 9), '4')).toBe('wrong-kind-of-value');
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(value(number('a', 0, 9), odd)).toBe('wrong-kind-of-value');
    expect(Object.is((value(number('a', 0, 9), -0) as { value: number }).value, 0)).toBe(true);
  });

  it('a date exactly as precise as asked, on a day that exists', () => {
    expect(value(date('a', 'day'), '2024-02-29')).toEqual({ value: '2024-02-29' });
    expect(value(date('a', 'month'), '2024-02')).toEqual({ value: '2024-02' });
    expect(value(date('a', 'year'), '2024')).toEqual({ value: '2024' });
    for (const bad of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-02',
      '1-1-2024',
      '',
      '0202-01-01',
      '2024-02-29T00:00',
    ]) {
      expect(value(date('a', 'day'), bad)).toBe('not-a-date');
    }
    for (const bad of ['2024', '2024-13', '2024-02-01'])
      expect(value(date('a', 'month'), bad)).toBe('not-a-date');
    for (const bad of ['24', '2024-02', '20240', '1024'])
      expect(value(date('a', 'year'), bad)).toBe('not-a-date');
    expect(value(date('a', 'year'), 2024)).toBe('wrong-kind-of-value');
  });

  it('a text up to its length in characters', () => {
    expect(value(text('a', 5), 'abcde')).toEqual({ value: 'abcde' });
    expect(value(text('a', 5), 'abcdef')).toBe('too-long');
    expect(value(text('a', 5), 7)).toBe('wrong-kind-of-value');
  });

  it('a text only as long as its event has bytes for', () => {
    const tight = { ...text('a', 100), bytes: eventFrameBytes + 12 };
    expect(value(tight, 'abcdefghij')).toEqual({ value: 'abcdefghij' });
    expect(value(tight, 'abcdefghijk')).toBe('too-long');
    expect(value(tight, 'éééééé')).toBe('too-long');
  });

  it('no value for a note', () => {
    expect(value(note('a'), 'yes')).toBe('wrong-kind-of-value');
    expect(outcome(note('a'), { missing: 'seen-and-passed' })).toEqual({ missing: 'seen-and-passed' });
  });

  it('a reason only where it is offered, and passing over everywhere', () => {
    expect(outcome(yesNo('a'), { missing: 'dont-know' })).toEqual({ missing: 'dont-know' });
    expect(outcome(yesNo('a'), { missing: 'not-applicable' })).toBe('reason-not-offered');
    expect(outcome(yesNo('a', { reasons: [] }), { missing: 'dont-know' })).toBe('reason-not-offered');
    expect(outcome(yesNo('a', { reasons: [] }), { missing: 'seen-and-passed' })).toEqual({
      missing: 'seen-and-passed',
    });
  });

  it('no option that is not offered to this person; afterwards, without facts, every one', () => {
    const item: Item = {
      ...yesNo('a'),
      type: 'choice',
      look: 'words',
      options: [{ id: 'adult', code: 1, severity: 0, exclusive: false, relevant: equals('role', 'parent') }],
    };
    expect(checkGiven(item, { value: 'adult' }, { role: 'parent' }).ok).toBe(true);
    expect(checkGiven(item, { value: 'adult' }, { role: 'child' }).ok).toBe(false);
    expect(checkGiven(item, { value: 'adult' }, null).ok).toBe(true);
  });
});

describe('bytes of an event', () => {
  it('counts a text as JSON and UTF-8 write it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (any) => {
        expect(jsonBytes(any)).toBe(new TextEncoder().encode(JSON.stringify(any)).length);
      }),
    );
    expect(jsonBytes('\ud800')).toBe(8);
  });

  it('has room for everything beside the value at its longest', () => {
    const name = 'x'.repeat(32);
    const id = 'x'.repeat(22);
    const mode = modes.toSorted((one, other) => other.length - one.length)[0];
    const frame =
      JSON.stringify({
        v: 1,
        interview: id,
        task: id,
        section: name,
        row: id,
        block: name,
        pass: 999,
        sitting: 99999,
        seq: 999999,
        wall: '2026-01-01T00:00:00.000Z',
        mono: 999999999,
        mode,
        app: 'x'.repeat(16),
        kind: 'answer',
        cause: 'correction',
        item: name,
        value: '',
      }).length - 2;
    expect(frame).toBeLessThanOrEqual(eventFrameBytes);
  });
});
