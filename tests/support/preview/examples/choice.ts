import type { Item } from '#core/questionnaire/compiled.ts';
import { yesNo } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

const looking = (id: string, look: 'faces' | 'circles'): Item => ({ ...yesNo(id), look }) as Item;
const nl = { yes: 'Ja', no: 'Nee' };
const en = { yes: 'Yes', no: 'No' };

export const choiceExamples = [
  exampleOf(
    'one of two, in words',
    yesNo('choice'),
    {
      nl: {
        label: 'Hebt u een tuin?',
        help: 'Een balkon telt ook. Denk aan de tijd sinds begin {{since}}.',
        options: nl,
      },
      en: {
        label: 'Do you have a garden?',
        help: 'A balcony counts too. Think of the time since the beginning of {{since}}.',
        options: en,
      },
    },
    { takes: ['yes', 'no'], refuses: ['perhaps'] },
  ),
  exampleOf(
    'one of two, with faces',
    looking('choiceFaces', 'faces'),
    {
      nl: { label: 'Ben je graag in de tuin?', options: nl },
      en: { label: 'Do you like being in the garden?', options: en },
    },
    { takes: ['yes'] },
  ),
  exampleOf(
    'one of two, with circles, without reasons for giving no answer',
    { ...looking('choiceCircles', 'circles'), reasons: [] },
    {
      nl: { label: 'Is de gieter vol?', options: { yes: 'Leeg', no: 'Vol' } },
      en: { label: 'Is the can full?', options: { yes: 'Empty', no: 'Full' } },
    },
    { takes: ['no'] },
  ),
  exampleOf(
    'a consent: its answer sets a gate',
    { ...yesNo('consent'), consent: 'garden-visit' } as Item,
    {
      nl: { label: 'Mogen wij de tuin komen bekijken?', options: nl },
      en: { label: 'May we come and look at the garden?', options: en },
    },
    { takes: ['yes', 'no'] },
  ),
];
