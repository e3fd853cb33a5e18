import { describe, expect, it } from 'vitest';
import { protocolFacts } from '#core/interview/facts.ts';
import { rosterKinds } from '#core/protocol/envelope.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { rowsFact } from '#core/questionnaire/offered.ts';
import { protocolFactNames } from '#core/questionnaire/protocolFacts.ts';
import { children, partner, smallEnvelope, smallTask } from '../../support/smallQuestionnaire.ts';

/** Without the rows, which have names of their own. */
const known = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !name.startsWith('#')));

describe('what a questionnaire may know beforehand', () => {
  it('says who, which wave and how long the period is', () => {
    expect(known(protocolFacts(smallEnvelope, smallTask, null, '2026-11-11'))).toEqual({
      role: 'parent',
      band: 'adult',
      wave: 'T0',
      firstWave: true,
      consentAge: 41,
      periodDays: 375,
      childCount: 2,
      partnerCount: 1,
      parentCount: 0,
      extent: 'full',
    });
  });

  it('describes the roster row of a repeated section', () => {
    expect(protocolFacts(smallEnvelope, smallTask, children[1] ?? null, '2026-11-11')).toMatchObject({
      rowKind: 'child',
      rowSex: 'm',
      rowAge: 8,
      rowRelation: 'child',
      rowCount: 2,
    });
    expect(protocolFacts(smallEnvelope, smallTask, partner, '2026-11-11')).toMatchObject({
      rowKind: 'partner',
      rowAge: 42,
      rowCount: 1,
    });
  });

  it('describes whom a whole task is about, on the due date, and never as a row', () => {
    const about = { ...smallTask, subject: children[0]?.id ?? '', extent: 'core' as const };
    const facts = protocolFacts({ ...smallEnvelope, windowEnds: '2027-03-01' }, about, null, '2027-02-28');
    expect(facts).toMatchObject({
      extent: 'core',
      subjectSex: 'f',
      subjectAge: 11,
      subjectBand: 'child-8-11',
      subjectRelation: 'child',
    });
    expect(Object.keys(facts).filter((name) => name.startsWith('row'))).toEqual([]);
    const besideRow = protocolFacts(smallEnvelope, about, partner, '2026-11-11');
    expect(besideRow).toMatchObject({ subjectSex: 'f', rowSex: 'm', rowKind: 'partner' });
  });

  it.each([
    ['2024-05', 2, 'child-0-2'],
    ['2023-11', 3, 'child-3-7'],
    ['2018-12', 7, 'child-3-7'],
    ['2018-11', 8, 'child-8-11'],
    ['2014-11', 12, 'youth-12-15'],
    ['2010-10', 16, 'youth-16-19'],
    ['2005-01', 21, 'youth-16-19'],
  ])('a subject born in %s is %i and in the band %s', (birthMonth, subjectAge, subjectBand) => {
    const [first] = children;
    if (first === undefined) throw new Error('no child');
    const envelope = { ...smallEnvelope, roster: [{ ...first, birthMonth }] };
    const about = { ...smallTask, subject: first.id };
    expect(protocolFacts(envelope, about, null, '2026-11-11')).toMatchObject({ subjectAge, subjectBand });
  });

  it('holds the rows of each kind under names that no expression has', () => {
    const facts = protocolFacts(smallEnvelope, smallTask, null, '2026-11-11');
    expect(facts[rowsFact('child')]).toEqual(children.map(({ id }) => id));
    expect(facts[rowsFact('partner')]).toEqual([partner.id]);
    expect(facts[rowsFact('parent')]).toEqual([]);
    for (const kind of rosterKinds) expect(rowsFact(kind)).not.toMatch(/^[A-Za-z_]/);
  });

  it('does not let a clock that is years wrong decide who is asked what', () => {
    const { due } = smallEnvelope;
    const right = protocolFacts(smallEnvelope, smallTask, partner, due);
    for (const wrong of ['1970-01-01', '2019-11-11', '2061-11-11']) {
      expect(protocolFacts(smallEnvelope, smallTask, partner, wrong), wrong).toEqual(right);
    }
  });

  it('names every fact that an author may use, and no other', () => {
    const about = { ...smallTask, subject: children[0]?.id ?? '' };
    const facts = known(protocolFacts(smallEnvelope, about, partner, '2026-11-11'));
    expect(Object.keys(facts).toSorted()).toEqual(protocolFactNames.toSorted());
  });
});
