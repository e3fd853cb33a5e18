import type { Item, ItemTexts } from '#core/questionnaire/compiled.ts';
import { line } from '../../smallQuestionnaire.ts';
import type { Example } from './example.ts';

const points = {
  nl: { 0: 'Nooit', 1: 'Een keer', 2: 'Soms', 3: 'Vaak' },
  en: { 0: 'Never', 1: 'Once', 2: 'Sometimes', 3: 'Often' },
};
const counts = {
  nl: {
    0: 'Nooit',
    1: '1 keer',
    2: '2 keer',
    3: '3 tot 5 keer',
    4: '6 tot 10 keer',
    5: '11 tot 20 keer',
    6: 'Meer dan 20 keer',
    7: 'Niet nu, wel eerder',
  },
  en: {
    0: 'Never',
    1: 'Once',
    2: 'Twice',
    3: '3 to 5 times',
    4: '6 to 10 times',
    5: '11 to 20 times',
    6: 'More than 20 times',
    7: 'Not now, but before',
  },
};
const eight = [0, 1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, severity: value }));
const often = (id: string): Item => line(id, 'gridOften', { type: 'frequency', points: eight });
const texts = (
  labels: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>>,
): Readonly<Record<string, ItemTexts>> =>
  Object.fromEntries(Object.entries(labels).map(([id, label]) => [id, { label, options }]));

export const gridExamples: readonly Example[] = [
  {
    shows: 'a grid: lines on one scale, together on a wide screen of a grown-up',
    items: [line('gridWind', 'grid'), line('gridHail', 'grid'), line('gridFrost', 'grid')],
    texts: {
      nl: texts(
        {
          gridWind: 'harde wind',
          gridHail: 'hagel',
          gridFrost: 'vorst die zo streng was dat de waterleiding in de tuin bevroor',
        },
        points.nl,
      ),
      en: texts(
        {
          gridWind: 'strong wind',
          gridHail: 'hail',
          gridFrost: 'frost so hard that the water pipe in the garden froze',
        },
        points.en,
      ),
    },
    grids: {
      nl: {
        grid: { label: 'Hoe vaak had de tuin last van:', help: 'Denk aan de tijd sinds begin {{since}}.' },
      },
      en: {
        grid: {
          label: 'How often did the garden suffer from:',
          help: 'Think of the time since the beginning of {{since}}.',
        },
      },
    },
    takes: [0, 3],
    refuses: [4],
  },
  {
    shows: 'a grid of counts with all their points',
    items: [often('oftenSnails'), often('oftenMoles'), often('oftenCats'), often('oftenBirds')],
    texts: {
      nl: texts(
        {
          oftenSnails: 'slakken',
          oftenMoles: 'mollen',
          oftenCats: 'katten van de buren',
          oftenBirds: 'vogels',
        },
        counts.nl,
      ),
      en: texts(
        {
          oftenSnails: 'snails',
          oftenMoles: 'moles',
          oftenCats: 'the neighbours’ cats',
          oftenBirds: 'birds',
        },
        counts.en,
      ),
    },
    grids: {
      nl: { gridOften: { label: 'Hoe vaak zag u in de tuin:' } },
      en: { gridOften: { label: 'How often did you see in the garden:' } },
    },
    takes: [7],
    refuses: [8],
  },
];
