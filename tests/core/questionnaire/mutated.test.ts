import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import { authored, authoredAboutChild, filesOf } from '../../support/authoredQuestionnaire.ts';
import { createChance } from '../../support/chooseFor.ts';
import { stumble } from '../../support/stumble.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place of a JSON value, as paths. */
function pathsOf(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))];
}

function replaced(value: Json, path: readonly string[], by: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return by ?? null;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([own, part]): [string, Json][] => {
    if (own !== key) return [[own, part]];
    if (rest.length === 0) return by === undefined ? [] : [[own, by]];
    return [[own, replaced(part, rest, by)]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

/** A key that JSON can hold and an object literal cannot. */
function withKey(value: Json, path: readonly string[], key: string, by: Json): Json {
  const here = at(value, path);
  const copy: Json = typeof here === 'object' && here !== null && !Array.isArray(here) ? { ...here } : {};
  Object.defineProperty(copy, key, { value: by, enumerable: true, configurable: true, writable: true });
  return path.length === 0 ? copy : replaced(value, path, copy);
}

const wholes = [authored(), authoredAboutChild()].map(
  ({ definition, texts }) => JSON.parse(JSON.stringify({ definition, texts })) as Json,
);
const places = wholes.map((whole) => pathsOf(whole).filter((path) => path.length > 0));

const expressions = [
  'firstWave',
  "hasGarden != 'no' || childCount > 1.0",
  'rainDays > 2.0',
  'wet',
  'muddy || wet',
  'missing(story)',
  'missing(wet)',
  "reason(apples) == 'dont-know'",
  'nettles > 1',
  'weeds',
  "'rose' in plants",
  "subjectBand in ['child-3-7', 'youth-12-15']",
  'rowAge + rowCount > 7.0',
  'childCount / 0.0 > 1.0',
  "constructor == 'x'",
  'hail > 0 ? wet : firstWave',
  `${'!'.repeat(20)}firstWave`,
  '(',
];
const texts: readonly Json[] = [
  'Anders?',
  'What else?',
  '{{',
  '{{row}}',
  '{{subject}}',
  '{{count}}',
  '{{since}}',
  '{{__proto__}}',
  { by: 'sex', f: 'a', m: 'b', x: 'c' },
  { by: 'childCount', one: 'a', other: '{{count}}' },
  { by: 'partnerCount', one: '{{since}}', other: 'b' },
  { by: 'constructor', one: 'a', other: 'b' },
];
const parts: readonly Json[] = [
  'child',
  'partner',
  'parent',
  'family',
  'interviewer',
  'frequency',
  'scale',
  'choices',
  'note',
  'grid',
  'counts',
  'amounts',
  'hasGarden',
  'wave',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  { kind: 'child' },
  { kind: 'words', actor: 'subject', victim: 'row' },
  [{ from: 1, map: { a: 'yes' } }],
  [{ id: 'lineA' }, { id: 'lineB' }],
  { wet: 'muddy', muddy: 'wet' },
  { wet: 'firstWave', muddy: 'wet && wet' },
  ['core', 'routing'],
  ['child-8-11'],
  ['yes'],
];
const plain: readonly (Json | undefined)[] = [
  undefined,
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  0.5,
  1e9,
  '',
  'x',
  [],
  {},
  [[]],
];
const instead = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...plain) },
  { weight: 3, arbitrary: fc.constantFrom<Json>(...expressions) },
  { weight: 2, arbitrary: fc.constantFrom(...texts) },
  { weight: 3, arbitrary: fc.constantFrom(...parts) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);

const conditions: readonly string[] = ['relevant', 'that', 'wet', 'muddy'];

/** Another value of the same kind: what an author means who changes her mind. */
function ofItsKind(json: Json, path: readonly string[], chance: number): Json {
  const here = at(json, path);
  if (typeof here === 'number') return replaced(json, path, here + (chance % 3) - 1);
  if (typeof here === 'boolean') return replaced(json, path, !here);
  if (typeof here !== 'string') return json;
  const from = conditions.includes(path.at(-1) ?? '') ? expressions : path[0] === 'texts' ? texts : [];
  return replaced(json, path, from[chance % Math.max(1, from.length)] ?? here);
}

/** Leaves out, replaces, puts in the place of another, or adds a key: what slips of the hand do, and worse. */
const mutation = (whole: Json, paths: readonly (readonly string[])[]) => {
  const path = fc.constantFrom(...paths);
  const key = fc.constantFrom('__proto__', 'constructor', 'toString', 'relevant', 'rows');
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(path, fc.nat()).map(
        ([on, chance]) =>
          (json: Json) =>
            ofItsKind(json, on, chance),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(path, instead).map(
        ([on, by]) =>
          (json: Json) =>
            replaced(json, on, by),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(path, path).map(
        ([to, from]) =>
          (json: Json) =>
            replaced(json, to, at(whole, from)),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(path, key, instead).map(
        ([on, extra, by]) =>
          (json: Json) =>
            withKey(json, on, extra, by ?? null),
      ),
    },
  );
};

function at(whole: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (here, step) =>
      typeof here === 'object' && here !== null ? (here as Record<string, Json>)[step] : undefined,
    whole,
  );
}

interface Mutant {
  readonly definition?: unknown;
  readonly texts?: unknown;
}
const mutants = fc.integer({ min: 0, max: wholes.length - 1 }).chain((which) => {
  const whole = wholes[which] ?? null;
  return fc
    .array(mutation(whole, places[which] ?? []), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((json, change) => change(json), whole) as Mutant);
});

describe('questionnaires with something wrong anywhere', { timeout: 120_000 }, () => {
  it('are refused with a message, or compile and can be gone through, and never crash', () => {
    const numRuns = 5000;
    let refused = 0;
    let answers = 0;
    fc.assert(
      fc.property(mutants, fc.nat(), (mutant, seed) => {
        const isTexts = typeof mutant.texts === 'object' && mutant.texts !== null;
        const compiled = compileQuestionnaire(
          {
            ...filesOf(authored()),
            definition: mutant.definition,
            texts: isTexts ? (mutant.texts as Record<string, unknown>) : {},
          },
          parseExpression,
        );
        if (compiled.ok) {
          answers += stumble(compiled.value, createChance(seed));
          return;
        }
        refused += 1;
        const lines = compiled.error.map(problemLine);
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) {
          // File, place, cause and remedy, each with something in it, and no word of a program.
          expect(line).toMatch(/^garden\/v1\/\w+\.json: .+\. Remedy: .+\.$/s);
          expect(line).not.toMatch(/undefined|\[object|Invalid input/);
        }
      }),
      { numRuns },
    );
    // The property means something only if both happen, and often.
    expect(refused).toBeGreaterThan(numRuns / 2);
    expect(numRuns - refused).toBeGreaterThan(numRuns / 10);
    expect(answers).toBeGreaterThan(numRuns);
    expect(Object.hasOwn(Object.prototype, 'label')).toBe(false);
  });
});
