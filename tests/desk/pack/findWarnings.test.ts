import { describe, expect, it } from 'vitest';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { audienceOf } from '#desk/pack/check/audience.ts';
import { findChildWording } from '#desk/pack/check/findChildWording.ts';
import { findConditions } from '#desk/pack/check/findConditions.ts';
import { findHardTexts } from '#desk/pack/check/findHardTexts.ts';
import { findLongBlocks } from '#desk/pack/check/findLongBlocks.ts';
import { findWarnings } from '#desk/pack/check/findWarnings.ts';
import { type Authored, type Authoring, gridOf, itemOf } from '../../support/authoredQuestionnaire.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';

const linesOf = (problems: ReturnType<typeof findWarnings>): readonly string[] => problems.map(problemLine);

describe('the small questionnaire', () => {
  it('gives no warning as it is', () => {
    expect(linesOf(findWarnings([compiledGarden()], []))).toEqual([]);
  });
});

describe('conditions that decide nothing', () => {
  const found = (change: Authoring): readonly string[] =>
    linesOf(findConditions(compiledGarden(change), 'garden/v1'));
  const condition =
    (item: string, relevant: string): Authoring =>
    (from) => {
      const section = from.definition.sections.find(({ blocks }) =>
        blocks.some(({ items }) => items.some(({ id }) => id === item)),
      );
      for (const block of section?.blocks ?? [])
        for (const one of block.items) if (one.id === item) one.relevant = relevant;
    };

  it.each<[what: string, item: string, relevant: string]>([
    ['two answers at once', 'trees', "hasGarden == 'yes' && hasGarden == 'no'"],
    ['an answer and no answer', 'trees', "missing(hasGarden) && hasGarden == 'yes'"],
    ['an option beside one that stands alone', 'trees', "'rose' in plants && 'none' in plants"],
    ['a number out of its bounds', 'pears', 'apples > 10.0'],
    ['sums out of their bounds', 'story', 'apples + pears > 20.0'],
    ['a wave that contradicts another fact', 'trees', "wave == 'T0' && !firstWave"],
    ['the answer of an item that is not asked then', 'story', "hasGarden == 'no' && pears > 3.0"],
    ['a row of another kind', 'story', "rowKind == 'partner'"],
  ])('unreachable: %s', (_what, item, relevant) => {
    expect(found(condition(item, relevant))).toEqual([
      `garden/v1/definition.json: item ${item}: nobody can ever reach it: no combination of answers and facts makes its condition and its section's true. Remedy: correct the condition, or take it out with what hangs on it.`,
    ]);
  });

  it.each<[what: string, item: string, relevant: string]>([
    ['either of all answers or none', 'trees', "missing(hasGarden) || hasGarden in ['yes', 'no']"],
    ['a bound that nobody is beyond', 'trees', 'childCount >= 0.0'],
    ['every wave', 'trees', "wave in ['T0', 'T1', 'T2']"],
  ])('always true: %s', (_what, item, relevant) => {
    expect(found(condition(item, relevant))).toEqual([
      `garden/v1/definition.json: item ${item}: its condition is always true. Remedy: take the condition out, or correct it.`,
    ]);
  });

  it.each<[what: string, item: string, relevant: string]>([
    ['one answer of two', 'trees', "hasGarden == 'yes'"],
    ['an answer that may be missing', 'trees', "hasGarden in ['yes', 'no']"],
    ['a reason', 'trees', "reason(hasGarden) == 'prefer-not'"],
    ['a later first wave', 'trees', "wave == 'T1' && firstWave"],
    ['a number at its bound', 'pears', 'apples >= 9.0'],
  ])('nothing is said of %s', (_what, item, relevant) => {
    expect(found(condition(item, relevant))).toEqual([]);
  });

  it('a condition is seen through to the check behind it', () => {
    expect(found(condition('pears', 'apples >= 10.0'))).toEqual([
      'garden/v1/definition.json: item pears, check tooMany: nobody can ever fail it. Remedy: correct it, or take it out.',
    ]);
  });

  it('nothing is said of what has too many combinations to look through', () => {
    const many = 'trees > 50.0 && childCount + partnerCount + parentCount > 90.0 && consentAge > 200.0';
    expect(
      found((from) => {
        const block = from.definition.sections[0]?.blocks[0];
        block?.items.push({ id: 'bench', type: 'text', maxLength: 10, relevant: many });
        for (const texts of Object.values(from.texts)) texts.items.bench = { label: 'A bench' };
      }),
    ).toEqual([]);
  });

  it('a section that nobody reaches is said once, not for each of its items', () => {
    expect(
      found((from) => {
        const [, year] = from.definition.sections;
        if (year !== undefined) year.relevant = "hasGarden == 'yes' && missing(hasGarden)";
      }),
    ).toEqual([
      'garden/v1/definition.json: section year: nobody can ever reach it: no combination of answers and facts makes its condition true. Remedy: correct the condition, or take it out with what hangs on it.',
    ]);
  });

  it('an item may be unreachable through its section alone', () => {
    expect(
      found((from) => {
        const [, year] = from.definition.sections;
        if (year !== undefined) year.relevant = "hasGarden == 'no'";
      }),
    ).toEqual([
      "garden/v1/definition.json: item pears: nobody can ever reach it: no combination of answers and facts makes its condition and its section's true. Remedy: correct the condition, or take it out with what hangs on it.",
    ]);
  });

  it('what a grid says for all its lines is said once', () => {
    expect(
      found((from) => {
        gridOf(from, 'weeds').relevant = 'rainDays > 7.0';
      }),
    ).toEqual([
      "garden/v1/definition.json: grid weeds: nobody can ever reach it: no combination of answers and facts makes its condition and its section's true. Remedy: correct the condition, or take it out with what hangs on it.",
    ]);
  });

  it('an answer that is never offered, said once for a scale, and a check that nobody fails', () => {
    expect(
      found((from) => {
        const [, , last] = from.definition.scales?.amounts ?? [];
        if (last !== undefined) last.relevant = 'firstWave && !firstWave';
        const pears = itemOf(from, 'pears', 'number');
        pears.checks = [{ id: 'tooMany', kind: 'soft', that: 'pears <= 10.0' }];
      }),
    ).toEqual([
      'garden/v1/definition.json: item pears, check tooMany: nobody can ever fail it. Remedy: correct it, or take it out.',
      'garden/v1/definition.json: scale amounts, point 2: it is never offered. Remedy: correct the condition, or take it out with what hangs on it.',
    ]);
  });
});

