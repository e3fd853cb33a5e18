import { describe, expect, it } from 'vitest';
import { tabulate } from '#core/table/tabulate.ts';
import { codebookRows } from '../../src/desk/codebookRows.ts';
import { invited } from '../support/arrivals.ts';
import { choice, recoded, scale, version } from '../support/gardenVersions.ts';
import { children } from '../support/smallQuestionnaire.ts';

describe('the codebook as a file', () => {
  const first = version(1, [choice('soil', { clay: 1, sand: 2 }), choice('bed', { raised: 1, flat: 2 })]);
  const second = version(2, [
    choice('soil', { loam: 1, sand: 2 }, recoded(1, { clay: 'loam' })),
    scale('bed', [0, 1]),
  ]);
  const read = (...questionnaires: Parameters<typeof tabulate>[0]['questionnaires']) => {
    const people = [
      invited({
        tasks: children.map(({ id }) => ({
          questionnaire: 'plot',
          version: 1,
          subject: questionnaires[0]?.subject === 'child' ? id : 'self',
          periodFrom: '2025-11-01',
          extent: 'full' as const,
        })),
      }),
    ];
    const { codebook } = tabulate({ people, interviews: [], questionnaires, demo: true, language: 'en' });
    const [head = [], ...rows] = codebookRows(codebook);
    return (name: string, column: string) => rows.find(([own]) => own === name)?.[head.indexOf(column)];
  };

  it('says what was recoded and what cannot be compared', () => {
    const cell = read(first, second);
    expect(cell('pl_soil', 'comparability')).toBe('recoded from v1');
    expect(cell('pl_soil', 'versions')).toBe('1 2');
    expect(cell('pl_bed', 'comparability')).toBe('not comparable with v2');
    expect(cell('pl_bed_v2', 'comparability')).toBe('not comparable with v1');
    expect(cell('person', 'comparability')).toBe(null);
  });

  it('names the child and the row that did something or had it done to them', () => {
    const act = { kind: 'force', actor: 'row', victim: 'subject' } as const;
    const about = {
      ...version(1, [choice('pushed', { yes: 1, no: 0 }, { act })], { repeat: 'partner' }),
      subject: 'child' as const,
    };
    const cell = read(about);
    expect(cell('pl_pushed_2_1', 'actor and victim')).toBe('partner 1 to child 2');
    expect(['about child', 'row', 'row kind'].map((column) => cell('pl_pushed_2_1', column))).toEqual([
      2,
      1,
      'partner',
    ]);
  });
});
