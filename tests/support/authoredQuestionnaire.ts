/** A small questionnaire as an author writes it, complete and correct: each test breaks one thing in it. */
import { compileQuestionnaire, type QuestionnaireFiles } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import type {
  BlockSource,
  Definition,
  GridSource,
  ItemSource,
  SectionSource,
  TextsSource,
} from '#core/questionnaire/source.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';

export interface Authored {
  definition: Definition;
  texts: Record<string, TextsSource>;
}

export type Authoring = (authored: Authored) => void;

export function authored(): Authored {
  return {
    definition: {
      format: 1,
      questionnaire: 'garden',
      version: 1,
      prefix: 'g',
      bands: ['adult'],
      respondent: 'parent',
      scales: {
        counts: [
          { value: 0, severity: 0 },
          { value: 1, severity: 1 },
        ],
        amounts: [{ value: 0 }, { value: 1 }, { value: 2, relevant: 'firstWave' }],
      },
      sections: [
        {
          id: 'plot',
          flags: ['routing'],
          blocks: [
            {
              id: 'ground',
              items: [
                {
                  id: 'hasGarden',
                  type: 'choice',
                  carry: true,
                  options: [
                    { id: 'yes', code: 1 },
                    { id: 'no', code: 0 },
                  ],
                },
                {
                  id: 'plants',
                  type: 'choices',
                  options: [
                    { id: 'rose', code: 1 },
                    { id: 'none', code: 9, exclusive: true },
                  ],
                },
                { id: 'trees', type: 'number', min: 0, max: 40, whole: true, relevant: "hasGarden == 'yes'" },
              ],
            },
          ],
        },
        {
          id: 'year',
          repeat: 'child',
          blocks: [
            {
              id: 'harvest',
              items: [
                { id: 'apples', type: 'rating', min: 0, max: 10 },
                {
                  id: 'pears',
                  type: 'number',
                  min: 0,
                  max: 10,
                  whole: true,
                  relevant: "hasGarden == 'yes' && rowAge >= 8",
                  checks: [{ id: 'tooMany', kind: 'soft', that: 'pears <= apples' }],
                },
                { id: 'story', type: 'text', maxLength: 100 },
              ],
            },
            {
              id: 'storms',
              counts: 'highest',
              items: [
                {
                  id: 'hail',
                  type: 'frequency',
                  scale: 'counts',
                  act: { kind: 'words', actor: 'row', victim: 'self' },
                },
                {
                  id: 'frost',
                  type: 'frequency',
                  scale: 'counts',
                  act: { kind: 'words', actor: 'row', victim: 'self' },
                },
              ],
            },
          ],
        },
        shed(),
      ],
    },
    texts: { nl: textsOf('nl'), en: textsOf('en') },
  };
}

/** What needs more than one line to be said: a grid, computes, rows, a consent. */
const shed = (): SectionSource => ({
  id: 'shed',
  flags: ['core'],
  blocks: [
    {
      id: 'tools',
      compute: { wet: 'rainDays > 3.0', muddy: "wet && hasGarden == 'yes'" },
      items: [
        { id: 'rainDays', type: 'number', min: 0, max: 7, whole: true },
        {
          id: 'boots',
          type: 'choice',
          options: [
            { id: 'yes', code: 1 },
            { id: 'no', code: 0 },
          ],
          relevant: 'muddy',
          checks: [{ id: 'dry', kind: 'soft', that: "boots == 'yes' || !muddy" }],
        },
        {
          id: 'helpers',
          type: 'choices',
          rows: { kind: 'child' },
          options: [{ id: 'nobody', code: 0, exclusive: true }],
        },
        {
          id: 'weeds',
          type: 'grid',
          scale: 'amounts',
          relevant: '!missing(rainDays)',
          lines: [{ id: 'nettles' }, { id: 'thistles' }],
        },
      ],
    },
    {
      id: 'leave',
      items: [
        { id: 'rules', type: 'note', information: true },
        {
          id: 'mayEnter',
          type: 'choice',
          consent: 'entering',
          options: [
            { id: 'yes', code: 1 },
            { id: 'no', code: 0 },
          ],
        },
        { id: 'sown', type: 'date', precision: 'month' },
      ],
    },
  ],
});

