/** Every item type in every look, for looking at and for accessibility. Its words are about a garden. */
import type { Item, ItemTexts, Questionnaire } from '#core/questionnaire/compiled.ts';
import {
  block,
  choices,
  date,
  frequency,
  note,
  number,
  rating,
  section,
  text,
  yesNo,
} from '../smallQuestionnaire.ts';

const points = [0, 1, 2, 3].map((value) => ({ value, severity: value }));
const scale = (id: string, look: 'words' | 'faces' | 'circles'): Item =>
  ({ ...frequency(id), type: 'scale', look, points }) as Item;
const often: Item = {
  ...frequency('frequencyOften'),
  points: [0, 1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, severity: value })),
} as Item;
const three = (id: string): Item => ({ ...scale(id, 'faces'), points: points.slice(0, 3) }) as Item;
const choice = (id: string, look: 'faces' | 'circles'): Item => ({ ...yesNo(id), look }) as Item;
const high = { id: 'high', kind: 'hard', that: { value: false } } as const;

const items: readonly Item[] = [
  yesNo('choice'),
  choice('choiceFaces', 'faces'),
  choice('choiceCircles', 'circles'),
  choices('choices'),
  frequency('frequency'),
  often,
  scale('scale', 'words'),
  scale('scaleFaces', 'faces'),
  three('threeFaces'),
  scale('scaleCircles', 'circles'),
  rating('rating'),
  number('number', 0, 10),
  number('numberChecked', 0, 10, { checks: [high] }),
  date('dateYear', 'year'),
  date('dateMonth', 'month'),
  date('dateDay', 'day'),
  text('text', 60),
  note('note'),
];

const labels = { yes: 'Ja', no: 'Nee', rose: 'Roos', tulip: 'Tulp', nothing: 'Geen van deze' };
const scaleLabels = {
  0: 'Nooit',
  1: 'Een keer',
  2: 'Af en toe, als het mooi weer is',
  3: 'Vaak',
  4: 'Elke week',
  5: 'Elke dag',
  6: 'Steeds',
  7: 'Altijd',
};
const textsOf = (item: Item): ItemTexts => ({
  label: `Hoe gaat het in de tuin met ${item.id}?`,
  ...(item.type === 'choices' ? {} : { help: 'Denk aan de tijd sinds begin {{since}}.' }),
  options: item.type === 'rating' ? {} : { ...labels, ...scaleLabels },
  checks: { high: 'Dat is veel. Kijk het nog eens na.' },
  unit: 'bloemen',
});

export const examples: Questionnaire = {
  format: 1,
  questionnaire: 'examples',
  version: 1,
  bands: ['adult', 'child-8-11'],
  prefix: 'ex',
  sections: [
    section(
      'examples',
      items.map((item) => block(`${item.id}Block`, [item])),
    ),
    section('children', [block('child', [yesNo('helps')])], { repeat: 'child', rest: true, practice: true }),
  ],
  texts: {
    nl: {
      review: 'draft',
      title: 'De tuin',
      sections: {
        examples: { title: 'Alles wat er is', intro: 'Van elk soort een.' },
        children: { title: '{{row}}', intro: 'Over {{row}}.' },
      },
      items: {
        ...Object.fromEntries(items.map((item) => [item.id, textsOf(item)])),
        helps: { label: 'Helpt {{row}} mee?', options: labels },
      },
    },
  },
};

export const exampleHelp = {
  format: 1,
  lines: [
    {
      id: 'now',
      shown: '112',
      dial: '112',
      site: null,
      bands: ['adult', 'child-8-11', 'youth-12-15'],
      emergency: true,
      checkedOn: '2026-11-01',
    },
    {
      id: 'listening',
      shown: '0800-0000',
      dial: '08000000',
      site: 'voorbeeld.nl',
      bands: ['adult', 'child-8-11', 'youth-12-15'],
      emergency: false,
      checkedOn: '2026-11-01',
    },
  ],
  texts: {
    nl: {
      review: 'draft',
      title: 'Wie kun je bellen?',
      intro: 'Hieronder staat wie u kunt bellen.',
      childIntro: 'Deze mensen luisteren naar je.',
      lines: {
        now: { name: 'Alarmnummer', about: 'Als er brand is.' },
        listening: { name: 'De tuinlijn', about: 'Dag en nacht.' },
      },
    },
  },
};
