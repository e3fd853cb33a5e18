import { describe, expect, it } from 'vitest';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { type Estimate, estimateMinutes, type TypicalPerson } from '#desk/pack/check/estimateMinutes.ts';
import { checkLimits, questionnaireSizes, sizesTogether } from '#desk/pack/check/questionnaireSizes.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import type { Study } from '#desk/pack/study/studySource.ts';
import { type Authoring, sectionOf } from '../../support/authoredQuestionnaire.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';
import { packDirectory } from '../../support/packFolder.ts';

const person = (change: Partial<TypicalPerson['rows']> = {}, firstWave = true): TypicalPerson => ({
  facts: { band: 'adult', wave: firstWave ? 'T0' : 'T1', firstWave },
  rows: { child: 2, partner: 1, parent: 0, ...change },
});
const sized = (who = person(), change: Authoring = () => undefined): Estimate => {
  const garden = compiledGarden(change);
  const texts = garden.texts.nl;
  if (texts === undefined) throw new Error('no texts');
  return estimateMinutes(garden, texts, who);
};

describe('how many items a typical person is asked', () => {
  it('a repeated section counts once for each row, a note apart', () => {
    // plot 3, year 5 for each of two children, shed 8 of which one is a note.
    expect(sized()).toMatchObject({ items: 3 + 2 * 5 + 7, notes: 1 });
    expect(sized(person({ child: 0 }))).toMatchObject({ items: 3 + 7, notes: 1 });
  });

  it('an item counts when its condition can hold for this person', () => {
    const onlyFirst: Authoring = (from) => {
      sectionOf(from, 'shed').relevant = "firstWave && hasGarden == 'yes'";
    };
    expect(sized(person(), onlyFirst).items).toBe(20);
    expect(sized(person({}, false), onlyFirst)).toMatchObject({ items: 13, notes: 0 });
  });
});

describe('how long it takes', () => {
  const block = (estimate: Estimate, id: string): number => (estimate.blockMinutes.get(id) ?? 0) * 60;

  it('words at reading speed and seconds of choosing, worked by hand', () => {
    // "Mind the step." "May we come in?" "When did you sow?": 11 words; note 1, choice 2, date 6 seconds.
    // Yes and No were read in the block before.
    expect(block(sized(), 'leave')).toBeCloseTo((11 / 175) * 60 + 9, 6);
  });

  it('answers that come again in a section, and what stands above a grid, are read once', () => {
    // Two lines of a grid: 6 words above them, 4 of help, 1 each, and 3 points of one word.
    const gridAlone = sized(person(), (from) => {
      const shed = sectionOf(from, 'shed');
      const tools = shed.blocks[0];
      if (tools === undefined) throw new Error('no block');
      tools.items = tools.items.filter(({ type, id }) => type === 'grid' || id === 'rainDays');
      delete tools.compute;
      for (const texts of Object.values(from.texts)) {
        delete texts.items.boots;
        delete texts.items.helpers;
      }
    });
    // "Days of rain? days" is 4 words and a number to type.
    expect(block(gridAlone, 'tools')).toBeCloseTo(((4 + 6 + 4 + 2 + 3) / 175) * 60 + 5 + 2 + 2, 6);
  });

  it('children read slower, take longer to choose, and rest', () => {
    const garden = compiledGarden();
    const asked: Questionnaire = { ...garden, respondent: 'child', bands: ['child-8-11'] };
    const texts = garden.texts.nl;
    if (texts === undefined) throw new Error('no texts');
    expect(block(estimateMinutes(asked, texts, person()), 'leave')).toBeCloseTo((11 / 112) * 60 + 9 * 1.5, 6);
    const rested = { ...garden, sections: garden.sections.map((section) => ({ ...section, rest: true })) };
    const more =
      estimateMinutes(rested, texts, person()).minutes - estimateMinutes(garden, texts, person()).minutes;
    expect(more).toBe(3);
  });
});

describe('beside what the study planned', () => {
  const pack = compilePack(packDirectory);
  if (!pack.ok) throw new Error(pack.error.map(problemLine).join('\n'));
  const { study, questionnaires } = pack.value;

  it('gives every form its lines: waves, bands of youth, ages and extents of a child', () => {
    const who = (name: string): readonly string[] =>
      questionnaireSizes(study, questionnaires)
        .filter(({ questionnaire }) => questionnaire.questionnaire === name)
        .map((size) => size.who);
    expect(who('parent-core')).toEqual(['first wave', 'later waves']);
    expect(who('youth')).toEqual([
      'first wave, youth-12-15',
      'first wave, youth-16-19',
      'later waves, youth-12-15',
      'later waves, youth-16-19',
    ]);
    expect(who('parent-about-child')).toEqual(
      ['first wave', 'later waves'].flatMap((wave) => [
        `${wave}, full, 3-7`,
        `${wave}, full, 8-17`,
        `${wave}, core, 3-7`,
        `${wave}, core, 8-17`,
      ]),
    );
  });

  it('a smaller extent and a later wave ask less', () => {
    const items = (name: string, who: string): number =>
      questionnaireSizes(study, questionnaires).find(
        (size) => size.questionnaire.questionnaire === name && size.who === who,
      )?.items ?? Number.NaN;
    expect(items('parent-about-child', 'first wave, core, 3-7')).toBeLessThan(
      items('parent-about-child', 'first wave, full, 3-7') / 2,
    );
    expect(items('parent-core', 'later waves')).toBeLessThan(items('parent-core', 'first wave'));
  });

  it('over its limit is an error, over its plan is not', () => {
    const changed = (limit: { items?: number; minutes: number }): readonly string[] => {
      const said: string[] = [];
      const tasks = study.tasks.map((task) =>
        task.questionnaire === 'child-8-11' && task.blueprint !== undefined
          ? { ...task, blueprint: { ...task.blueprint, first: { items: 1, minutes: 1 }, limit } }
          : task,
      );
      const own: Study = {
        ...study,
        tasks: tasks.filter(({ questionnaire }) => questionnaire === 'child-8-11'),
      };
      checkLimits(own, questionnaires, (at, cause) => said.push(`${at}: ${cause}`));
      return said;
    };
    expect(changed({ minutes: 60 })).toEqual([]);
    expect(changed({ minutes: 5 })[0]).toMatch(
      /^task child-8-11: first wave: about \d+ minutes, at most 5 are allowed$/,
    );
    expect(changed({ minutes: 60, items: 40 })[0]).toMatch(
      /^task child-8-11: first wave: \d+ screens of items, at most 40 are allowed$/,
    );
  });

  it('counts together what one respondent is asked, for each child in full', () => {
    const [first, later] = sizesTogether(study, questionnaires);
    const sizes = questionnaireSizes(study, questionnaires);
    const longest = (questionnaire: string): number =>
      Math.max(
        ...sizes
          .filter((size) => size.questionnaire.questionnaire === questionnaire && /^first/.test(size.who))
          .map(({ minutes }) => minutes),
      );
    expect(first?.minutes).toBe(longest('parent-core') + 2 * longest('parent-about-child'));
    expect(later?.minutes).toBeLessThan(first?.minutes ?? 0);
    const said: string[] = [];
    const tight: Study = { ...study, together: [{ role: 'parent', minutes: 40, source: 'own' }] };
    checkLimits(tight, questionnaires, (at, cause) => said.push(`${at}: ${cause}`));
    expect(said[0]).toMatch(
      /^together, parent: first wave: about \d+ minutes in all, at most 40 are allowed$/,
    );
  });
});