const textsOf = (language: string): TextsSource => ({
  review: 'draft',
  title: `Garden ${language}`,
  scales: {
    counts: { '0': 'never', '1': 'once' },
    amounts: { '0': 'none', '1': 'some', '2': 'many' },
  },
  sections: { plot: { title: 'Plot' }, year: { title: 'The year of {{row}}' }, shed: { title: 'Shed' } },
  items: {
    hasGarden: { label: 'A garden?', options: { yes: 'Yes', no: 'No' }, note: 'for translators' },
    plants: { label: 'Plants?', options: { rose: 'Rose', none: 'None' } },
    trees: { label: 'Trees?', unit: 'trees' },
    apples: { label: `Apples since ${language === 'nl' ? 'begin' : 'the beginning of'} {{since}}?` },
    pears: {
      label: { by: 'sex', f: 'Her pears?', m: 'His pears?', x: 'Pears?' },
      checks: { tooMany: 'So many?' },
    },
    story: { label: 'Tell' },
    hail: { label: 'Hail?', aloud: 'Was there hail?' },
    frost: { label: 'Frost?' },
    rainDays: { label: 'Days of rain?', unit: 'days' },
    boots: {
      label: 'Boots?',
      help: 'High ones',
      options: { yes: 'Yes', no: 'No' },
      checks: { dry: 'Dry feet?' },
    },
    helpers: {
      label: {
        by: 'childCount',
        one: 'Does your child help?',
        other: 'Which of your {{count}} children help?',
      },
      options: { nobody: 'Nobody' },
    },
    weeds: { label: 'How many of these grow there?', help: 'Look under the hedge' },
    nettles: { label: 'Nettles' },
    thistles: { label: 'Thistles' },
    rules: { label: 'Mind the step.' },
    mayEnter: { label: 'May we come in?', options: { yes: 'Yes', no: 'No' } },
    sown: { label: 'When did you sow?' },
  },
});

export const filesOf = ({ definition, texts }: Authored): QuestionnaireFiles => ({
  folder: 'garden/v1',
  definition,
  texts,
  languages: ['nl', 'en'],
});

/** The same garden in its second version, and as somebody tells it about one child. */
export function authoredAboutChild(): Authored {
  const from = authored();
  from.definition.subject = 'child';
  from.definition.version = 2;
  itemOf(from, 'hail', 'frequency').recode = [{ from: 1, map: { often: '1' } }];
  itemOf(from, 'sown', 'date').relevant = "subjectAge >= 12.0 && subjectSex != 'x' && extent == 'full'";
  for (const id of ['hail', 'frost'])
    itemOf(from, id, 'frequency').act = { kind: 'words', actor: 'row', victim: 'subject' };
  for (const texts of Object.values(from.texts)) {
    texts.title = 'The garden of {{subject}}';
    const entry = texts.items.sown;
    if (entry !== undefined) {
      entry.label = {
        by: 'sex',
        f: 'When did she sow?',
        m: 'When did he sow?',
        x: 'When did {{subject}} sow?',
      };
    }
  }
  return from;
}

export function linesOf(change: Authoring): readonly string[] {
  const broken = authored();
  change(broken);
  const compiled = compileQuestionnaire(filesOf(broken), parseExpression);
  return compiled.ok ? [] : compiled.error.map(problemLine);
}

export const blockOf = ({ definition }: Authored, id: string): BlockSource => {
  const found = definition.sections.flatMap((section) => section.blocks).find((block) => block.id === id);
  if (found === undefined) throw new Error(`no block ${id}`);
  return found;
};
export const sectionOf = ({ definition }: Authored, id: string) => {
  const found = definition.sections.find((section) => section.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
};
export function itemOf<T extends ItemSource['type']>(
  from: Authored,
  id: string,
  type: T,
): Extract<ItemSource, { type: T }> {
  const found = from.definition.sections
    .flatMap((section) => section.blocks.flatMap((block) => block.items))
    .find((item) => item.id === id);
  if (found?.type !== type) throw new Error(`no ${type} ${id}`);
  return found as Extract<ItemSource, { type: T }>;
}
export function gridOf(from: Authored, id: string): GridSource {
  const found = from.definition.sections
    .flatMap((section) => section.blocks.flatMap((block) => block.items))
    .find((item) => item.id === id);
  if (found?.type !== 'grid') throw new Error(`no grid ${id}`);
  return found;
}
/** The texts of one item in both languages. */
export function textsAt(from: Authored, id: string): TextsSource['items'][string][] {
  return Object.values(from.texts).flatMap((texts) => texts.items[id] ?? []);
}
/** What only a careless author would write, past the types. */
export const careless = (value: object): Record<string, unknown> => value as Record<string, unknown>;
export const more = (count: number): ItemSource[] =>
  Array.from({ length: count }, (_, at) => ({ id: `more${at}`, type: 'note' }));
export const withTexts = (from: Authored, ids: readonly string[]): void => {
  for (const texts of Object.values(from.texts)) for (const id of ids) texts.items[id] = { label: id };
};

export interface Rule {
  readonly rule: string;
  readonly change: Authoring;
  readonly says: string;
}
