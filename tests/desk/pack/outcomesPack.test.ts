import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemLine } from '#core/questionnaire/problem.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { writeGarden } from '../../support/gardenFolder.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

let pack: PackFolder;
let outside: string;
beforeEach(() => {
  pack = packFolder();
  outside = mkdtempSync(join(tmpdir(), 'outside-'));
});
afterEach(() => {
  pack.discard();
  rmSync(outside, { recursive: true, force: true });
});

const linesOf = (also: readonly string[] = []): string => {
  const compiled = compilePack(pack.path, also);
  return compiled.ok ? '' : compiled.error.map(problemLine).join('\n');
};

describe('outcomes.json of the pack', () => {
  it('must be there', () => {
    pack.remove('outcomes.json');
    expect(linesOf()).toContain('outcomes.json: the file is not there. Remedy: write it.');
  });

  it('must be JSON', () => {
    pack.write('outcomes.json', '{"format": 1,');
    expect(linesOf()).toContain('outcomes.json: it cannot be read as JSON');
  });

  it('notices that an item it names is gone', () => {
    pack.edit('parent-core/v1/definition.json', '"mindHinder"', '"mindHindered"');
    for (const language of ['nl', 'en'])
      pack.edit(`parent-core/v1/${language}.json`, '"mindHinder"', '"mindHindered"');
    expect(linesOf()).toContain('outcomes.json: score pcMind: parent-core has no item "mindHinder"');
  });
});

describe('scores of a case', () => {
  const write = (scores: string): void => {
    const file = 'child-8-11/v1/cases.json';
    const content = readFileSync(join(pack.path, file), 'utf8');
    const parsed = JSON.parse(content) as { cases: { scores?: unknown }[] };
    const [first] = parsed.cases;
    if (first === undefined) throw new Error('no case');
    first.scores = JSON.parse(scores);
    pack.write(file, JSON.stringify(parsed));
  };

  it.each([
    ['{ "c8Ani": 1 }', 'it names the unknown score "c8Ani"'],
    ['{ "pcMind": 1 }', 'it names the unknown score "pcMind"'],
    ['{ "zz/c8Bond": 1 }', 'the score "zz/c8Bond" names an unknown row'],
    ['{ "c8Bond": 1 }', 'the score "c8Bond" is per parent'],
    ['{ "m1/c8Any": 1 }', 'the score "c8Any" is per subject'],
    ['{ "c8Any": "one" }', '"scores" "c8Any"'],
    ['{ "c8Any": { "missing": false } }', '"scores" "c8Any" "missing"'],
  ])('%s is refused', (scores, says) => {
    write(scores);
    const said = linesOf();
    expect(said).toMatch(/^child-8-11\/v1\/cases\.json: case "?everything passed over/);
    expect(said).toContain(says);
  });
});

describe('a licensed instrument outside the repository', () => {
  const score = {
    id: 'gardens',
    title: { nl: 'Tuinen', en: 'Gardens' },
    questionnaire: 'garden',
    per: 'subject',
    method: 'any',
    items: ['hasGarden'],
    bands: {
      validated: true,
      fixed: { nl: 'Volgens de handleiding.', en: 'By the manual.' },
      source: 'B 12',
      list: [
        { id: 'no', from: 0, below: 1 },
        { id: 'yes', from: 1 },
      ],
    },
    source: 'B 3',
  };
  const figure = {
    id: 'gardensHere',
    title: { nl: 'Tuinen', en: 'Gardens' },
    figure: { from: 60, to: 60, unit: 'percent' },
    level: 'family',
    year: 2019,
    age: '18 and over',
    definition: 'has a garden',
    comparable: true,
    items: [{ questionnaire: 'garden', item: 'hasGarden' }],
    source: 'B 40',
  };
  const bring = (change: object = {}, more: object = {}): void => {
    writeGarden(outside, 1, ({ definition }) => {
      definition.licence = { holder: 'a seedsman', terms: 'by letter' };
    });
    const further = {
      format: 1,
      sources: { B: 'the seedsman’s manual, by page' },
      scores: [{ ...score, ...change }],
      comparisons: [figure],
      ...more,
    };
    writeFileSync(join(outside, 'outcomes.json'), JSON.stringify(further));
  };

  it('brings its scores, norms and figures with it', () => {
    bring();
    const compiled = compilePack(pack.path, [outside]);
    expect(linesOf([outside])).toBe('');
    const outcomes = compiled.ok ? compiled.value.outcomes : null;
    expect(outcomes?.scores.find(({ id }) => id === 'gardens')?.bands?.validated).toBe(true);
    expect(outcomes?.comparisons.find(({ id }) => id === 'gardensHere')?.figure?.from).toBe(60);
    expect(outcomes?.scores.some(({ id }) => id === 'pcMind')).toBe(true);
  });

  it('needs no scores at all', () => {
    bring();
    rmSync(join(outside, 'outcomes.json'));
    expect(linesOf([outside])).toBe('');
  });

  it.each<[what: string, change: object, more: object, says: string]>([
    ['an unknown item', { items: ['hasGardens'] }, {}, 'score gardens: garden has no item "hasGardens"'],
    ['the id of a score of the study', { id: 'pcMind' }, {}, 'the id "pcMind" is used twice'],
    ['no source', { source: undefined }, {}, 'score gardens: "source" is missing'],
    ['rules of the study', {}, { suppression: {} }, 'unknown key "suppression"'],
    ['a source that is not explained', { source: 'Q 3' }, {}, 'the source "Q 3" is not explained'],
  ])('may not bring %s', (_what, change, more, says) => {
    bring(change, more);
    expect(linesOf([outside])).toContain(says);
  });
});
