import { describe, expect, it } from 'vitest';
import { protocolFacts } from '#core/interview/facts.ts';
import { protocolFactNames } from '#core/questionnaire/protocolFacts.ts';
import { children, partner, smallEnvelope, smallTask } from '../../support/smallQuestionnaire.ts';

describe('what a questionnaire may know beforehand', () => {
  it('says who, which wave and how long the period is', () => {
    expect(protocolFacts(smallEnvelope, smallTask, null, '2026-11-11')).toEqual({
      role: 'parent',
      band: 'adult',
      wave: 'T0',
      firstWave: true,
      consentAge: 41,
      periodDays: 375,
      childCount: 2,
      partnerCount: 1,
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

  it('describes the row that a whole task is about', () => {
    const about = { ...smallTask, subject: children[0]?.id ?? '' };
    expect(protocolFacts(smallEnvelope, about, null, '2026-11-11')).toMatchObject({
      rowSex: 'f',
      rowAge: 11,
    });
  });

  it('does not let a clock that is years wrong decide who is asked what', () => {
    const { due } = smallEnvelope;
    const right = protocolFacts(smallEnvelope, smallTask, partner, due);
    for (const wrong of ['1970-01-01', '2019-11-11', '2061-11-11']) {
      expect(protocolFacts(smallEnvelope, smallTask, partner, wrong), wrong).toEqual(right);
    }
  });

  it('names every fact that an author may use, and no other', () => {
    const known = Object.keys(protocolFacts(smallEnvelope, smallTask, partner, '2026-11-11'));
    expect(known.toSorted()).toEqual(protocolFactNames.toSorted());
  });
});
