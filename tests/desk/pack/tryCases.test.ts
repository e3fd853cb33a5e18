import { describe, expect, it } from 'vitest';
import type { Case } from '#desk/pack/cases/casesSource.ts';
import { tryCases } from '#desk/pack/cases/tryCases.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { packDirectory } from '../../support/packFolder.ts';

const compiled = compilePack(packDirectory);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.error, null, 2));
const { questionnaires, cases, outcomes } = compiled.value;
const parent = questionnaires.find(({ questionnaire }) => questionnaire === 'parent-core');
if (parent === undefined) throw new Error('no parent-core');
const caseNamed = (name: string): Case => {
  const found = cases['parent-core/v1']?.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return structuredClone(found);
};

const saidOf = (one: Case): readonly string[] => {
  const said: string[] = [];
  tryCases([one], parent, outcomes, (at, cause) => said.push(`${at}: ${cause}`));
  return said;
};
const names = (cases['parent-core/v1'] ?? []).map(({ name }) => name);
const partNamed = (one: Case, section: string) => {
  const part = one.route.find((each) => each.section === section);
  if (part === undefined) throw new Error(`no section ${section}`);
  return part;
};

describe('a case that does not come out as it was worked out', () => {
  const lowest = 'everything at its lowest';
  it.each<[what: string, name: string, change: (one: Case) => void, says: string]>([
    [
      'an item that shows and is not in the route',
      lowest,
      (one) => {
        partNamed(one, 'wellbeing').asked = ['moodStart'];
      },
      'is asked, the case does not say so',
    ],
    [
      'a section that is left out',
      lowest,
      (one) => {
        one.route = one.route.filter(({ section }) => section !== 'closing');
      },
      'its route leaves out section closing',
    ],
    [
      'a section for a row that nobody has',
      lowest,
      (one) => {
        one.route.push({ section: 'children', row: 'nobody', asked: [] });
      },
      'which nobody comes to',
    ],
    [
      'another order of sections',
      lowest,
      (one) => {
        one.route.reverse();
      },
      'its route has another order',
    ],
    [
      'an answer out of bounds',
      lowest,
      (one) => {
        one.answers = { ...one.answers, workHours: 3000 };
      },
      'workHours: the answer is not between',
    ],
    [
      'an option that does not exist',
      lowest,
      (one) => {
        one.answers = { ...one.answers, exContact: 'now and then' };
      },
      'exContact: the answer is none of those that are offered',
    ],
    [
      'a check that is said to fail and holds',
      lowest,
      (one) => {
        one.fails = { workHours: ['manyHours'] };
      },
      'workHours: nothing fails, the case says manyHours',
    ],
    [
      'a wrong score',
      lowest,
      (one) => {
        one.scores = { pcPressure: 77 };
      },
      'the case says 77',
    ],
    [
      'a score that this questionnaire does not have',
      lowest,
      (one) => {
        one.scores = { yoBond: 1 };
      },
      'there is no score yoBond',
    ],
  ])('is told: %s', (_what, name, change, says) => {
    const one = caseNamed(name);
    change(one);
    const said = saidOf(one);
    expect(
      said.some((line) => line.startsWith(`case "${name}": `) && line.includes(says)),
      said.join('\n'),
    ).toBe(true);
  });

  it('is told when a route hangs on an answer that was changed', () => {
    const one = caseNamed('former partner without contact');
    one.answers = { ...one.answers, exContact: 'weekly' };
    expect(saidOf(one)).not.toEqual([]);
  });

  it('and nothing is said of one that does', () => {
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(saidOf(caseNamed(name)), name).toEqual([]);
  });
});
