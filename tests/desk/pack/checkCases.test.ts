import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { Case } from '#desk/pack/cases/casesSource.ts';
import { checkCases } from '#desk/pack/cases/checkCases.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import { authored, filesOf } from '../../support/authoredQuestionnaire.ts';

const compiled = compileQuestionnaire(filesOf(authored()), parseExpression);
if (!compiled.ok) throw new Error('the garden does not compile');
const garden = compiled.value;

const walk = (): Case => ({
  name: 'a rainy week',
  facts: { wave: 'T0', firstWave: true, childCount: 1 },
  rows: { anna: { rowKind: 'child', rowAge: 9 } },
  answers: { hasGarden: 'yes', 'anna/apples': 3, 'anna/pears': 5, rainDays: 5 },
  route: [
    { section: 'plot', asked: 'all' },
    { section: 'year', row: 'anna', asked: 'all' },
    { section: 'shed', asked: ['rainDays', 'boots'], notAsked: ['nettles'] },
  ],
  fails: { 'anna/pears': ['tooMany'] },
  notOffered: { 'anna/hail': ['0'] },
  scores: { harvest: 2, 'anna/storms': { missing: true } },
});

function linesOf(change: (one: Case) => void): readonly string[] {
  const one = walk();
  change(one);
  const lines: string[] = [];
  checkCases([one], garden, (at, cause, remedy) => {
    lines.push(problemLine({ file: 'cases.json', at, cause, remedy }));
  });
  return lines;
}

describe('a hand-worked case', () => {
  it('that names what exists is accepted', () => {
    expect(linesOf(() => {})).toEqual([]);
  });

  it.each<[what: string, change: (one: Case) => void, says: string]>([
    [
      'an answer to nothing',
      (one) => Object.assign(one.answers, { plums: 1 }),
      'it names the unknown item "plums"',
    ],
    [
      'an answer of nobody',
      (one) => Object.assign(one.answers, { 'bert/apples': 1 }),
      'it names the unknown row "bert". Remedy: write it under "rows".',
    ],
    [
      'an answer without its row',
      (one) => Object.assign(one.answers, { apples: 1 }),
      'it names "apples" without its row. Remedy: write "row/apples".',
    ],
    [
      'an answer with a row too many',
      (one) => Object.assign(one.answers, { 'anna/trees': 1 }),
      'it names "trees" with a row, and it has none. Remedy: write "trees".',
    ],
    [
      'a check that is not there',
      (one) => Object.assign(one, { fails: { 'anna/pears': ['tooFew'] } }),
      '"pears" has no check "tooFew"',
    ],
    [
      'an answer that is not there',
      (one) => Object.assign(one, { notOffered: { 'anna/hail': ['7'] } }),
      '"hail" has no answer "7"',
    ],
    [
      'a score of nobody',
      (one) => Object.assign(one, { scores: { 'bert/storms': 1 } }),
      'it names the unknown row "bert"',
    ],
    [
      'a section that is not there',
      (one) => one.route.push({ section: 'attic', asked: 'all' }),
      'it names the unknown section "attic"',
    ],
    [
      'a route without its row',
      (one) => one.route.push({ section: 'year', asked: 'all' }),
      'section "year" is repeated, and its route names no row. Remedy: add "row".',
    ],
    [
      'a route with a row too many',
      (one) => one.route.push({ section: 'plot', row: 'anna', asked: 'all' }),
      'section "plot" is not repeated, and its route names a row',
    ],
    [
      'an item asked in another section',
      (one) => one.route.push({ section: 'plot', asked: ['boots'] }),
      '"boots" is in section "shed", not in "plot". Remedy: move it.',
    ],
    [
      'an item that is not asked and not there',
      (one) => one.route.push({ section: 'plot', asked: 'all', notAsked: ['plums'] }),
      'it names the unknown item "plums"',
    ],
    [
      'a fact that is none',
      (one) => Object.assign(one, { facts: { weather: 'wet' } }),
      '"weather" is not a fact that can stand there',
    ],
    [
      'a fact of a row beside the others',
      (one) => Object.assign(one, { facts: { rowAge: 9 } }),
      '"rowAge" is not a fact that can stand there. Remedy: facts of a row stand under "rows", all others under "facts".',
    ],
    [
      'a fact that never is so',
      (one) => Object.assign(one, { facts: { wave: 'T3' } }),
      'the fact "wave" is never "T3". Remedy: use T0, T1, T2.',
    ],
    [
      'a fact of another kind',
      (one) => Object.assign(one, { rows: { anna: { rowAge: 'nine' } } }),
      'the fact "rowAge" is never "nine". Remedy: write a number.',
    ],
  ])('with %s is refused', (_what, change, says) => {
    expect(linesOf(change)).toContainEqual(expect.stringContaining(`case "a rainy week": ${says}`));
  });

  it('has a name of its own', () => {
    const lines: string[] = [];
    checkCases([walk(), walk()], garden, (at, cause) => {
      lines.push(`${at}: ${cause}`);
    });
    expect(lines).toEqual(['case "a rainy week": a case of that name stands there twice']);
  });

  it('walks through every section', () => {
    const lines = linesOf((one) => {
      one.route = one.route.filter(({ section }) => section !== 'shed');
    });
    expect(lines).toEqual(['cases.json: section shed: no case walks through it. Remedy: write one.']);
  });
});
