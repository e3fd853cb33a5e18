import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import { authored, authoredAboutChild, filesOf } from '../../support/authoredQuestionnaire.ts';

const long = (length: number): string => 'x'.repeat(length);
const many = (count: number, entry: unknown): unknown[] => Array.from({ length: count }, () => entry);

/** Sets one place of the files, past the types; undefined takes it out. A list is gone into by id. */
function placed(whole: unknown, path: string, value: unknown): void {
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  let here = whole as Record<string, unknown>;
  for (const step of steps) {
    const list = Array.isArray(here) ? (here as { id?: string }[]) : null;
    const next = list === null ? here[step] : (list.find(({ id }) => id === step) ?? list[Number(step)]);
    if (typeof next !== 'object' || next === null) throw new Error(`no ${step} of ${path}`);
    here = next as Record<string, unknown>;
  }
  if (value === undefined) delete here[last];
  else here[last] = value;
}

const plot = 'definition/sections/plot/blocks/ground/items';
const year = 'definition/sections/year/blocks';
const shed = 'definition/sections/shed/blocks';
const rain = `${shed}/tools/items/rainDays`;

/** Place, what stands there, and what is said of it. */
const rules: readonly (readonly [path: string, value: unknown, says: string])[] = [
  ['definition/format', 2, '"format" cannot be 2. Remedy: use 1.'],
  ['definition/format', undefined, '"format" is missing. Remedy: write "format": 1.'],
  ['definition/questionnaire', 'My Garden', '"questionnaire": an id begins with a small letter'],
  [
    'definition/questionnaire',
    undefined,
    '"questionnaire" is missing. Remedy: write "questionnaire" (a text).',
  ],
  ['definition/version', 0, '"version" is too small: above 0'],
  ['definition/version', 1.5, '"version" is not a whole number'],
  ['definition/prefix', 'Garden', '"prefix": a prefix begins with a small letter and has at most 6'],
  ['definition/bands', [], '"bands" has too few entries: at least 1 needed'],
  ['definition/bands', ['baby'], '"bands" number 1 cannot be "baby". Remedy: use adult, child-8-11'],
  [
    'definition/respondent',
    undefined,
    '"respondent" is missing. Remedy: write "respondent": parent, child or interviewer.',
  ],
  [
    'definition/respondent',
    'neighbour',
    '"respondent" cannot be "neighbour". Remedy: use parent, child or interviewer.',
  ],
  ['definition/subject', 'partner', '"subject" cannot be "partner". Remedy: use self, child or family.'],
  ['definition/licence', { holder: 'Gardeners' }, '"licence" "terms" is missing'],
  ['definition/licence', { holder: '', terms: 'x' }, '"licence" "holder" is empty'],
  ['definition/sections', [], '"sections" has too few entries: at least 1 needed'],
  ['definition/sections', {}, '"sections" is not a list [ ]. Remedy: write a list [ ].'],
  ['definition/colour', 'green', 'unknown key "colour". Remedy: take it out or correct its spelling.'],
  ['definition/scales/Big', [{ value: 0 }, { value: 1 }], 'scale Big: '],
  ['definition/scales/amounts', [{ value: 0 }], 'scale amounts: it has too few entries: at least 2 needed'],
  [
    'definition/scales/amounts',
    many(13, { value: 0 }),
    'scale amounts: it has too many entries: at most 12 are allowed',
  ],
  ['definition/scales/amounts/0/value', -1, 'scale amounts, point -1: "value" is too small: at least 0'],
  ['definition/scales/amounts/0/value', 100, 'scale amounts, point 100: "value" is too large: at most 99'],
  ['definition/scales/amounts/0/value', 'some', 'scale amounts, point some: "value" is not a number'],
  [
    'definition/scales/amounts/0/severity',
    100,
    'scale amounts, point 0: "severity" is too large: at most 99',
  ],
  ['definition/scales/amounts/0/severity', 0.5, 'scale amounts, point 0: "severity" is not a whole number'],
  ['definition/scales/amounts/0/relevant', '', 'scale amounts, point 0: "relevant" is empty'],
  ['definition/scales/amounts/0/label', 'none', 'scale amounts, point 0: unknown key "label"'],

  ['definition/sections/year/id', 'The Year', 'section The Year: "id": an id begins with a small letter'],
  [
    'definition/sections/year/flags',
    ['important'],
    'section year: "flags" number 1 cannot be "important". Remedy: use core, outcome, sensitive or routing.',
  ],
  [
    'definition/sections/year/repeat',
    'neighbour',
    'section year: "repeat" cannot be "neighbour". Remedy: use child, partner or parent.',
  ],
  [
    'definition/sections/year/relevant',
    long(301),
    'section year: "relevant" is too long: at most 300 characters are allowed',
  ],
  ['definition/sections/year/practice', 'yes', 'section year: "practice" is not true or false'],
  ['definition/sections/year/rest', 1, 'section year: "rest" is not true or false'],
  ['definition/sections/year/blocks', [], 'section year: "blocks" has too few entries'],
  ['definition/sections/year/title', 'Year', 'section year: unknown key "title"'],

  [`${year}/storms/id`, '', 'block : "id": an id begins with a small letter'],
  [
    `${year}/storms/counts`,
    'lowest',
    'block storms: "counts" cannot be "lowest". Remedy: use highest or last.',
  ],
  [`${year}/storms/items`, [], 'block storms: "items" has too few entries'],
  [
    `${year}/storms/items`,
    undefined,
    'block storms: "items" is missing. Remedy: write "items" (a list [ ]).',
  ],
  [`${year}/storms/compute`, ['wet'], 'block storms: "compute" is not an object { }'],
  [`${shed}/tools/compute/wet`, 7, 'block tools: "compute" "wet" is not a text'],
  [`${shed}/tools/compute/wet`, long(301), 'block tools: "compute" "wet" is too long'],

  [`${rain}/id`, 7, '"id" is not a text'],
  [
    `${rain}/type`,
    'numeral',
    'item rainDays: unknown item type. Remedy: use choice, choices, frequency, scale, rating, number, date, text, note or grid.',
  ],
  [`${rain}/type`, undefined, 'item rainDays: unknown item type'],
  [`${rain}/relevant`, 7, 'item rainDays: "relevant" is not a text'],
  [
    `${rain}/checks`,
    many(7, { id: 'a', kind: 'soft', that: 'firstWave' }),
    'item rainDays: "checks" has too many entries: at most 6',
  ],
  [
    `${rain}/checks`,
    [{ id: 'a', kind: 'firm', that: 'firstWave' }],
    'item rainDays, check a: "kind" cannot be "firm". Remedy: use hard or soft.',
  ],
  [
    `${rain}/checks`,
    [{ id: 'A!', kind: 'soft', that: 'firstWave' }],
    'item rainDays, check A!: "id": an id begins with a small letter',
  ],
  [`${rain}/checks`, [{ id: 'a', kind: 'soft' }], 'item rainDays, check a: "that" is missing'],
  [
    `${rain}/reasons`,
    ['too-wet'],
    'item rainDays: "reasons" number 1 cannot be "too-wet". Remedy: use dont-know, prefer-not or not-applicable.',
  ],
  [`${rain}/reasons`, ['not-asked'], 'item rainDays: "reasons" number 1 cannot be "not-asked"'],
  [
    `${rain}/act`,
    { kind: 'storm', actor: 'row', victim: 'self' },
    'item rainDays: "act" "kind" cannot be "storm"',
  ],
  [
    `${rain}/act`,
    { kind: 'words', actor: 'wind', victim: 'self' },
    'item rainDays: "act" "actor" cannot be "wind". Remedy: use self, row, subject or other.',
  ],
  [`${rain}/act`, { kind: 'words', actor: 'row' }, 'item rainDays: "act" "victim" is missing'],
  [`${rain}/carry`, 'always', 'item rainDays: "carry" is not true or false'],
  [`${rain}/signal`, 'six', 'item rainDays: "signal" is not a list [ ] or a number'],
  [`${rain}/signal`, [], 'item rainDays: "signal" has too few entries'],
  [`${rain}/recode`, [], 'item rainDays: "recode" has too few entries'],
  [`${rain}/recode`, [{ from: 0, map: {} }], 'item rainDays: "recode" number 1 "from" is too small: above 0'],
  [
    `${rain}/recode`,
    [{ from: 1, map: { a: 1 } }],
    'item rainDays: "recode" number 1 "map" "a" is not a text',
  ],
  [`${rain}/recode`, [{ from: 1 }], 'item rainDays: "recode" number 1 "map" is missing'],
  [`${rain}/min`, undefined, 'item rainDays: "min" is missing. Remedy: write "min" (a number).'],
  [`${rain}/max`, 'seven', 'item rainDays: "max" is not a number'],
  [`${rain}/whole`, undefined, 'item rainDays: "whole" is missing. Remedy: write "whole" (true or false).'],
  [`${rain}/options`, [], 'item rainDays: unknown key "options"'],

  [`${plot}/hasGarden/options`, undefined, 'item hasGarden: "options" is missing'],
  [
    `${plot}/hasGarden/options`,
    [{ id: 'yes', code: 1 }],
    'item hasGarden: "options" has too few entries: at least 2',
  ],
  [
    `${plot}/hasGarden/options`,
    many(21, { id: 'yes', code: 1 }),
    'item hasGarden: "options" has too many entries: at most 20',
  ],
  [
    `${plot}/hasGarden/options/yes/id`,
    'Yes',
    'item hasGarden, option Yes: "id": an id begins with a small letter',
  ],
  [
    `${plot}/hasGarden/options/yes/code`,
    1000,
    'item hasGarden, option yes: "code" is too large: at most 999',
  ],
  [`${plot}/hasGarden/options/yes/code`, undefined, 'item hasGarden, option yes: "code" is missing'],
  [`${plot}/hasGarden/options/yes/severity`, -1, 'item hasGarden, option yes: "severity" is too small'],
  [
    `${plot}/hasGarden/options/yes/exclusive`,
    'yes',
    'item hasGarden, option yes: "exclusive" is not true or false',
  ],
  [`${plot}/hasGarden/options/yes/label`, 'Yes', 'item hasGarden, option yes: unknown key "label"'],
  [
    `${plot}/hasGarden/look`,
    'stars',
    'item hasGarden: "look" cannot be "stars". Remedy: use words, faces or circles.',
  ],
  [`${plot}/hasGarden/rows`, { kind: 'child' }, 'item hasGarden: unknown key "rows"'],
  [`${plot}/plants/options`, [], 'item plants: "options" has too few entries: at least 1'],
  [`${plot}/plants/consent`, 'entering', 'item plants: unknown key "consent"'],
  [
    `${shed}/tools/items/helpers/rows`,
    { kind: 'neighbour' },
    'item helpers: "rows" "kind" cannot be "neighbour". Remedy: use child, partner or parent.',
  ],
  [
    `${shed}/tools/items/helpers/rows`,
    { kind: 'child', severity: 100 },
    'item helpers: "rows" "severity" is too large',
  ],
  [`${shed}/tools/items/helpers/rows`, 'child', 'item helpers: "rows" is not an object { }'],
  [
    `${shed}/leave/items/mayEnter/consent`,
    'May we?',
    'item mayEnter: "consent": an id begins with a small letter',
  ],
  [`${shed}/leave/items/rules/information`, 'yes', 'item rules: "information" is not true or false'],
  [`${shed}/leave/items/rules/options`, [], 'item rules: unknown key "options"'],
  [
    `${shed}/leave/items/sown/precision`,
    'week',
    'item sown: "precision" cannot be "week". Remedy: use year, month or day.',
  ],
  [`${year}/harvest/items/story/maxLength`, 0, 'item story: "maxLength" is too small: at least 1'],
  [`${year}/harvest/items/story/maxLength`, 1001, 'item story: "maxLength" is too large: at most 1000'],
  [`${year}/harvest/items/apples/max`, 11, 'item apples: "max" is too large: at most 10'],
  [`${year}/harvest/items/apples/min`, -1, 'item apples: "min" is too small: at least 0'],
  [`${year}/harvest/items/apples/min`, 0.5, 'item apples: "min" is not a whole number'],
  [`${year}/storms/items/hail/scale`, undefined, 'item hail: "scale" is missing'],
  [`${year}/storms/items/hail/look`, 'words', 'item hail: unknown key "look"'],

  [
    `${shed}/tools/items/weeds/id`,
    'the-weeds',
    'item the-weeds: "id": an item id begins with a small letter',
  ],
  [
    `${shed}/tools/items/weeds/answers`,
    'choice',
    'item weeds: "answers" cannot be "choice". Remedy: use scale or frequency.',
  ],
  [`${shed}/tools/items/weeds/scale`, undefined, 'item weeds: "scale" is missing'],
  [`${shed}/tools/items/weeds/look`, 'stars', 'item weeds: "look" cannot be "stars"'],
  [
    `${shed}/tools/items/weeds/lines`,
    [{ id: 'nettles' }],
    'item weeds: "lines" has too few entries: at least 2',
  ],
  [`${shed}/tools/items/weeds/lines`, undefined, 'item weeds: "lines" is missing'],
  [`${shed}/tools/items/weeds/checks`, [], 'item weeds: unknown key "checks"'],
  [`${shed}/tools/items/weeds/lines/nettles/relevant`, 'firstWave', 'item nettles: unknown key "relevant"'],
  [`${shed}/tools/items/weeds/lines/nettles/checks`, [], 'item nettles: unknown key "checks"'],
  [`${shed}/tools/items/weeds/lines/nettles/signal`, ['1'], 'item nettles: "signal" is not a number'],
  [
    `${shed}/tools/items/weeds/lines/nettles/id`,
    'n-1',
    'item n-1: "id": an item id begins with a small letter',
  ],

  ['texts/nl/review', 'final', 'nl.json: "review" cannot be "final". Remedy: use draft or reviewed.'],
  ['texts/nl/title', undefined, 'nl.json: "title" is missing. Remedy: write "title" (a text).'],
  [
    'texts/nl/title',
    7,
    'nl.json: "title" is not a text or an object { }. Remedy: write a text or an object { }.',
  ],
  ['texts/nl/sections', undefined, 'nl.json: "sections" is missing'],
  ['texts/nl/sections/plot/title', undefined, 'nl.json: section plot: "title" is missing'],
  ['texts/nl/sections/plot/subtitle', 'Plot', 'nl.json: section plot: unknown key "subtitle"'],
  ['texts/nl/items', [], 'nl.json: "items" is not an object { }'],
  ['texts/nl/items/boots/label', undefined, 'nl.json: item boots: "label" is missing'],
  [
    'texts/nl/items/boots/label',
    long(1201),
    'nl.json: item boots: "label" is too long: at most 1200 characters',
  ],
  [
    'texts/nl/items/boots/label',
    'Boots\u0007?',
    'nl.json: item boots: "label": it holds a sign that cannot be read. Remedy: correct "label".',
  ],
  ['texts/nl/items/boots/label', 'Boots \uD83D', 'it holds a sign that cannot be read'],
  ['texts/nl/items/boots/label', '\u200B', 'nl.json: item boots: "label": nothing in it can be seen'],
  ['texts/nl/items/boots/lable', 'Boots', 'nl.json: item boots: unknown key "lable"'],
  ['texts/nl/items/boots/options', 'Yes', 'nl.json: item boots: "options" is not an object { }'],
  ['texts/nl/items/boots/options/yes', '', 'nl.json: item boots: "options" "yes" is empty'],
  [
    'texts/nl/items/boots/label',
    { by: 'sex', f: 'a', m: 'b' },
    'nl.json: item boots: "label" "x" is missing',
  ],
  [
    'texts/nl/items/boots/label',
    { by: 'sex', f: 'a', m: 'b', x: ' ' },
    'nl.json: item boots: "label" "x" is empty',
  ],
  [
    'texts/nl/items/boots/label',
    { by: 'childCount', one: 'a' },
    'nl.json: item boots: "label" "other" is missing',
  ],
  [
    'texts/nl/items/boots/label',
    { by: 'wave', one: 'a', other: 'b' },
    'nl.json: item boots: "label" "by" is none of those that are known. Remedy: use sex, childCount, partnerCount or parentCount.',
  ],
  [
    'texts/nl/items/boots/label',
    { by: 'sex', f: 'a', m: 'b', x: 'c', y: 'd' },
    'nl.json: item boots: unknown key "y"',
  ],
  ['texts/nl/scales', [], 'nl.json: "scales" is not an object { }'],
  ['texts/nl/scales/amounts/0', 3, 'nl.json: scale amounts: "0" is not a text or an object { }'],
];

describe('the schema refuses', () => {
  it.each(rules.map(([path, value, says]) => ({ path, value, says })))(
    '$path as $value',
    ({ path, value, says }) => {
      const from = authored();
      placed(from, path, value);
      const compiled = compileQuestionnaire(filesOf(from), parseExpression);
      expect(compiled.ok ? '' : compiled.error.map(problemLine).join('\n')).toContain(says);
    },
  );

  it('nothing of the two examples themselves', () => {
    for (const from of [authored(), authoredAboutChild()]) {
      expect(compileQuestionnaire(filesOf(from), parseExpression).ok).toBe(true);
    }
  });
});
