import { date } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

export const dateExamples = [
  exampleOf(
    'a year',
    date('dateYear', 'year'),
    {
      nl: { label: 'In welk jaar is de tuin aangelegd?', help: 'Ongeveer is ook goed.' },
      en: { label: 'In which year was the garden laid out?', help: 'Roughly will do.' },
    },
    { takes: ['2024'], refuses: ['2024-03', '24'] },
  ),
  exampleOf(
    'a month',
    date('dateMonth', 'month'),
    {
      nl: { label: 'Wanneer hebt u de rozen geplant?' },
      en: { label: 'When did you plant the roses?' },
    },
    { takes: ['2024-03'], refuses: ['2024', '2024-13'] },
  ),
  exampleOf(
    'a day',
    date('dateDay', 'day'),
    {
      nl: { label: 'Op welke dag bloeide de eerste tulp?' },
      en: { label: 'On which day did the first tulip flower?' },
    },
    { takes: ['2024-03-09'], refuses: ['2023-02-30'] },
  ),
];
