import { describe, expect, it } from 'vitest';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { ArrivedInterview } from '#core/table/arrived.ts';
import { consentKey, progressOf } from '#core/table/progress.ts';
import { about, done, interview, invited, type Said } from '../../support/arrivals.ts';
import { choice, version } from '../../support/gardenVersions.ts';
import { children, smallQuestionnaire } from '../../support/smallQuestionnaire.ts';

const [girl, boy] = children;

/** Storms count as core and ask about the period; plants are asked for each child. */
const marked: Questionnaire = {
  ...smallQuestionnaire,
  sections: smallQuestionnaire.sections.map((section) => ({
    ...section,
    flags: section.id === 'storms' ? ['core'] : section.flags,
    period: section.id === 'storms' || section.id === 'plants',
  })),
};
const progress = (...interviews: readonly ArrivedInterview[]) =>
  progressOf({ people: [invited()], interviews, questionnaires: [marked] });
const storm = (more: Partial<Said> = {}): Said => ({
  block: 'storm',
  answers: { wind: 1, hail: 0, shelter: 'yes' },
  ...more,
});
const sections = (...interviews: readonly ArrivedInterview[]) =>
  progress(...interviews).completed.map(({ section, row, firstDay, lastDay }) => [
    section,
    row,
    firstDay,
    lastDay,
  ]);

describe('completed sections', () => {
  it('are those of which every block was gone through, each row of a repeated one for itself', () => {
    expect(sections(done)).toEqual([
      ['start', null, '2026-11-10', '2026-11-10'],
      ['beds', null, '2026-11-10', '2026-11-10'],
      ['plants', girl?.id, '2026-11-10', '2026-11-10'],
      ['plants', boy?.id, '2026-11-10', '2026-11-10'],
      ['storms', null, '2026-11-10', '2026-11-10'],
    ]);
    expect(progress(done).completed.at(-1)).toMatchObject({
      family: 'f1',
      person: 'p1',
      role: 'parent',
      wave: 'T0',
      questionnaire: 'small',
      subject: 'self',
      core: true,
      period: true,
    });
  });

  it('are not those that stopped half-way, nor those of which nothing was asked', () => {
    const notAsked = { missing: 'not-asked' } as const;
    expect(
      sections(
        interview([
          { block: 'storm', answers: { wind: 1 } },
          { block: 'watering', row: girl?.id ?? '', answers: { watering: notAsked, litres: notAsked } },
        ]),
      ),
    ).toEqual([]);
  });

  it('passed over item by item are completed all the same', () => {
    const passed = { missing: 'seen-and-passed' } as const;
    expect(
      sections(interview([storm({ answers: { wind: passed, hail: passed, shelter: passed } })])),
    ).toHaveLength(1);
  });

  it('have the first and the last day, over sittings and devices', () => {
    const again = interview([storm({ at: '2026-11-20', pass: 2 })], { id: 'other' });
    expect(sections(interview([storm({ at: '2026-11-12' })]), again)).toEqual([
      ['storms', null, '2026-11-12', '2026-11-20'],
    ]);
  });

  it('are completed on the day of their last block', () => {
    expect(
      sections(
        interview([
          { block: 'weeding', answers: { weeding: 'no', weeds: 1, weedNames: 'a' }, at: '2026-11-11' },
          { block: 'flowers', answers: { flowers: ['rose'], planted: '2026-04', mark: 8 }, at: '2026-11-14' },
        ]),
      ),
    ).toEqual([['beds', null, '2026-11-14', '2026-11-14']]);
  });

  it('take the mailbox day when the device clock was wrong', () => {
    expect(sections(interview([storm({ at: '2026-11-12', wall: '2019-01-01T10:00:00.000Z' })]))).toEqual([
      ['storms', null, '2026-11-12', '2026-11-12'],
    ]);
  });

  it('never come out of quarantine', () => {
    expect(sections(interview([storm({ quarantine: 'revoked' })]))).toEqual([]);
  });
});

describe('consents', () => {
  const ask = version(1, [
    choice('part', { yes: 1, no: 0 }, { consent: 'taking-part' }),
    choice('archive', { yes: 1, no: 0 }, { consent: 'archive' }),
  ]);
  const own = { ...about, questionnaire: 'plot' };
  const said = (answers: Said['answers'], more: Partial<Said> = {}): Said => ({
    section: 'beds',
    block: 'beds',
    answers,
    ...more,
  });
  const consents = (...spoken: Said[]) => {
    const { consents: all } = progressOf({
      people: [invited()],
      interviews: [interview(spoken, { about: own })],
      questionnaires: [ask],
    });
    const of = (consent: string) =>
      all.get(consentKey({ person: 'p1', wave: 'T0', questionnaire: 'plot', subject: 'self', consent }));
    return [of('taking-part'), of('archive')];
  };

  it('are given or refused, each for itself', () => {
    expect(consents(said({ part: 'yes', archive: 'no' }))).toEqual(['given', 'refused']);
  });

  it('are as last answered, even in a pass that was broken off', () => {
    expect(
      consents(said({ part: 'yes', archive: 'yes' }), said({ part: 'no' }, { pass: 2, sitting: 2 })),
    ).toEqual(['refused', 'given']);
  });

  it('are taken back by passing over in a later pass, and by a route that leaves them out', () => {
    expect(
      consents(
        said({ part: 'yes', archive: 'yes' }),
        said({ part: { missing: 'prefer-not' }, archive: { missing: 'not-asked' } }, { pass: 2, sitting: 2 }),
      ),
    ).toEqual([undefined, undefined]);
  });

  it('stay as they were when nothing of their block was asked again', () => {
    const none = { missing: 'not-asked' } as const;
    expect(
      consents(said({ part: 'yes', archive: 'no' }), said({ part: none, archive: none }, { pass: 2 })),
    ).toEqual(['given', 'refused']);
  });

  it('that were passed over are open', () => {
    expect(consents(said({ part: { missing: 'seen-and-passed' }, archive: 'yes' }))).toEqual([
      undefined,
      'given',
    ]);
  });
});
