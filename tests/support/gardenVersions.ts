/** A tiny questionnaire in versions of its own, for what the table does when definitions change. */
import type { Item, Questionnaire, Section } from '#core/questionnaire/compiled.ts';
import { block, section } from './smallQuestionnaire.ts';

const base = (id: string, reasons: Item['reasons'] = ['dont-know']) => ({
  id,
  bytes: 512,
  checks: [],
  reasons,
  carry: false,
});

export const choice = (id: string, codes: Readonly<Record<string, number>>, more: Partial<Item> = {}): Item =>
  ({
    ...base(id),
    type: 'choice',
    look: 'words',
    options: Object.entries(codes).map(([name, code]) => ({ id: name, code, severity: 0, exclusive: false })),
    ...more,
  }) as Item;

export const scale = (id: string, values: readonly number[], more: Partial<Item> = {}): Item =>
  ({
    ...base(id),
    type: 'scale',
    scale: 'amount',
    look: 'words',
    points: values.map((value) => ({ value, severity: 0 })),
    ...more,
  }) as Item;

export const severalOf = (id: string, names: readonly string[], more: Partial<Item> = {}): Item =>
  ({
    ...base(id),
    type: 'choices',
    options: names.map((name, at) => ({ id: name, code: at + 1, severity: 0, exclusive: name === 'nobody' })),
    ...more,
  }) as Item;

export const recoded = (from: number, map: Readonly<Record<string, string>>) => ({ recode: [{ from, map }] });

/** One section with one block of these items. */
export const version = (
  number: number,
  items: readonly Item[],
  more: Partial<Section> = {},
): Questionnaire => ({
  format: 1,
  questionnaire: 'plot',
  version: number,
  respondent: 'parent',
  subject: 'self',
  bands: ['adult'],
  prefix: 'pl',
  sections: [section('beds', [block('beds', items)], more)],
  texts: {
    en: {
      review: 'draft',
      title: 'Plot',
      sections: {},
      items: Object.fromEntries(items.map(({ id }) => [id, { label: `${id} in version ${number}` }])),
      grids: {},
    },
  },
});
