import { choices } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

export const choicesExamples = [
  exampleOf(
    'several, one of which stands alone',
    choices('choices'),
    {
      nl: {
        label: 'Welke bloemen staan er?',
        options: { rose: 'Roos', tulip: 'Tulp', nothing: 'Geen van deze' },
      },
      en: {
        label: 'Which flowers are there?',
        options: { rose: 'Rose', tulip: 'Tulip', nothing: 'None of these' },
      },
    },
    { takes: [['rose'], ['rose', 'tulip'], ['nothing']], refuses: [['rose', 'nothing']] },
  ),
];
