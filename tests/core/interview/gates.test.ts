import { describe, expect, it } from 'vitest';
import { openBlock } from '#core/interview/block.ts';
import { type GateStates, gatesOf, openingOf } from '#core/interview/gates.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import { equals, note, yesNo } from '../../support/smallQuestionnaire.ts';
import { give, passOver, stepWith } from '../../support/walkBlock.ts';

const consent = (id: string, more: Partial<Item> = {}): Item =>
  ({ ...yesNo(id), consent: `${id}-gate`, ...more }) as Item;
const opened = (...items: readonly Item[]) => openBlock(stepWith(items), 1, {});

describe('what answers set', () => {
  it('is nothing for an ordinary item or note', () => {
    expect(gatesOf(give(opened(yesNo('a'), note('b')), { value: 'yes' }).state)).toEqual([]);
  });

  it.each([
    ['yes', 'given'],
    ['no', 'refused'],
  ] as const)('is for a consent with %s: %s', (value, answer) => {
    expect(gatesOf(give(opened(consent('visit')), { value }).state)).toEqual([
      { gate: 'consent', consent: 'visit-gate', answer },
    ]);
  });

  it.each([passOver, { missing: 'prefer-not' } as const])('is neither for a consent with %j', (given) => {
    expect(gatesOf(give(opened(consent('visit')), given).state)).toEqual([
      { gate: 'consent', consent: 'visit-gate', answer: null },
    ]);
  });

  it('is that information was seen when one goes on from it, not before', () => {
    const state = opened(note('why', true), yesNo('a'));
    expect(gatesOf(state)).toEqual([]);
    expect(gatesOf(give(state, passOver).state)).toEqual([{ gate: 'information-seen' }]);
  });

  it('takes a consent back that a correction leaves out of the route', () => {
    const state = opened(yesNo('a'), consent('visit', { relevant: equals('a', 'yes') }));
    const given = give(give(state, { value: 'yes' }).state, { value: 'yes' }).state;
    expect(gatesOf(given)).toEqual([{ gate: 'consent', consent: 'visit-gate', answer: 'given' }]);
    const corrected = give({ ...given, at: 0 }, { value: 'no' }).state;
    expect(gatesOf(corrected)).toEqual([{ gate: 'consent', consent: 'visit-gate', answer: null }]);
  });
});

const task = 'consent'.padEnd(22, '0');
const nothing: GateStates = { done: new Set(), seen: {}, consents: {} };
const now = new Date('2026-11-22T12:00:00Z');
const later = (from: Date | null) => ({ state: 'later', from });

describe('when a task opens', () => {
  it('is at once without gates', () => {
    expect(openingOf([], nothing, now)).toEqual({ state: 'open' });
  });

  it('is when the other task is done', () => {
    const gates = [{ gate: 'task-done', task }] as const;
    expect(openingOf(gates, nothing, now)).toEqual(later(null));
    expect(openingOf(gates, { ...nothing, done: new Set([task]) }, now)).toEqual({ state: 'open' });
  });

  it('is so many hours after the information was seen, to the minute', () => {
    const gates = [{ gate: 'information-seen', task, hours: 24 }] as const;
    const seen = { ...nothing, seen: { [task]: '2026-11-21T12:30:00Z' } };
    expect(openingOf(gates, nothing, now)).toEqual(later(null));
    expect(openingOf(gates, seen, now)).toEqual(later(new Date('2026-11-22T12:30:00Z')));
    expect(openingOf(gates, seen, new Date('2026-11-22T12:30:00Z'))).toEqual({ state: 'open' });
  });

  it('without thinking time is as soon as it was seen, even when the clock was put back', () => {
    const gates = [{ gate: 'information-seen', task, hours: 0 }] as const;
    const seen = { ...nothing, seen: { [task]: '2027-01-01T00:00:00Z' } };
    expect(openingOf(gates, seen, now)).toEqual({ state: 'open' });
  });

  it('is when the consent was given, and not when it was refused or is another', () => {
    const gates = [{ gate: 'consent-given', task, consent: 'visit' }] as const;
    const answered = (consent: string, answer: 'given' | 'refused'): GateStates => ({
      ...nothing,
      consents: { [task]: { [consent]: { answer, wall: '2026-11-22T11:00:00Z' } } },
    });
    expect(openingOf(gates, answered('visit', 'given'), now)).toEqual({ state: 'open' });
    expect(openingOf(gates, answered('visit', 'refused'), now)).toEqual(later(null));
    expect(openingOf(gates, answered('photos', 'given'), now)).toEqual(later(null));
    expect(openingOf([{ ...gates[0], consent: 'constructor' }], answered('visit', 'given'), now)).toEqual(
      later(null),
    );
  });

  it('tells a time only when nothing but time is missing', () => {
    const gates = [
      { gate: 'information-seen', task, hours: 24 },
      { gate: 'consent-given', task, consent: 'visit' },
    ] as const;
    const seen = { ...nothing, seen: { [task]: '2026-11-22T11:00:00Z' } };
    expect(openingOf(gates, seen, now)).toEqual(later(null));
  });
});