describe('texts', () => {
  const label = (language: string, item: string, words: string) => (from: Authored) => {
    const entry = from.texts[language]?.items[item];
    if (entry !== undefined) entry.label = words;
  };
  /** The same garden, asked of children or youth; not compiled anew, since their own rules are stricter. */
  const askedOf = (questionnaire: Questionnaire, band: 'child-8-11' | 'youth-12-15'): Questionnaire => ({
    ...questionnaire,
    respondent: 'child',
    bands: [band],
  });

  it('the youngest decide for whom it is written', () => {
    const garden = compiledGarden();
    expect(audienceOf(garden)).toBe('adults');
    expect(audienceOf(askedOf(garden, 'youth-12-15'))).toBe('youth');
    expect(audienceOf({ respondent: 'child', bands: ['youth-12-15', 'child-8-11'] })).toBe('children');
  });

  it('a long sentence is long for some and not for others', () => {
    const words = Array.from({ length: 14 }, () => 'kat').join(' ');
    const garden = compiledGarden(label('nl', 'story', `${words}.`));
    expect(findHardTexts(garden, 'garden/v1')).toEqual([]);
    expect(linesOf(findHardTexts(askedOf(garden, 'child-8-11'), 'garden/v1'))).toEqual([
      `garden/v1/nl.json: item story: a sentence of 14 words, for children at most 12: "${words}.". Remedy: make two sentences of it.`,
    ]);
  });

  it('every form of a text is looked at', () => {
    const long = Array.from({ length: 21 }, () => 'cat').join(' ');
    const garden = compiledGarden((from) => {
      const entry = from.texts.en?.items.pears;
      if (entry !== undefined) entry.label = { by: 'sex', f: 'Hers?', m: `${long}?`, x: 'Theirs?' };
    });
    expect(findHardTexts(garden, 'garden/v1').map(({ at, file }) => `${file} ${at}`)).toEqual([
      'garden/v1/en.json item pears',
    ]);
  });

  it('a hard text of forty words is named with its formula, a short one is not judged', () => {
    const hard = 'Verantwoordelijkheidsgevoel beïnvloedt gezagsverhoudingen aanzienlijk. ';
    const once = compiledGarden(label('nl', 'rules', hard.trim()));
    expect(findHardTexts(once, 'garden/v1')).toEqual([]);
    const often = compiledGarden(label('nl', 'rules', hard.repeat(11).trim()));
    const [first] = linesOf(findHardTexts(often, 'garden/v1'));
    expect(first).toMatch(
      /^garden\/v1\/nl\.json: item rules: hard to read for adults: -?\d+ by Flesch-Douma \(1960\), at least 60 is wished/,
    );
  });

  it.each<[language: string, words: string]>([
    ['nl', 'Ben je niet blij?'],
    ['nl', 'Heb je geen vriend?'],
    ['en', 'Are you not glad?'],
    ['en', 'Didn’t you laugh?'],
  ])('a negation in what a child is asked (%s): %s', (language, words) => {
    const garden = compiledGarden(label(language, 'story', words));
    const [first, ...others] = linesOf(findChildWording(askedOf(garden, 'child-8-11'), 'garden/v1'));
    expect(first).toContain(`garden/v1/${language}.json: item story: it asks a child with the negation`);
    expect(others).toEqual([]);
    expect(findChildWording(askedOf(garden, 'youth-12-15'), 'garden/v1')).toEqual([]);
    expect(findChildWording(garden, 'garden/v1')).toEqual([]);
  });

  it.each<[language: string, words: string]>([
    ['nl', 'Was je bang? Of boos?'],
    ['nl', 'Was je boos en/of bang?'],
    ['nl', 'Heeft iemand je geslagen of geschopt?'],
    ['nl', 'Heeft iemand je bedreigd en hard geduwd?'],
    ['en', 'Were you hugged or praised?'],
    ['en', 'Do you like reading and writing?'],
  ])('two things asked at once (%s): %s', (language, words) => {
    const garden = compiledGarden(label(language, 'story', words));
    expect(linesOf(findChildWording(askedOf(garden, 'youth-12-15'), 'garden/v1'))).toEqual([
      `garden/v1/${language}.json: item story: it seems to ask two things at once. Remedy: make two items of it.`,
    ]);
  });

  it('brothers and sisters are one thing, an option may say never, a note asks nothing', () => {
    const garden = compiledGarden((from) => {
      label('nl', 'story', 'Wat doe je met je broers en zussen?')(from);
      label('nl', 'rules', 'Dit vertellen wij niemand. Goed?')(from);
      const plants = from.texts.nl?.items.plants;
      if (plants?.options !== undefined) plants.options.none = 'Geen';
    });
    expect(findChildWording(askedOf(garden, 'child-8-11'), 'garden/v1')).toEqual([]);
  });
});

describe('long blocks', () => {
  const size = (minutes: number, block: number) => {
    const questionnaire = compiledGarden();
    return {
      questionnaire,
      who: 'first wave',
      items: 5,
      notes: 0,
      minutes,
      blockMinutes: new Map([['ground', block]]),
      planned: null,
      limit: { minutes: 10 },
    };
  };
  const found = (minutes: number, block: number): readonly string[] => {
    const one = size(minutes, block);
    return linesOf(findLongBlocks(one.questionnaire, 'garden/v1', [one]));
  };

  it('near its limit or over it', () => {
    expect(found(3, 2.6)).toEqual([]);
    expect(found(3, 2.8)[0]).toMatch(/block ground: it takes about 2\.8 minutes, nearly the 3 after/);
    expect(found(3, 3.4)[0]).toMatch(/block ground: it takes about 3\.4 minutes, more than the 3 after/);
  });

  it('a whole questionnaire near its limit is a warning; over it, it is an error elsewhere', () => {
    expect(found(9, 1)).toEqual([
      'study.json: task garden: first wave: about 9 minutes, near the limit of 10. Remedy: ask less.',
    ]);
    expect(found(11, 1)).toEqual([]);
  });
});
