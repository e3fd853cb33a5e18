import { children, choicesOfRows } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

const [first, second] = children.map(({ id }) => id);

export const choicesOfRowsExamples = [
  exampleOf(
    'several, among them one for each child',
    choicesOfRows('choicesOfRows', 'child'),
    {
      nl: {
        label: 'Wie gaf de planten water?',
        help: 'Meer antwoorden mogen. Denk aan de tijd sinds begin {{since}}.',
        options: { somebodyElse: 'Iemand anders', nobody: 'Niemand' },
      },
      en: {
        label: 'Who watered the plants?',
        help: 'You may choose more than one. Think of the time since the beginning of {{since}}.',
        options: { somebodyElse: 'Somebody else', nobody: 'Nobody' },
      },
    },
    {
      takes: [[first ?? ''], [first ?? '', second ?? '', 'somebodyElse'], ['nobody']],
      refuses: [[first ?? '', 'nobody'], ['unknown'.padEnd(22, '0')]],
    },
  ),
];
