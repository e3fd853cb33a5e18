/** A small questionnaire as an author writes it, complete and correct: each test breaks one thing in it. */
import { compileQuestionnaire, type QuestionnaireFiles } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { BlockSource, Definition, ItemSource, TextsSource } from '#core/questionnaire/source.ts';
import { parseExpression } from '#desk/pack/celExpression.ts';

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
      scales: {
        counts: [
          { value: 0, severity: 0 },
          { value: 1, severity: 1 },
        ],
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
      ],
    },
    texts: { nl: textsOf('nl'), en: textsOf('en') },
  };
}

const textsOf = (language: string): TextsSource => ({
  review: 'draft',
  title: `Garden ${language}`,
  scales: { counts: { '0': 'never', '1': 'once' } },
  sections: { plot: { title: 'Plot' }, year: { title: 'The year of {{row}}' } },
  items: {
    hasGarden: { label: 'A garden?', options: { yes: 'Yes', no: 'No' }, note: 'for translators' },
    plants: { label: 'Plants?', options: { rose: 'Rose', none: 'None' } },
    trees: { label: 'Trees?', unit: 'trees' },
    apples: { label: 'Apples since {{since}}?' },
    pears: { label: 'Pears?', checks: { tooMany: 'So many?' } },
    story: { label: 'Tell' },
    hail: { label: 'Hail?', aloud: 'Was there hail?' },
    frost: { label: 'Frost?' },
  },
});

export const filesOf = ({ definition, texts }: Authored): QuestionnaireFiles => ({
  folder: 'garden/v1',
  definition,
  texts,
  languages: ['nl', 'en'],
});

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
