/**
 * A small questionnaire with one of everything that the engine and the table have rules for. Its words are
 * about a garden, so that no test depends on the wording of a real one.
 */
import { missingCodes, type OfferedReason } from '#core/event/missing.ts';
import type { Envelope, RosterRow, Task } from '#core/protocol/envelope.ts';
import type { Block, Check, Expression, Item, Questionnaire, Section } from '#core/questionnaire/compiled.ts';

export const called = (
  call: Extract<Expression, { call: unknown }>['call'],
  ...of: Expression[]
): Expression => ({ call, of });
export const named = (name: string): Expression => ({ name });
export const literal = (value: string | number | boolean): Expression => ({ value });
export const equals = (name: string, value: string | number | boolean): Expression =>
  called('==', named(name), literal(value));

const base = (id: string) => ({
  id,
  bytes: 512,
  checks: [] as readonly Check[],
  reasons: ['dont-know', 'prefer-not'] as readonly OfferedReason[],
  carry: false,
});
const option = (id: string, code: number, more: { severity?: number; exclusive?: boolean } = {}) => ({
  id,
  code,
  severity: more.severity ?? 0,
  exclusive: more.exclusive ?? false,
});
const counts = [0, 1, 2, 3].map((value) => ({ value, severity: value }));

export const yesNo = (id: string, more: Partial<Item> = {}): Item =>
  ({
    ...base(id),
    type: 'choice',
    look: 'words',
    options: [option('yes', 1), option('no', 0)],
    ...more,
  }) as Item;
export const frequency = (id: string, more: Partial<Item> = {}): Item =>
  ({ ...base(id), type: 'frequency', scale: 'counts', points: counts, ...more }) as Item;
export const choices = (id: string): Item => ({
  ...base(id),
  type: 'choices',
  options: [
    option('rose', 1, { severity: 1 }),
    option('tulip', 2, { severity: 2 }),
    option('nothing', 9, { exclusive: true }),
  ],
});
export const number = (
  id: string,
  min: number,
  max: number,
  more: { whole?: boolean; checks?: readonly Check[] } = {},
): Item => ({
  ...base(id),
  type: 'number',
  min,
  max,
  whole: more.whole ?? true,
  checks: more.checks ?? [],
});
export const text = (id: string, maxLength: number): Item => ({
  ...base(id),
  bytes: 512 + maxLength * 6,
  type: 'text',
  maxLength,
});
export const date = (id: string, precision: 'year' | 'month' | 'day'): Item => ({
  ...base(id),
  type: 'date',
  precision,
});
export const rating = (id: string): Item => ({ ...base(id), type: 'rating', min: 1, max: 10 });
export const note = (id: string, information = false): Item => ({
  ...base(id),
  type: 'note',
  reasons: [],
  information,
});
/** A line of a grid: an item of its own in everything but where it stands. */
export const line = (id: string, grid: string, more: Partial<Item> = {}): Item =>
  ({ ...base(id), type: 'scale', scale: 'counts', look: 'words', points: counts, grid, ...more }) as Item;
export const choicesOfRows = (id: string, kind: RosterRow['kind']): Item => ({
  ...base(id),
  bytes: 1280,
  type: 'choices',
  rows: { kind, severity: 1 },
  options: [option('somebodyElse', 1), option('nobody', 2, { exclusive: true })],
});

export const block = (id: string, items: readonly Item[], counting: Block['counts'] = 'last'): Block => ({
  id,
  counts: counting,
  items,
});
export const section = (id: string, blocks: readonly Block[], more: Partial<Section> = {}): Section => ({
  id,
  flags: [],
  repeat: null,
  period: false,
  practice: false,
  rest: false,
  sizeClass: 0,
  blocks,
  ...more,
});

const garden = yesNo('garden', { carry: true });
const weedsCheck: readonly Check[] = [
  { id: 'weedsHigh', kind: 'soft', that: called('<=', named('weeds'), literal(20)) },
  { id: 'weedsTooHigh', kind: 'hard', that: called('<=', named('weeds'), literal(50)) },
];

/** Sections: practice, start (routing), beds (only with a garden; two blocks), plants (per child), storms (highest counts). */
export const smallQuestionnaire: Questionnaire = {
  format: 1,
  questionnaire: 'small',
  version: 1,
  respondent: 'parent',
  subject: 'self',
  bands: ['adult'],
  prefix: 'sm',
  sections: [
    section('practice', [block('try', [yesNo('tryOut')])], { practice: true }),
    section('start', [block('place', [garden, note('welcome')])], { flags: ['routing'], sizeClass: 1 }),
    section(
      'beds',
      [
        block(
          'weeding',
          [yesNo('weeding'), number('weeds', 0, 100, { checks: weedsCheck }), text('weedNames', 20)].map(
            (item, at) => (at === 0 ? item : { ...item, relevant: equals('weeding', 'yes') }),
          ),
        ),
        block('flowers', [choices('flowers'), date('planted', 'month'), rating('mark')]),
      ],
      { relevant: equals('garden', 'yes') },
    ),
    section('plants', [block('watering', [yesNo('watering'), number('litres', 0, 9, { whole: false })])], {
      repeat: 'child',
    }),
    section('storms', [
      block(
        'storm',
        [
          frequency('wind', { act: { kind: 'force', actor: 'row', victim: 'self' }, signal: 3 }),
          frequency('hail'),
          yesNo('shelter', { signal: ['no'] }),
        ],
        'highest',
      ),
    ]),
  ],
  texts: {
    en: {
      review: 'draft',
      title: 'Garden',
      sections: {},
      items: {
        wind: {
          label: 'How often was there wind?',
          options: { '0': 'never', '1': 'once', '2': 'twice', '3': 'often' },
        },
        garden: { label: 'Do you have a garden?', options: { yes: 'Yes', no: 'No' } },
        flowers: { label: 'Which flowers?', options: { rose: 'Rose', tulip: 'Tulip', nothing: 'None' } },
      },
      grids: {},
    },
  },
};

const id = (start: string): string => start.padEnd(22, '0');
export const children: readonly RosterRow[] = [
  { id: id('firstChild'), kind: 'child', sex: 'f', birthMonth: '2015-03', order: 1, relation: 'child' },
  { id: id('secondChild'), kind: 'child', sex: 'm', birthMonth: '2018-07', order: 1, relation: 'child' },
];
export const partner: RosterRow = {
  id: id('partner'),
  kind: 'partner',
  sex: 'm',
  birthMonth: '1984-01',
  order: 1,
  relation: 'ex-partner',
};

export const smallTask: Task = {
  id: id('task'),
  questionnaire: 'small',
  version: 1,
  subject: 'self',
  periodFrom: '2025-11-01',
  extent: 'full',
  gates: [],
};
export const smallEnvelope: Envelope = {
  v: 1,
  study: id('study'),
  invite: '0123456789abcdef',
  root: '0'.repeat(32),
  leastManifest: 1,
  role: 'parent',
  band: 'adult',
  person: 'p1',
  birthMonth: '1985-05',
  sex: 'f',
  wave: 'T0',
  firstWave: true,
  due: '2026-11-01',
  windowEnds: '2027-03-01',
  language: 'en',
  unattended: true,
  tasks: [smallTask],
  roster: [...children, partner],
  files: [],
  spaceIdentity: 'AGE-SECRET-KEY-1',
};

/** Every code that stands for a missing answer. */
export const codes = missingCodes;
