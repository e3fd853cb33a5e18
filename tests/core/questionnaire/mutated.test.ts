import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { parseExpression } from '#desk/pack/celExpression.ts';
import { authored, filesOf } from '../../support/authoredQuestionnaire.ts';

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

const whole = JSON.parse(
  JSON.stringify({ definition: authored().definition, texts: authored().texts }),
) as Json;
const paths = pathsOf(whole).filter((path) => path.length > 0);
const instead: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constantFrom<(Json | undefined)[]>(
    undefined,
    null,
    true,
    0,
    -1,
    1e9,
    '',
    'x',
    [],
    {},
    'missing(story)',
    'hasGarden',
    'wave',
    'constructor',
    '{{',
    [[]],
  ),
  fc.string({ maxLength: 20 }),
);

describe('questionnaires with something wrong anywhere', { timeout: 60_000 }, () => {
  it('are refused with a message or compile, and never crash', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...paths), instead), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const broken = changes.reduce((json, [path, by]) => replaced(json, path, by), whole) as {
            definition?: unknown;
            texts?: unknown;
          };
          const texts = typeof broken.texts === 'object' && broken.texts !== null ? broken.texts : {};
          const compiled = compileQuestionnaire(
            {
              ...filesOf(authored()),
              definition: broken.definition,
              texts: texts as Record<string, unknown>,
            },
            parseExpression,
          );
          if (!compiled.ok) refused += 1;
          const lines = compiled.ok ? ['fine'] : compiled.error.map(problemLine);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.every((line) => line === 'fine' || line.includes('. Remedy: '))).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});
