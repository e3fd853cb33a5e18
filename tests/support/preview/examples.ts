/** A questionnaire of all examples, for looking at and for accessibility, and the help lines that go with it. */
import type { ItemTexts, Questionnaire, Texts } from '#core/questionnaire/compiled.ts';
import { block, section, yesNo } from '../smallQuestionnaire.ts';
import { choiceExamples } from './examples/choice.ts';
import { choicesExamples } from './examples/choices.ts';
import { choicesOfRowsExamples } from './examples/choicesOfRows.ts';
import { dateExamples } from './examples/date.ts';
import type { Example, ExampleLanguage } from './examples/example.ts';
import { frequencyExamples } from './examples/frequency.ts';
import { gridExamples } from './examples/grid.ts';
import { noteExamples } from './examples/note.ts';
import { numberExamples } from './examples/number.ts';
import { ratingExamples } from './examples/rating.ts';
import { scaleExamples } from './examples/scale.ts';
import { textExamples } from './examples/text.ts';

export const allExamples: readonly Example[] = [
  ...choiceExamples,
  ...choicesExamples,
  ...choicesOfRowsExamples,
  ...frequencyExamples,
  ...gridExamples,
  ...scaleExamples,
  ...ratingExamples,
  ...numberExamples,
  ...dateExamples,
  ...textExamples,
  ...noteExamples,
];

const words = {
  nl: {
    title: 'De tuin',
    all: { title: 'Alles wat er is', intro: 'Van elk soort een.' },
    row: { title: '{{row}}', intro: 'Over {{row}}.' },
    helps: {
      label: {
        by: 'sex',
        f: 'Helpt {{row}} zelf mee?',
        m: 'Helpt {{row}} zelf mee?',
        x: 'Helpt {{row}} mee?',
      },
      options: { yes: 'Ja', no: 'Nee' },
    },
  },
  en: {
    title: 'The garden',
    all: { title: 'All there is', intro: 'One of each kind.' },
    row: { title: '{{row}}', intro: 'About {{row}}.' },
    helps: {
      label: {
        by: 'sex',
        f: 'Does {{row}} help herself?',
        m: 'Does {{row}} help himself?',
        x: 'Does {{row}} help?',
      },
      options: { yes: 'Yes', no: 'No' },
    },
  },
} as const;

const textsIn = (language: ExampleLanguage): Texts => ({
  review: 'draft',
  title: words[language].title,
  sections: { examples: words[language].all, children: words[language].row },
  items: {
    ...Object.fromEntries(allExamples.flatMap(({ texts }) => Object.entries<ItemTexts>(texts[language]))),
    helps: words[language].helps,
  },
  grids: Object.fromEntries(
    allExamples.flatMap(({ grids }) => (grids === undefined ? [] : Object.entries(grids[language]))),
  ),
});

export const examples: Questionnaire = {
  format: 1,
  questionnaire: 'examples',
  version: 1,
  respondent: 'parent',
  subject: 'self',
  bands: ['adult', 'child-8-11'],
  prefix: 'ex',
  sections: [
    section(
      'examples',
      allExamples.map(({ items }) => block(`${items[0]?.id}Block`, items)),
    ),
    section('children', [block('child', [yesNo('helps')])], { repeat: 'child', rest: true, practice: true }),
  ],
  texts: { nl: textsIn('nl'), en: textsIn('en') },
};

/** What stands on the screen as the heading of an item without anything to fill in. */
export const labelOf = (id: string, language: ExampleLanguage = 'nl'): string => {
  const label = textsIn(language).items[id]?.label;
  if (typeof label !== 'string') throw new Error(`no example ${id} with one label`);
  return label.replace('{{since}}', language === 'nl' ? 'november 2025' : 'November 2025');
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
