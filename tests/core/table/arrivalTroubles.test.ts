import { describe, expect, it } from 'vitest';
import { about, done, everything, interview, type Said, tableOf } from '../../support/arrivals.ts';
import { codes } from '../../support/smallQuestionnaire.ts';

describe('what arrives twice, not at all or wrong', () => {
  it('counts an event once that came in two bundles', () => {
    const twice = {
      ...done,
      events: [
        ...done.events,
        ...done.events.map((arrived) => ({
          ...arrived,
          bundle: 'c',
          mailboxTime: '2026-11-13T12:00:00.000Z',
        })),
      ],
    };
    const table = tableOf([twice]);
    expect(table.rows).toEqual(tableOf([done]).rows);
    expect(table.passes).toEqual([]);
    expect(table.findings).toMatchObject([{ type: 'duplicate', events: done.events.length }]);
  });

  it('flags a gap with its numbers', () => {
    const events = done.events.filter(({ event }) => event.seq < 3 || event.seq > 6);
    const { rows, findings } = tableOf([{ ...done, events }]);
    expect(rows[0]?.cells.gaps).toBe(4);
    expect(findings).toMatchObject([{ type: 'gap', from: 3, to: 6 }]);
  });

  it('flags a missing beginning, and still tabulates', () => {
    const { rows, findings } = tableOf([interview([{ block: 'storm', answers: { wind: 1 } }], { first: 5 })]);
    expect(rows[0]?.cells).toMatchObject({ sm_wind: 1, gaps: 5 });
    expect(findings).toMatchObject([{ type: 'gap', from: 0, to: 4 }]);
  });

  it('flags two different events of one run under one number', () => {
    const other = interview([{ block: 'storm', answers: { wind: 3 } }]);
    const { findings } = tableOf([interview([{ block: 'storm', answers: { wind: 1 } }]), other]);
    expect(findings.map(({ type }) => type)).toEqual(['conflict', 'duplicate']);
  });

  it('keeps and counts what is in quarantine, and codes the item so', () => {
    const said: Said[] = [
      { block: 'storm', answers: { wind: 3 }, quarantine: 'revoked' },
      { block: 'storm', answers: { hail: 1 } },
    ];
    const { rows, findings } = tableOf([interview(said)]);
    expect(rows[0]?.cells).toMatchObject({
      sm_wind: codes.quarantined,
      sm_hail: 1,
      sm_shelter: codes['not-reached'],
      quarantined: 1,
    });
    expect(findings).toMatchObject([{ type: 'quarantined', reason: 'revoked', events: 1 }]);
  });

  it('takes the copy that may count when another is in quarantine', () => {
    const bad = {
      ...done,
      events: done.events.map((arrived) => ({
        ...arrived,
        quarantine: 'revoked' as const,
        mailboxTime: '2026-11-02T00:00:00.000Z',
      })),
    };
    expect(tableOf([bad, done]).rows).toEqual(tableOf([done]).rows);
  });

  it.each([
    ['an option that is not there', { block: 'storm', answers: { shelter: 'perhaps' } }, 'bad-value'],
    ['a number out of bounds', { block: 'flowers', answers: { mark: 99 } }, 'bad-value'],
    ['an item that is not there', { block: 'storm', answers: { snow: 1 } }, 'unknown-place'],
    ['a block that is not there', { block: 'tornado', answers: { wind: 1 } }, 'unknown-place'],
    [
      'a row that nobody knows',
      { block: 'watering', row: 'x'.repeat(22), answers: { watering: 'yes' } },
      'unknown-place',
    ],
    [
      'a row of another kind',
      { block: 'watering', row: 'partner'.padEnd(22, '0'), answers: { watering: 'yes' } },
      'unknown-place',
    ],
    ['no row where one belongs', { block: 'watering', answers: { watering: 'yes' } }, 'unknown-place'],
  ] satisfies [string, Said, string][])('keeps %s in quarantine', (_what, said, reason) => {
    const { rows, findings } = tableOf([interview([said])]);
    expect(rows[0]?.cells).toMatchObject({ quarantined: 1, values: 0 });
    const items = Object.keys(said.answers);
    expect(findings).toMatchObject([{ type: 'quarantined', reason, events: 1, items }]);
  });

  it('keeps a whole interview apart whose sealed beginning names somebody else', () => {
    const stranger = interview(everything, { about: { ...about, person: 'p9' } });
    const { rows, findings } = tableOf([{ ...stranger, about }]);
    expect(rows[0]?.cells).toMatchObject({ values: 0, sm_wind: codes.quarantined });
    expect(findings).toMatchObject([{ type: 'quarantined', reason: 'about-differs' }]);
  });

  it('names an interview of somebody who was never invited', () => {
    const { rows, findings } = tableOf([interview(everything, { about: { ...about, person: 'p9' } })]);
    expect(rows).toHaveLength(1);
    expect(findings).toMatchObject([{ type: 'unknown-person', person: 'p9' }]);
  });

  it('keeps an unknown version apart', () => {
    const { rows, findings } = tableOf([interview(everything, { about: { ...about, version: 7 } })]);
    expect(rows[0]?.cells).toMatchObject({
      values: 0,
      quarantined: everything.reduce((sum, { answers }) => sum + Object.keys(answers).length, 0),
    });
    expect(findings).toMatchObject([{ type: 'quarantined', reason: 'unknown-version' }]);
  });
});
