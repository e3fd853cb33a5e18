/** A small outcomes.json about a garden, complete and correct: each test breaks one thing in it. */
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import type { OutcomesSource } from '#desk/pack/outcomes/outcomesSource.ts';
import { block, choices, frequency, number, rating, section, text, yesNo } from './smallQuestionnaire.ts';

const scale = (id: string, highest = 4): Item =>
  frequency(id, {
    type: 'scale',
    look: 'words',
    points: Array.from({ length: highest + 1 }, (_, value) => ({ value, severity: value })),
  });
const last = yesNo('lastStorm', {
  act: { kind: 'any', actor: 'other', victim: 'self' },
  options: ['week', 'never'].map((id, code) => ({ id, code, severity: 0, exclusive: false })),
});

export const gardenQuestionnaire: Questionnaire = {
  format: 1,
  questionnaire: 'garden',
  version: 1,
  respondent: 'parent',
  subject: 'self',
  bands: ['adult'],
  prefix: 'g',
  sections: [
    section('practice', [block('try', [yesNo('tryOut')])], { practice: true }),
    section('storms', [
      block('storm', [
        frequency('wind', { act: { kind: 'force', actor: 'other', victim: 'self' } }),
        frequency('hail', { act: { kind: 'severe', actor: 'other', victim: 'self' } }),
        last,
      ]),
    ]),
    section('mood', [
      block('moods', [
        scale('calm'),
        scale('glad'),
        scale('short', 2),
        rating('mark'),
        number('litres', 0, 9),
      ]),
      block('more', [choices('flowers'), yesNo('watered'), text('names', 20)]),
    ]),
    section('plants', [block('growing', [scale('growth')])], { repeat: 'child' }),
  ],
  texts: {},
};

const ruled = <T>(value: T) => ({ value, says: { en: 'said' }, source: 'own' });
const ref = (item: string) => ({ questionnaire: 'garden', item });
const storms = [{ questionnaire: 'garden', section: 'storms' }];
const title = { en: 'title' };

