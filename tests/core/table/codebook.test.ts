import { describe, expect, it } from 'vitest';
import type { Texts } from '#core/questionnaire/compiled.ts';
import { tabulate } from '#core/table/tabulate.ts';
import { about, done, interview, invited, tableOf } from '../../support/arrivals.ts';
import { scale, version } from '../../support/gardenVersions.ts';
import { block, children, section, smallQuestionnaire, yesNo } from '../../support/smallQuestionnaire.ts';

describe('the codebook', () => {
  const { codebook } = tableOf([done]);
  const entry = (name: string) => codebook.find((column) => column.name === name);

  it('labels questions, options and who does what to whom', () => {
    expect(entry('sm_wind')).toMatchObject({
      type: 'coded',
      label: 'How often was there wind?',
      questionnaire: 'small',
      versions: [1],
      section: 'storms',
      block: 'storm',
      item: 'wind',
      row: null,
      rowKind: null,
      subject: null,
      codes: [
        { code: 0, label: 'never' },
        { code: 1, label: 'once' },
        { code: 2, label: 'twice' },
        { code: 3, label: 'often' },
      ],
      act: { kind: 'force', actor: 'row', victim: 'self' },
    });
    expect(entry('sm_flowers_rose')).toMatchObject({ type: 'indicator', label: 'Which flowers?: Rose' });
    expect(entry('sm_watering_2')).toMatchObject({ row: 2, rowKind: 'child', subject: null });
    expect(entry('sm_flowers_rose')?.option).toBe('rose');
  });

  it('lists the missing codes of every coded column', () => {
    expect(entry('sm_wind')?.missing).toEqual([
      { code: -91, reason: 'dont-know' },
      { code: -92, reason: 'prefer-not' },
      { code: -93, reason: 'not-applicable' },
      { code: -94, reason: 'not-asked' },
      { code: -95, reason: 'not-reached' },
      { code: -96, reason: 'seen-and-passed' },
      { code: -97, reason: 'quarantined' },
      { code: -98, reason: 'erased' },
      { code: -99, reason: 'voided' },
    ]);
  });

  it('counts values and missing by reason', () => {
    expect(entry('sm_weeds')?.counts).toEqual({ values: 0, missing: { 'not-asked': 1 } });
    expect(entry('sm_weedNames')?.counts).toEqual({ values: 0, missing: { 'not-asked': 1 } });
    expect(entry('sm_planted')?.counts).toEqual({ values: 1, missing: {} });
    expect(entry('sm_litres_2')?.counts).toEqual({ values: 0, missing: { 'prefer-not': 1 } });
  });
});

describe('labels', () => {
  const texts = {
    beans: { label: 'Since the beginning of {{since}}, how did {{row}} like the beans of {{subject}}?' },
    peas: {
      label: { by: 'sex', f: 'her peas', m: 'his peas', x: 'the peas' },
      options: { '1': 'a {{row}}' },
    },
    plots: { label: { by: 'childCount', one: 'one plot', other: '{{count}} plots' } },
  } as const;
  const grid = { grid: 'taste' };
  const about = {
    ...version(1, [scale('beans', [0, 1]), scale('peas', [0, 1], grid), scale('plots', [0, 1])], {
      repeat: 'partner',
    }),
    subject: 'child' as const,
  };
  const [any] = Object.values(about.texts);
  const words = (language: 'nl' | 'en') => {
    const own = { ...any, items: texts, grids: { taste: { label: 'How does it taste?' } } };
    const { codebook } = tabulate({
      people: [
        invited({
          tasks: children.map(({ id }) => ({
            questionnaire: 'plot',
            version: 1,
            subject: id,
            periodFrom: '2025-11-01',
            extent: 'full' as const,
          })),
        }),
      ],
      interviews: [],
      questionnaires: [{ ...about, texts: { [language]: own as Texts } }],
      demo: true,
      language,
    });
    return (name: string) => codebook.find((column) => column.name === name);
  };

  it('put whom and when into words', () => {
    expect(words('en')('pl_beans_2_1')?.label).toBe(
      'Since the beginning of the period, how did partner 1 like the beans of child 2?',
    );
    expect(words('nl')('pl_beans_1_1')?.label).toContain('partner 1 like the beans of kind 1');
  });

  it('take one form of a text, and put what stands above a grid before its lines', () => {
    expect(words('en')('pl_peas_2_1')).toMatchObject({
      label: 'How does it taste?: the peas',
      codes: [
        { code: 0, label: '0' },
        { code: 1, label: 'a partner 1' },
      ],
    });
    expect(words('en')('pl_plots_1_1')?.label).toBe('the number of plots');
  });
});

describe('two versions of a questionnaire', () => {
  const second = {
    ...smallQuestionnaire,
    version: 2,
    sections: smallQuestionnaire.sections.map((known) =>
      known.id === 'storms'
        ? section('storms', [
            block(
              'storm',
              [
                ...(known.blocks[0]?.items ?? []).slice(0, 2),
                {
                  ...yesNo('shelter'),
                  type: 'choice' as const,
                  look: 'words' as const,
                  options: [
                    { id: 'yes', code: 5, severity: 0, exclusive: false },
                    { id: 'no', code: 6, severity: 0, exclusive: false },
                  ],
                },
                yesNo('damage'),
              ],
              'highest',
            ),
          ])
        : known,
    ),
  };
  const both = (interviews: Parameters<typeof tableOf>[0]) =>
    tabulate({
      people: [invited()],
      interviews,
      questionnaires: [second, smallQuestionnaire],
      demo: false,
      language: 'en',
    });
  const newer = { ...about, version: 2 };

  it('share a column while their codes agree, and not when they differ', () => {
    const { rows } = both([
      interview([{ block: 'storm', answers: { wind: 1, hail: 1, shelter: 'no', damage: 'yes' } }], {
        about: newer,
      }),
    ]);
    expect(rows[0]?.cells).toMatchObject({
      sm_wind: 1,
      sm_shelter: -94,
      sm_shelter_v2: 6,
      sm_damage: 1,
      demo: 0,
      values: 4,
      missing: 11,
    });
  });

  it('compete with each other for one block', () => {
    const { rows } = both([
      interview([{ block: 'storm', answers: { wind: 3, hail: 1, shelter: 'no' } }], { id: 'old' }),
      interview(
        [{ block: 'storm', answers: { wind: 1, hail: 1, shelter: 'yes', damage: 'yes' }, at: '2026-11-20' }],
        { id: 'new', about: newer },
      ),
    ]);
    expect(rows[0]?.cells).toMatchObject({
      sm_wind: 3,
      sm_shelter: 0,
      sm_shelter_v2: -94,
      sm_damage: -94,
      lowered: 1,
    });
  });
});

describe('a pack that does not compile', () => {
  it('is refused when two questionnaires would share a column', () => {
    const twin = { ...smallQuestionnaire, questionnaire: 'other' };
    expect(() =>
      tabulate({
        people: [],
        interviews: [],
        questionnaires: [smallQuestionnaire, twin],
        demo: true,
        language: 'en',
      }),
    ).toThrow('share the column');
  });
});
