import { note } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

export const noteExamples = [
  exampleOf('a note', note('note'), {
    nl: {
      label: 'Nu iets over het onkruid.',
      help: 'U mag alles overslaan.',
    },
    en: { label: 'Now something about weeds.', help: 'You may pass over anything.' },
  }),
  exampleOf('information: going on from it sets a gate', note('information', true), {
    nl: {
      label: 'Waarom wij de tuin willen zien',
      help: 'Wij komen drie keer kijken, in anderhalf jaar. U kunt op elk moment stoppen. Wat u vertelt, gaat op slot en wordt alleen geteld.',
    },
    en: {
      label: 'Why we would like to see the garden',
      help: 'We come and look three times, in a year and a half. You may stop at any time. What you tell is locked away and only counted.',
    },
  }),
];
