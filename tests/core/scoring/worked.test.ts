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
  /** Null: the score has no bands. */
  readonly band?: string | null;
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
const times = (number: number, answer: number): readonly number[] => Array<number>(number).fill(answer);
const passed = 'prefer-not';
const unfit = 'not-applicable';
const inOrder = (items: readonly string[], answers: readonly Answered[string][]): Answered =>
  Object.fromEntries(items.map((item, at) => [item, answers[at] ?? 'prefer-not']));
const itemsOf = (score: string): readonly string[] =>
  scores.find(({ id }) => id === score)?.items.map(({ item }) => item) ?? [];
const worked = (
  score: string,
  answers: readonly Answered[string][],
  value: number | null,
  band?: string | null,
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
  worked('pcMemoriesOften', [3, 4, 3, 2, 3, 4, 3, 3, 2, 3], 8, 'upper'),
  worked('pcMemoriesMean', [3, 4, 3, 2, 3, 4, 3, 3, 2, 3], 3, null),
  worked('pcMemoriesOften', [3, passed, 3, 2, 3, passed, 3, 3, 2, 3], 7.5, 'upper'),
  worked('pcMemoriesMean', [3, passed, 3, 2, 3, passed, 3, 3, 2, 3], 2.75, null),
  worked('pcMemoriesOften', [...times(5, 4), ...times(5, 0)], 5, 'upper'),
  worked('pcMemoriesMean', [...times(5, 4), ...times(5, 0)], 2, null),
  worked('pcMemoriesOften', times(10, 2), 0, 'lower'),
  worked('pcMemoriesOften', [...times(4, 3), ...times(6, 2)], 4, 'middle'),
  worked('pcMemoriesOften', [...times(3, 3), ...times(7, 0)], 3, 'middle'),
  worked('pcMemoriesOften', [...times(2, 4), ...times(8, 2)], 2, 'lower'),
  worked('pcMemoriesOften', [...times(4, 3), ...times(4, 0), passed, passed], 5, 'upper'),
  worked('pcMemoriesOften', [...times(2, 3), ...times(6, 0), passed, passed], 2.5, 'middle'),
  worked('pcMemoriesOften', [...times(7, 4), passed, passed, passed], null),
  worked('pcMotiveDecideByPartner', ['wanted-to-decide'], 1),
  worked('pcMotiveDecideByPartner', ['jealous'], 0),
  worked('pcMotiveAfterByMe', ['after-row'], 1),
  worked('pcMotiveAfterByMe', ['did-nothing'], null),
  worked('pcChildhood', [0, 1, 3, 0, 2, 1], 4, 'many'),
  worked('pcHistory', ['not-applicable', 'not-applicable', 'not-applicable', 'yes'], 1, 'yes'),
  worked('pcUseLoss', ['not-asked', 2], 2, 'middle'),
  worked('paBond', [2, 1, 0, 3], 2.5, 'middle'),
  worked('paBondYoung', [1, 2], 1.5, 'lower'),
  worked('paMemoriesOften', [3, 4, 3, 2, 0, 1], 3, 'upper'),
  worked('paMemoriesOften', [3, 0, 3, 2, 0, 1], 2, 'middle'),
  worked('paMemoriesOften', [4, 2, 2, 2, 2, 2], 1, 'lower'),
  worked('paMemoriesOften', [3, 3, passed, 0, 0, 0], 2.4, 'middle'),
  worked('paMemoriesMean', [3, 3, passed, 0, 0, 0], 1.2, null),
  worked('paMemoriesOften', [3, 3, passed, passed, 3, 3], null),
  worked('paMemoriesYoungOften', [3, 4, 2, 3], 3, 'upper'),
  worked('paMemoriesYoungMean', [3, 4, 2, 3], 3, null),
  worked('paMemoriesYoungOften', [4, 4, 4, 4], 4, 'upper'),
  worked('paMemoriesYoungOften', [3, 0, 0, 3], 2, 'upper'),
  worked('paMemoriesYoungOften', [0, 3, 0, 0], 1, 'middle'),
  worked('paMemoriesYoungOften', [2, 2, 2, 2], 0, 'lower'),
  worked('paMemoriesYoungOften', [4, 4, 4, passed], null),
  worked('paInsecurity', [0, 4, 0, 0], 4, 'upper'),
  worked('paInsecurity', [2, 2, 2, 2], 2, 'middle'),
  worked('paInsecurity', [1, 0, 1, 1], 1, 'lower'),
  worked('paInsecurity', [0, passed, 3, 0], 3, 'upper'),
  worked('paInsecurity', [2, passed, 1, 0], null),
  worked('paInsecurity', [2, unfit, 1, 0], 2, 'middle'),
  worked('paInsecurityYoung', [4, unfit], 4, 'upper'),
  worked('paInsecurityYoung', [0, 3], 3, 'upper'),
  worked('paInsecurityYoung', [2, passed], null),
  worked('paBehaviour', [2, 1, 3, 'not-asked', 4], 2.5, 'middle'),
  worked('c8Insecurity', [1, 2, 1, 2], 2, 'upper'),
  worked('c8Insecurity', [0, 0, 2, 0], 2, 'upper'),
  worked('c8Insecurity', [1, 1, 1, 1], 1, 'middle'),
  worked('c8Insecurity', [2, passed, passed, passed], 2, 'upper'),
  worked('c8Insecurity', [1, 0, 0, passed], null),
  worked('c8MemoriesOften', [2, 1, 2, 0, 1, 2], 3, 'upper'),
  worked('c8MemoriesMean', [2, 1, 2, 0, 1, 2], 1.3333, null),
  worked('c8MemoriesOften', [2, 2, 0, 0, 1, 1], 2, 'middle'),
  worked('c8MemoriesOften', [2, 1, 1, 1, 1, 1], 1, 'lower'),
  worked('c8MemoriesOften', [2, 2, 2, 2, passed, passed], null),
  worked('c8ByParent', [['f1', 'someone-else']], 1),
  worked('c8ByParent', [['someone-else']], 0),
  worked('c8Wellbeing', [1, 2, 'prefer-not', 'good'], 1.6667, 'high'),
  worked('yoBond', [4, 3, 2, 1, 0], 2, 'middle'),
  worked('yoInsecurity', [3, 2, unfit, 4, 3, unfit, 3], 4, 'upper'),
  worked('yoInsecurity', [0, 0, 3, 0, 0, 0, 0], 3, 'upper'),
  worked('yoLeaving', [0, 3], 1.5, null),
  worked('yoInsecurity', times(7, 2), 2, 'middle'),
  worked('yoInsecurity', [2, passed, 1, 0, 0, 0, 0], null),
  worked('yoInsecurity', [2, passed, 3, 0, 0, 0, 0], 3, 'upper'),
  worked('yoMemoriesOften', times(8, 3), 10, 'upper'),
  worked('yoMemoriesMean', times(8, 3), 3, null),
  worked('yoMemoriesOften', [...times(5, 3), ...times(5, 0)], 5, 'upper'),
  worked('yoMemoriesOften', [...times(3, 4), ...times(7, 2)], 3, 'middle'),
  worked('yoMemoriesOften', [...times(2, 4), ...times(8, 2)], 2, 'lower'),
  worked('yoMemoriesOften', times(7, 3), null),
  worked('yoMemoriesMean', times(7, 3), null),
  worked('yoByParent', [['brother-or-sister']], 0),
  worked('yoByParent', [['m1']], 1),
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
