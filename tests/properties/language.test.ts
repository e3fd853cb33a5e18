/** What must hold of the questionnaire language whatever an author writes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression, Questionnaire } from '#core/questionnaire/compiled.ts';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { largestTree } from '#core/questionnaire/computes.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { ItemSource } from '#core/questionnaire/source.ts';
import { parseExpression } from '#desk/pack/language/celExpression.ts';
import {
  type Authored,
  type Authoring,
  authored,
  authoredAboutChild,
  blockOf,
  filesOf,
  gridOf,
  itemOf,
} from '../support/authoredQuestionnaire.ts';

const compiledWith = (change: Authoring): Questionnaire | null => {
  const from = authored();
  change(from);
  const compiled = compileQuestionnaire(filesOf(from), parseExpression);
  return compiled.ok ? compiled.value : null;
};
const sourceOf = (depth: number): fc.Arbitrary<string> => {
  const leaf = fc.constantFrom(
    'firstWave',
    'rainDays > 3.0',
    "hasGarden == 'yes'",
    'wet',
    'missing(rainDays)',
  );
  if (depth === 0) return leaf;
  const below = sourceOf(depth - 1);
  return fc.oneof(
    leaf,
    below.map((part) => `!(${part})`),
    fc
      .tuple(below, fc.constantFrom('&&', '||', '=='), below)
      .map(([one, sign, other]) => `(${one}) ${sign} (${other})`),
  );
};
const partsOf = (tree: Expression): number =>
  'call' in tree ? tree.of.reduce((sum, part) => sum + partsOf(part), 1) : 1;
const noChecks = (from: Authored): void => {
  itemOf(from, 'boots', 'choice').checks = [];
  for (const texts of Object.values(from.texts)) delete texts.items.boots?.checks;
};

describe('a compute', () => {
  it('means what it would mean written out', () => {
    let compared = 0;
    fc.assert(
      fc.property(sourceOf(3), (source) => {
        const written = source.replaceAll('wet', '(rainDays > 3.0)');
        const short = compiledWith((from) => {
          noChecks(from);
          blockOf(from, 'tools').compute = { wet: 'rainDays > 3.0', muddy: `wet || (${source})` };
        });
        const long = compiledWith((from) => {
          noChecks(from);
          delete blockOf(from, 'tools').compute;
          itemOf(from, 'boots', 'choice').relevant = `(rainDays > 3.0) || (${written})`;
        });
        // Written out it may be longer than an author may write: only the short way is left then.
        if (long === null) return;
        compared += 1;
        expect(short).toEqual(long);
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('never makes a tree larger than a device is given', () => {
    // Each names the one before it twice, so a tree grows with two to that power.
    const doubled = (times: number) =>
      compiledWith((from) => {
        noChecks(from);
        const names = Array.from({ length: times }, (_, at) => `d${at}`);
        const chain = names.map((name, at) => [name, at === 0 ? 'wet && wet' : `d${at - 1} && d${at - 1}`]);
        const last = `d${times - 1}`;
        blockOf(from, 'tools').compute = { wet: 'rainDays > 3.0', ...Object.fromEntries(chain), muddy: last };
      });
    expect(doubled(4)).not.toBeNull();
    expect(doubled(8)).toBeNull();
    fc.assert(
      fc.property(fc.array(sourceOf(2), { minLength: 1, maxLength: 6 }), fc.nat(8), (sources, times) => {
        const compute = Object.fromEntries(
          sources.map((source, at) => [
            `c${at}`,
            at === 0 ? source : source.replaceAll('firstWave', `c${at - 1}`).slice(0, 300),
          ]),
        );
        const last = `c${sources.length - 1}`;
        const questionnaire = compiledWith((from) => {
          noChecks(from);
          blockOf(from, 'tools').compute = {
            wet: 'rainDays > 3.0',
            ...compute,
            muddy: ['wet', ...Array.from({ length: times }, () => last), ...Object.keys(compute)].join(
              ' || ',
            ),
          };
        });
        if (questionnaire === null) return;
        const trees = questionnaire.sections.flatMap((section) =>
          section.blocks.flatMap((block) => block.items.flatMap((item) => item.relevant ?? [])),
        );
        expect(Math.max(...trees.map(partsOf))).toBeLessThanOrEqual(largestTree);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a grid', () => {
  it('is nothing but its lines: written one by one they are the same items', () => {
    const settings = fc.record({
      answers: fc.constantFrom('scale' as const, 'frequency' as const),
      shared: fc.record(
        { relevant: sourceOf(1), reasons: fc.constant<'dont-know'[]>(['dont-know']) },
        { requiredKeys: [] },
      ),
      own: fc.record({ signal: fc.nat(2) }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(settings, ({ answers, shared, own }) => {
        const asGrid = compiledWith((from) => {
          const grid = gridOf(from, 'weeds');
          delete grid.relevant;
          Object.assign(grid, { answers, ...shared });
          grid.lines = [{ id: 'nettles', ...own }, { id: 'thistles' }];
        });
        const oneByOne = compiledWith((from) => {
          const { items } = blockOf(from, 'tools');
          items.splice(-1, 1);
          const line = (id: string, more: typeof own): ItemSource =>
            answers === 'scale'
              ? { id, type: 'scale', scale: 'amounts', ...shared, ...more }
              : { id, type: 'frequency', scale: 'amounts', ...shared, ...more };
          items.push(line('nettles', own), line('thistles', {}));
          for (const texts of Object.values(from.texts)) delete texts.items.weeds;
        });
        const itemsOf = (questionnaire: Questionnaire | null) => questionnaire?.sections[2]?.blocks[0]?.items;
        const without = itemsOf(asGrid)?.map((item) => {
          const { grid, ...rest } = 'grid' in item ? item : { ...item, grid: undefined };
          return grid === undefined ? item : rest;
        });
        expect(asGrid).not.toBeNull();
        expect(without).toEqual(itemsOf(oneByOne));
        expect(asGrid?.sections[2]?.sizeClass).toBe(oneByOne?.sections[2]?.sizeClass);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the compiler', () => {
  const frozen = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };

  it('changes nothing that it is given, and says the same of the same', () => {
    for (const from of [authored(), authoredAboutChild()]) {
      const files = frozen(filesOf(from));
      const first = compileQuestionnaire(files, parseExpression);
      expect(first.ok).toBe(true);
      expect(compileQuestionnaire(files, parseExpression)).toEqual(first);
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    }
  });

  it('takes any JSON whatever for a definition or a text, and answers with messages', () => {
    const said = (definition: unknown, texts: Record<string, unknown>): readonly string[] => {
      const compiled = compileQuestionnaire({ ...filesOf(authored()), definition, texts }, parseExpression);
      return compiled.ok ? [] : compiled.error.map(problemLine);
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { definition, texts } = authored();
        for (const lines of [said(value, texts), said(definition, { nl: value, en: value })]) {
          expect(lines.length).toBeGreaterThan(0);
          for (const line of lines) expect(line).toMatch(/^garden\/v1\/.+: .+\. Remedy: .+\.$/s);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets through no name between braces but the four that can be piped', () => {
    const piped = fc.stringMatching(/^[A-Za-z_ .]{1,12}$/);
    fc.assert(
      fc.property(piped, (name) => {
        const questionnaire = compiledWith((from) => {
          for (const texts of Object.values(from.texts)) texts.items.sown = { label: `When {{${name}}}?` };
        });
        expect(questionnaire !== null).toBe(name === 'since');
      }),
      {
        numRuns: 300,
        examples: [['since'], ['row'], ['subject'], ['count'], ['sown'], ['__proto__'], [' since ']],
      },
    );
  });
});
