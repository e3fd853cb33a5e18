import type { Item } from '#core/questionnaire/compiled.ts';
import { frequency } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

const often: Item = {
  ...frequency('frequencyOften'),
  points: [0, 1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, severity: value })),
} as Item;

export const frequencyExamples = [
  exampleOf(
    'how often, few points',
    frequency('frequency'),
    {
      nl: {
        label: 'Hoe vaak waaide het?',
        help: 'Denk aan de tijd sinds begin {{since}}.',
        options: { 0: 'Nooit', 1: 'Een keer', 2: 'Af en toe, als het mooi weer was', 3: 'Vaak' },
      },
      en: {
        label: 'How often was there wind?',
        help: 'Think of the time since the beginning of {{since}}.',
        options: { 0: 'Never', 1: 'Once', 2: 'Now and then, in fine weather', 3: 'Often' },
      },
    },
    { takes: [0, 3], refuses: [7] },
  ),
  exampleOf(
    'how often, many points: two beside each other',
    often,
    {
      nl: {
        label: 'Hoe vaak liet iemand de gieter in het gras staan sinds begin {{since}}?',
        options: {
          0: 'Nooit',
          1: '1 keer',
          2: '2 keer',
          3: '3 tot 5 keer',
          4: '6 tot 10 keer',
          5: '11 tot 20 keer',
          6: 'Meer dan 20 keer',
          7: 'Niet in deze tijd, wel eerder',
        },
      },
      en: {
        label: 'How often did somebody leave the can in the grass since the beginning of {{since}}?',
        options: {
          0: 'Never',
          1: 'Once',
          2: 'Twice',
          3: '3 to 5 times',
          4: '6 to 10 times',
          5: '11 to 20 times',
          6: 'More than 20 times',
          7: 'Not in this time, but before',
        },
      },
    },
    { takes: [0, 7], refuses: [8] },
  ),
];
