import { describe, expect, it } from 'vitest';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { evaluate } from '#core/questionnaire/evaluate.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import {
  type Authored,
  authored,
  blockOf,
  filesOf,
  gridOf,
  itemOf,
  linesOf,
  sectionOf,
  withTexts,
} from '../../support/authoredQuestionnaire.ts';

/** What every object in a program has, and what no id may therefore be. */
const inherited = ['constructor', 'hasOwnProperty', 'toString', 'valueOf', 'isPrototypeOf', 'toLocaleString'];
const places: readonly [what: string, rename: (from: Authored, id: string) => void][] = [
  [
    'an item',
    (from, id) => {
      itemOf(from, 'frost', 'frequency').id = id;
    },
  ],
  [
    'a line',
    (from, id) => {
      gridOf(from, 'weeds').lines[0] = { id };
    },
  ],
  [
    'a grid',
    (from, id) => {
      gridOf(from, 'weeds').id = id;
    },
  ],
  [
    'a block',
    (from, id) => {
      blockOf(from, 'storms').id = id;
    },
  ],
  [
    'a section',
    (from, id) => {
      sectionOf(from, 'year').id = id;
    },
  ],
  [
    'an option',
    (from, id) => {
      itemOf(from, 'hasGarden', 'choice').options[0] = { id, code: 1 };
    },
  ],
  [
    'a check',
    (from, id) => {
      itemOf(from, 'boots', 'choice').checks = [{ id, kind: 'soft', that: 'wet' }];
    },
  ],
  [
    'a scale',
    (from, id) => {
      from.definition.scales = { ...from.definition.scales, [id]: [{ value: 0 }, { value: 1 }] };
      itemOf(from, 'frost', 'frequency').scale = id;
    },
  ],
  [
    'a compute',
    (from, id) => {
      blockOf(from, 'tools').compute = { [id]: 'firstWave' };
    },
  ],
];
const cases = places.flatMap(([what, rename]) => inherited.map((id) => ({ what, rename, id })));

describe('a name that programs keep for themselves', () => {
  it.each(cases)('is refused as the id of $what: $id', ({ rename, id }) => {
    expect(linesOf((from) => rename(from, id)).join('\n')).toContain(
      `"${id}" is a name that programs keep for themselves. Remedy: choose another id.`,
    );
  });

  it.each(places)('as the id of %s in the form of __proto__', (_what, rename) => {
    expect(linesOf((from) => rename(from, '__proto__'))).not.toEqual([]);
  });

  it.each(inherited)('is a text for nothing: %s', (id) => {
    expect(linesOf((from) => withTexts(from, [id])).join('\n')).toContain(
      `item ${id}: there is a text for something that the definition does not have`,
    );
  });

  it.each(inherited)('finds no text when it stands in the definition alone: %s', (id) => {
    const lines = linesOf((from) => {
      itemOf(from, 'frost', 'frequency').id = id;
    });
    expect(lines.join('\n')).toContain(`nl.json: item ${id}: the translation is missing`);
  });

  it.each(inherited)('is an unknown scale when an item names it: %s', (id) => {
    expect(
      linesOf((from) => {
        itemOf(from, 'hail', 'frequency').scale = id;
      }).join('\n'),
    ).toContain(`item hail: unknown scale "${id}"`);
  });

  it.each([...inherited, '__proto__'])('is never piped: %s', (id) => {
    expect(
      linesOf((from) => {
        for (const texts of Object.values(from.texts)) texts.items.sown = { label: `{{${id}}}` };
      }),
    ).not.toEqual([]);
  });

  it.each([...inherited, '__proto__'])('is no name in an expression: %s', (id) => {
    for (const source of [`${id} == 1.0`, `missing(${id})`, `hasGarden.${id} == hasGarden`, `${id}()`]) {
      const lines = linesOf((from) => {
        itemOf(from, 'sown', 'date').relevant = source;
      });
      expect(lines).toHaveLength(1);
    }
  });

  it('means nothing to an evaluator, whatever tree it is given', () => {
    for (const name of [...inherited, '__proto__', '__defineGetter__']) {
      expect(evaluate({ name }, {})).toBeUndefined();
      expect(evaluate({ call: 'missing', of: [{ name }] }, {})).toBe(true);
      expect(evaluate({ call: 'reason', of: [{ name }] }, {})).toBeUndefined();
    }
  });
});

/** JSON can hold a key that no object literal can: what an author's file may really contain. */
function withForbiddenKey(from: Authored, change: (json: string) => string): readonly string[] {
  const read = JSON.parse(change(JSON.stringify(from))) as { definition: unknown; texts: Authored['texts'] };
  const files = { ...filesOf(authored()), definition: read.definition, texts: read.texts };
  const compiled = compileQuestionnaire(files, parseExpression);
  return compiled.ok ? [] : compiled.error.map(problemLine);
}

describe('the key __proto__', () => {
  it.each<[where: string, from: string, to: string, at: string]>([
    [
      'the questionnaire',
      '"format":1',
      '"format":1,"__proto__":{"version":2}',
      'definition.json: unknown key',
    ],
    [
      'an item',
      '"id":"boots"',
      '"id":"boots","__proto__":{"carry":true}',
      'item boots: unknown key "__proto__"',
    ],
    [
      'the scales',
      '"counts":[',
      '"__proto__":[{"value":0},{"value":1}],"counts":[',
      'unknown key "__proto__"',
    ],
    ['the computes', '"wet":', '"__proto__":"firstWave","wet":', 'block tools: unknown key "__proto__"'],
    [
      'the texts of items',
      '"boots":{',
      '"__proto__":{"label":"x"},"boots":{',
      'nl.json: unknown key "__proto__"',
    ],
    [
      'the texts of options',
      '"options":{"nobody"',
      '"options":{"__proto__":"x","nobody"',
      'item helpers: unknown key',
    ],
    ['a text', '"by":"childCount"', '"by":"childCount","__proto__":"x"', 'item helpers: unknown key'],
  ])('is refused in %s', (_where, from, to, says) => {
    const lines = withForbiddenKey(authored(), (json) => {
      if (!json.includes(from)) throw new Error(`no ${from}`);
      return json.replace(from, to);
    });
    expect(lines.join('\n')).toContain(says);
    expect(Object.hasOwn(Object.prototype, 'carry')).toBe(false);
  });

  it('is found however deep it stands, without running out of room', () => {
    const deep = `${'['.repeat(50_000)}{"__proto__":1}${']'.repeat(50_000)}`;
    const lines = withForbiddenKey(authored(), (json) => json.replace('"format":1', `"format":${deep}`));
    expect(lines.join('\n')).toContain('unknown key "__proto__"');
  });
});
