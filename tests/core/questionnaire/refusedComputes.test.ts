import { describe, expect, it } from 'vitest';
import { largestTree } from '#core/questionnaire/computes.ts';
import { blockOf, itemOf, linesOf, type Rule, sectionOf } from '../../support/authoredQuestionnaire.ts';

const rules: readonly Rule[] = [
  {
    rule: 'a compute that refers to itself',
    change: (from) => {
      blockOf(from, 'tools').compute = { wet: 'wet || firstWave', muddy: 'wet' };
    },
    says: 'block tools, compute wet: "wet || firstWave": it refers to itself: a loop',
  },
  {
    rule: 'a compute that refers to a later one',
    change: (from) => {
      blockOf(from, 'tools').compute = { muddy: 'wet && firstWave', wet: 'rainDays > 3.0' };
    },
    says: 'block tools, compute muddy: "wet && firstWave": it refers to the compute "wet", which comes later: a loop or a value that is not there yet. Remedy: write "wet" above it.',
  },
  {
    rule: 'a ring of computes',
    change: (from) => {
      blockOf(from, 'tools').compute = { muddy: 'wet', wet: 'muddy' };
    },
    says: 'it refers to the compute "wet", which comes later: a loop',
  },
  {
    rule: 'a compute over an item that comes later than its use',
    change: (from) => {
      blockOf(from, 'tools').compute = { wet: 'nettles > 1', muddy: 'wet' };
    },
    says: 'item boots: it refers to "nettles" by way of a compute, which comes later: a loop or an answer that is not there yet',
  },
  {
    rule: 'a compute over the item that uses it',
    change: (from) => {
      blockOf(from, 'tools').compute = { muddy: "boots == 'yes'" };
      itemOf(from, 'boots', 'choice').checks = [];
      for (const texts of Object.values(from.texts)) delete texts.items.boots?.checks;
    },
    says: 'item boots: it refers to itself by way of a compute: a loop',
  },
  {
    rule: 'missing() of a compute',
    change: (from) => {
      itemOf(from, 'boots', 'choice').relevant = 'muddy && !missing(wet)';
    },
    says: 'item boots: "muddy && !missing(wet)": missing() asks about an answer, and "wet" is computed. Remedy: use missing() of the items from which "wet" is made.',
  },
  {
    rule: 'reason() of a compute',
    change: (from) => {
      itemOf(from, 'boots', 'choice').relevant = "muddy && reason(wet) == 'dont-know'";
    },
    says: 'reason() asks about an answer, and "wet" is computed',
  },
  {
    rule: 'a compute of another block',
    change: (from) => {
      itemOf(from, 'sown', 'date').relevant = 'wet';
    },
    says: 'item sown: "wet": "wet" is computed in block tools, and only that block knows it',
  },
  {
    rule: 'a compute in the condition of a section',
    change: (from) => {
      sectionOf(from, 'shed').relevant = 'wet';
    },
    says: 'section shed: "wet": "wet" is computed in block tools, and only that block knows it',
  },
  {
    rule: 'a compute in what is offered',
    change: (from) => {
      const [first] = itemOf(from, 'helpers', 'choices').options;
      if (first !== undefined) first.relevant = 'wet';
    },
    says: 'item helpers, option nobody: "wet": "wet" is computed in block tools',
  },
  {
    rule: 'a compute that nothing uses',
    change: (from) => {
      blockOf(from, 'tools').compute = { ...blockOf(from, 'tools').compute, spare: 'firstWave' };
    },
    says: 'block tools, compute spare: nothing in its block uses it',
  },
  {
    rule: 'a compute named after an item',
    change: (from) => {
      blockOf(from, 'tools').compute = { ...blockOf(from, 'tools').compute, hail: 'firstWave' };
    },
    says: 'block tools, compute hail: an item is called "hail" too',
  },
  {
    rule: 'a compute named after a grid',
    change: (from) => {
      blockOf(from, 'tools').compute = { ...blockOf(from, 'tools').compute, weeds: 'firstWave' };
    },
    says: 'block tools, compute weeds: an item is called "weeds" too',
  },
  {
    rule: 'a compute named after a fact',
    change: (from) => {
      blockOf(from, 'tools').compute = { ...blockOf(from, 'tools').compute, wave: 'firstWave' };
    },
    says: 'block tools, compute wave: "wave" is a word of the expression language or a protocol fact. Remedy: give the compute another id.',
  },
  {
    rule: 'a compute with a hyphen',
    change: (from) => {
      blockOf(from, 'tools').compute = { ...blockOf(from, 'tools').compute, 'very-wet': 'firstWave' };
    },
    says: 'block tools: "compute" "very-wet": an item id begins with a small letter',
  },
  {
    rule: 'a compute that gives a list',
    change: (from) => {
      blockOf(from, 'ground').compute = { mine: 'plants' };
    },
    says: `block ground, compute mine: "plants": it gives a list. Remedy: compute true or false from it: 'option' in item.`,
  },
  {
    rule: 'a number where a condition is wanted',
    change: (from) => {
      blockOf(from, 'tools').compute = { wet: 'rainDays > 3.0', muddy: '7.0 - rainDays' };
    },
    says: 'item boots: "muddy": it gives a number, not true or false. Remedy: compare it with something.',
  },
  {
    rule: 'a compute that looks at another block',
    change: (from) => {
      blockOf(from, 'tools').compute = { wet: "'rose' in plants", muddy: 'wet' };
    },
    says: 'block tools, compute wet: it refers to "plants" in block ground of section plot, outside its own block',
  },
  {
    rule: 'a mistake inside a compute, said once and not where it is used',
    change: (from) => {
      blockOf(from, 'tools').compute = { wet: "hasGarden == 'yess'", muddy: 'wet' };
    },
    says: 'block tools, compute wet: "hasGarden" never has the value "yess"',
  },
  {
    rule: 'a compute that is not an expression',
    change: (from) => {
      blockOf(from, 'tools').compute = { wet: 'rainDays >', muddy: 'wet' };
    },
    says: 'block tools, compute wet: "rainDays >": it stops in the middle',
  },
];

