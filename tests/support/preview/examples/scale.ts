import type { Item } from '#core/questionnaire/compiled.ts';
import { frequency } from '../../smallQuestionnaire.ts';
import { exampleOf } from './example.ts';

const scale = (id: string, look: 'words' | 'faces' | 'circles', points = 4): Item =>
  ({
    ...frequency(id),
    type: 'scale',
    look,
    points: [0, 1, 2, 3].slice(0, points).map((value) => ({ value, severity: value })),
  }) as Item;
const agree = {
  nl: { 0: 'Klopt helemaal', 1: 'Klopt een beetje', 2: 'Klopt bijna niet', 3: 'Klopt helemaal niet' },
  en: { 0: 'Very true', 1: 'Somewhat true', 2: 'Hardly true', 3: 'Not true at all' },
};
const glad = {
  nl: { 0: 'Heel blij', 1: 'Blij', 2: 'Een beetje sip', 3: 'Sip' },
  en: { 0: 'Very glad', 1: 'Glad', 2: 'A bit glum', 3: 'Glum' },
};
const full = {
  nl: { 0: 'Leeg', 1: 'Een beetje', 2: 'Bijna vol', 3: 'Helemaal vol' },
  en: { 0: 'Empty', 1: 'A little', 2: 'Nearly full', 3: 'Full to the brim' },
};

export const scaleExamples = [
  exampleOf(
    'a scale in words',
    scale('scale', 'words'),
    {
      nl: { label: 'De tuin geeft mij rust.', help: 'Hoe goed past dit bij u?', options: agree.nl },
      en: { label: 'The garden calms me.', help: 'How well does this fit you?', options: agree.en },
    },
    { takes: [0, 3], refuses: [4] },
  ),
  exampleOf(
    'four faces',
    scale('scaleFaces', 'faces'),
    {
      nl: { label: 'Hoe voel je je in de tuin?', aloud: 'Hoe voel jij je in de tuin?', options: glad.nl },
      en: { label: 'How do you feel in the garden?', options: glad.en },
    },
    { takes: [2] },
  ),
  exampleOf(
    'three faces',
    scale('threeFaces', 'faces', 3),
    {
      nl: { label: 'Hoe vind je de zandbak?', options: glad.nl },
      en: { label: 'How do you like the sandpit?', options: glad.en },
    },
    { takes: [0] },
  ),
  exampleOf(
    'circles that fill',
    scale('scaleCircles', 'circles'),
    {
      nl: { label: 'Hoe vol is de regenton?', options: full.nl },
      en: { label: 'How full is the water butt?', options: full.en },
    },
    { takes: [3] },
  ),
];
