import { describe, expect, it } from 'vitest';
import { scoreOf } from '#core/scoring/scoreOf.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { packDirectory } from '../../support/packFolder.ts';
import { given } from './someRules.ts';

const compiled = compilePack(packDirectory);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 2));
const { scores, counting } = compiled.value.outcomes;

type Answered = Parameters<typeof given>[0];
interface Worked {
  readonly score: string;
  readonly answers: Answered;
  readonly days?: number;
  readonly capped?: boolean;
  /** Null: no score. */
  readonly value: number | null;
  readonly band?: string;
}

const acts = [
  'Scolded',
  'Worthless',
  'Shamed',
  'ThreatHurt',
  'ThreatChildren',
  'Broke',
  'Push',
  'HeldDown',
  'Slap',
  'Kick',
  'Throat',
  'Weapon',
  'Beat',
  'Touched',
  'ForcedSex',
  'Injured',
].map((act) => `byPartner${act}`);
const never = Object.fromEntries(acts.map((act) => [act, 0]));
const someActs: Answered = { ...never, byPartnerScolded: 3, byPartnerSlap: 1, byPartnerThroat: 5 };
const declined = (...items: readonly string[]): Answered =>
  Object.fromEntries(items.map((item) => [item, 'prefer-not']));
const inOrder = (items: readonly string[], answers: readonly Answered[string][]): Answered =>
  Object.fromEntries(items.map((item, at) => [item, answers[at] ?? 'prefer-not']));
const itemsOf = (score: string): readonly string[] =>
  scores.find(({ id }) => id === score)?.items.map(({ item }) => item) ?? [];
const worked = (
  score: string,
  answers: readonly Answered[string][],
  value: number | null,
  band?: string,
  days = 365,
): Worked => ({
  score,
  answers: inOrder(itemsOf(score), answers),
  value,
  days,
  ...(band === undefined ? {} : { band }),
});

/** The arithmetic of each stands in tests/vectors/scores.md. */
const all: readonly Worked[] = [
  { score: 'pcRateByPartner', days: 183, answers: someActs, value: 34.9795 },
  { score: 'pcRateByPartner', days: 183, capped: false, answers: someActs, value: 39.918 },
  {
    score: 'pcRateByPartner',
    days: 183,
    answers: { ...someActs, ...declined('byPartnerBeat', 'byPartnerKick') },
    value: 34.9795,
  },
  {
    score: 'pcRateByPartner',
    days: 183,
    answers: {
      ...someActs,
      ...declined('byPartnerBeat', 'byPartnerKick', 'byPartnerPush', 'byPartnerBroke'),
    },
    value: null,
  },
  worked('pcControl', [2, 1, 3, 0], 7.0048, 'middle'),
  worked('pcPressure', [2, 3, 1, 4, 0, 2, 3, 1], 2.25, 'middle'),
  worked('pcPressure', [2, 3, 'prefer-not', 4, 0, 2, 3, 1], 2.4286, 'middle'),
  worked('pcMemories', [3, 4, 3, 2, 3, 4, 3, 3, 2, 3], 3, 'upper'),
  worked('pcMemories', [3, 'prefer-not', 3, 2, 3, 'prefer-not', 3, 3, 2, 3], 2.75, 'middle'),
  worked('pcChildhood', [0, 1, 3, 0, 2, 1], 4, 'many'),
  worked('pcHistory', ['not-applicable', 'not-applicable', 'not-applicable', 'yes'], 1, 'yes'),
  worked('pcUseLoss', ['not-asked', 2], 2, 'middle'),
  worked('paBond', [2, 1, 0, 3], 2.5, 'middle'),
  worked('paBondYoung', [1, 2], 1.5, 'lower'),
  worked('paMemoriesYoung', [3, 4, 2, 3], 3, 'upper'),
  worked('paInsecurityYoung', [4, 'not-applicable'], 4, 'upper'),
  worked('paBehaviour', [2, 1, 3, 'not-asked', 4], 2.5, 'middle'),
  worked('c8Insecurity', [1, 2, 1, 2], 1.5, 'upper'),
  worked('c8Memories', [2, 1, 2, 0, 1, 2], 1.3333, 'middle'),
  worked('c8Wellbeing', [1, 2, 'prefer-not', 'good'], 1.6667, 'high'),
  worked('yoBond', [4, 3, 2, 1, 0], 2, 'middle'),
  worked('yoInsecurity', [3, 2, 'not-applicable', 4, 3, 'not-applicable', 3], 3, 'upper'),
  worked('yoMemories', [3, 3, 3, 3, 3, 3, 3, 3], 3, 'upper'),
  worked('yoMemories', [3, 3, 3, 3, 3, 3, 3], null),
  worked('yoRules', [1, 0, 7, 2, 0, 0, 0, 'not-asked'], 2, 'several'),
  worked('yoSkipped', [2, 'not-asked'], 3.9918, 'upper', 183),
  worked('yoNeglectRate', [1, 0], null, undefined, 40),
  worked('yoNeglectAny', [1, 0], 1, 'yes', 40),
];

describe('mixed answers worked out by hand', () => {
  it.each(all.map((one, at) => ({ ...one, title: `${at + 1} ${one.score}` })))(
    'agree with the code: $title',
    ({ score: id, answers, days = 365, capped = true, value, band }) => {
      const rule = scores.find((one) => one.id === id);
      if (rule === undefined) throw new Error(`no score ${id}`);
      const score = scoreOf(rule, given(answers), { counting, periodDays: days, capped });
      const found = 'missing' in score ? null : Math.round(score.value * 1e4) / 1e4;
      expect(found).toBe(value);
      if (band !== undefined) expect(score).toMatchObject({ band });
    },
  );
});