export const gardenOutcomes = (): OutcomesSource => ({
  format: 1,
  state: { en: 'made up' },
  sources: { G: 'a book on gardens, by page' },
  counting: {
    midpoints: ruled({ '0': 0, '1': 1, '2': 2, '3': 0 }),
    before: ruled(3),
    cap: ruled(25),
    yearDays: ruled(365.25),
    rateDays: ruled({ from: 60, to: 500 }),
    recencyDays: ruled({ week: 0, never: 36_525 }),
  },
  scores: [
    {
      id: 'moods',
      title,
      questionnaire: 'garden',
      per: 'subject',
      method: 'mean',
      items: ['calm', 'glad'],
      reversed: ['glad'],
      bands: {
        validated: false,
        fixed: { en: 'beforehand' },
        source: 'own: by meaning',
        list: [
          { id: 'lower', from: 0, below: 2 },
          { id: 'middle', from: 2, below: 3 },
          { id: 'upper', from: 3 },
        ],
      },
      source: 'G 12',
    },
    {
      id: 'stormRate',
      title,
      questionnaire: 'garden',
      per: 'subject',
      method: 'rate',
      items: ['wind', 'hail'],
      source: 'own',
    },
    {
      id: 'stormLast',
      title,
      questionnaire: 'garden',
      per: 'subject',
      method: 'recency',
      items: ['lastStorm'],
      source: 'own',
    },
    {
      id: 'roses',
      title,
      questionnaire: 'garden',
      per: 'subject',
      method: 'any',
      items: [{ item: 'flowers', options: ['rose'] }],
      source: 'own',
    },
    {
      id: 'watering',
      title,
      questionnaire: 'garden',
      per: 'subject',
      method: 'sum',
      items: [{ item: 'watered', numbers: { yes: 1, no: null } }],
      source: 'own',
    },
  ],
  acts: [
    { id: 'wind', kind: 'force', title, items: [ref('wind')] },
    { id: 'hail', kind: 'severe', title, items: [ref('hail')] },
  ],
  incidents: {
    informants: ruled({
      rate: ['adult' as const],
      prevalenceOnly: [],
      perActAndDirection: 'highest' as const,
      childActors: 'sum-over-actors' as const,
      overActs: 'sum' as const,
      missing: 'never-zero' as const,
    }),
    partnerRate: ruled({ directions: 'both' as const, beside: ['per-victim' as const] }),
    change: ruled({
      unit: ['respondent' as const],
      presentAt: 'both-waves' as const,
      beside: 'open-set' as const,
      sections: storms,
    }),
    stoppedSixMonths: ruled({ days: 182, scores: ['stormLast'] }),
    stoppedPeriod: ruled({ sections: storms }),
    stopped: ruled({
      stoppedWhenAll: ['every-act-is-zero' as const],
      notStoppedWhenAny: ['any-act-is-positive' as const],
      otherwise: 'undetermined' as const,
      apart: ['contact' as const],
      contact: [ref('watered')],
      placedOut: [ref('watered')],
    }),
    frequentOrSerious: ruled({ above: 22, sensitivity: [15, 22, 30], severe: ['hail'], caveat: 'rain' }),
    kinds: ruled({
      betweenPartners: ['force' as const, 'severe' as const],
      direct: ['force' as const],
      neglect: ['neglect' as const],
      psychological: ['words' as const],
      physical: ['force' as const],
      sexual: ['sexual' as const],
    }),
    childIncidents: ruled({
      parts: ['direct' as const],
      homes: 'slept-there-in-the-period' as const,
      nights: [ref('litres')],
    }),
    witness: ruled({ possible: 'lived-there' as const, seenOrHeard: ['roses'], shown: 'both' as const }),
    control: ruled({
      control: [{ score: 'moods', bands: ['upper'] }],
      fear: [{ score: 'moods', bands: ['upper'] }],
      both: 'controlling' as const,
      actsWithout: 'situational' as const,
      acts: ['roses'],
      apart: ['women' as const, 'men' as const],
    }),
  },
  problems: [
    {
      id: 'gloom',
      title,
      level: 'parent',
      whenAny: [{ score: 'moods', bands: ['upper'] }],
      rows: 'any',
      informants: 'one',
      source: 'own',
    },
  ],
  problemStates: ruled({
    yes: 'any-score-in-band' as const,
    no: 'every-score-outside' as const,
    notAsked: 'left-out' as const,
    otherwise: 'undetermined' as const,
  }),
  stacking: ruled({ problems: ['gloom'] }),
  help: {
    services: [
      { id: 'gardener', title, specialised: true, items: [ref('watered')], source: 'own' },
      { id: 'neighbour', title, specialised: false, items: [ref('watered')], source: 'own' },
    ],
    used: ruled({ from: 1, runningFrom: 2 }),
    specialised: ruled({ services: ['gardener'] }),
    none: ruled({
      waves: ['T1' as const, 'T2' as const],
      members: 'all' as const,
      answered: 'both-waves' as const,
    }),
    needs: ruled([{ need: 'gloom', when: [{ score: 'moods', bands: ['upper'] }], services: ['neighbour'] }]),
    talkedWithChild: ruled({ items: [ref('watered')] }),
    caseManagers: ruled({ items: [ref('watered')] }),
  },
  participation: {
    person: ruled({
      completeShare: 0.8,
      complete: 'core-outcome-sections-valid' as const,
      partial: 'acts-sections-complete' as const,
      breakOff: 'started' as const,
      acts: storms,
    }),
    family: ruled({ parents: 1, atLeast: 'partial' as const }),
    child: ruled({ anyOf: ['parent' as const], atLeast: 'partial' as const }),
    completeCase: ruled({ waves: ['T0' as const] }),
  },
  statistics: [
    {
      id: 'calmer',
      title,
      level: 'family',
      method: 'exact-mcnemar',
      of: ['moods', 'gloom', 'stopped', 'specialised'],
      byDefault: true,
      caveats: ['rain'],
      source: 'own',
    },
  ],
  exactness: ruled(1e-8),
  caveats: [{ id: 'rain', says: { en: 'it rained' }, source: 'own' }],
  comparisons: [
    {
      id: 'gardens',
      title,
      figure: { from: 40, to: 40, unit: 'percent' },
      level: 'family',
      year: 2020,
      age: 'not stated',
      definition: 'owns a garden',
      comparable: true,
      items: [ref('watered')],
      source: 'G 3',
    },
  ],
  suppression: ruled({ below: 10, secondCell: true, switchesFrozen: true }),
  switches: [{ id: 'cap', title, choices: ['on', 'off'], byDefault: 'on', source: 'own' }],
});