describe('the compiler refuses in computes', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });

  it('a mistake inside a compute is one problem', () => {
    const lines = linesOf((from) => {
      blockOf(from, 'tools').compute = { wet: "hasGarden == 'yess'", muddy: 'wet' };
    });
    expect(lines).toHaveLength(1);
  });

  it('a few short lines that would become a huge tree, quickly', () => {
    const started = performance.now();
    const lines = linesOf((from) => {
      const doubled = Array.from({ length: 60 }, (_, at) => [`d${at + 1}`, `d${at} + d${at}`]);
      blockOf(from, 'tools').compute = {
        d0: 'rainDays + 1.0',
        ...Object.fromEntries(doubled),
        muddy: 'd60 > 2.0',
      };
    });
    // Every later one is built on the first that is too large, and is not refused for that again.
    expect(lines).toEqual([
      `garden/v1/definition.json: block tools, compute d6: "d5 + d5" has 255 parts with its computes put in, at most ${largestTree} are allowed. Remedy: use fewer computes inside computes, or ask with another item.`,
    ]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a tree that only becomes too large where it is used', () => {
    const lines = linesOf((from) => {
      const many = Array.from({ length: 40 }, () => 'wet').join(' || ');
      blockOf(from, 'tools').compute = { wet: 'rainDays > 3.0 && firstWave && childCount > 1.0' };
      itemOf(from, 'boots', 'choice').relevant = many;
      itemOf(from, 'boots', 'choice').checks = [];
      for (const texts of Object.values(from.texts)) delete texts.items.boots?.checks;
    });
    expect(lines.join('\n')).toMatch(/item boots: .* has \d{3} parts with its computes put in/);
  });

  it('but not the same name in two blocks', () => {
    const lines = linesOf((from) => {
      blockOf(from, 'leave').compute = { wet: 'firstWave' };
      itemOf(from, 'sown', 'date').relevant = 'wet';
    });
    expect(lines).toEqual([]);
  });

  it.each([
    ['a number', { wet: '7.0 - rainDays', muddy: 'wet > 3.0' }],
    ['a text', { wet: "rainDays > 3.0 ? 'yes' : 'no'", muddy: "wet == 'yes'" }],
    ['a reason', { wet: 'reason(rainDays)', muddy: "wet == 'dont-know'" }],
    ['a whole number', { wet: 'rainDays > 3.0 ? 1 : 2', muddy: 'wet > 1' }],
    ['a fact', { wet: 'band', muddy: "wet == 'adult'" }],
  ])('nor one that gives %s', (_what, compute) => {
    expect(
      linesOf((from) => {
        blockOf(from, 'tools').compute = compute;
      }),
    ).toEqual([]);
  });
});
