import { text } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

export const textExamples = [
  exampleOf(
    'a text of a few words',
    text('text', 60),
    {
      nl: { label: 'Wat wilt u nog kwijt over de tuin?', help: 'Schrijf geen namen op.' },
      en: { label: 'What else would you like to say about the garden?', help: 'Leave out names.' },
    },
    { takes: ['Meer zon'], refuses: ['x'.repeat(61)] },
  ),
];
