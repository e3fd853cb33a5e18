import { number } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

const soft = {
  id: 'many',
  kind: 'soft',
  that: { call: '<=', of: [{ name: 'number' }, { value: 5 }] },
} as const;
const hard = { id: 'high', kind: 'hard', that: { value: false } } as const;

export const numberExamples = [
  exampleOf(
    'a number with bounds, a unit and a check that may be passed',
    number('number', 0, 10, { checks: [soft] }),
    {
      nl: {
        label: 'Hoeveel bomen staan er?',
        help: 'Struiken tellen niet mee.',
        unit: 'bomen',
        checks: { many: 'Dat zijn veel bomen voor één tuin.' },
      },
      en: {
        label: 'How many trees are there?',
        help: 'Bushes do not count.',
        unit: 'trees',
        checks: { many: 'Those are many trees for one garden.' },
      },
    },
    { takes: [0, 3], refuses: [11, 2.5] },
  ),
  exampleOf(
    'a number with a check that nothing passes but giving no answer',
    number('numberChecked', 0, 10, { checks: [hard] }),
    {
      nl: {
        label: 'Hoeveel liter gaat er in de gieter?',
        unit: 'liter',
        checks: { high: 'Dat past niet bij uw antwoord van hiervoor.' },
      },
      en: {
        label: 'How many litres does the can hold?',
        unit: 'litres',
        checks: { high: 'That does not fit your answer before.' },
      },
    },
    { refuses: [11] },
  ),
];
