import { rating } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

export const ratingExamples = [
  exampleOf(
    'a report mark',
    rating('rating'),
    {
      nl: { label: 'Welk cijfer geeft u de tuin?', help: '1 is heel slecht, 10 is heel goed.' },
      en: { label: 'What mark do you give the garden?', help: '1 is very bad, 10 is very good.' },
    },
    { takes: [1, 7, 10], refuses: [0, 11] },
  ),
];
