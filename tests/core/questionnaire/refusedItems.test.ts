import { describe, expect, it } from 'vitest';
import {
  blockOf,
  careless,
  itemOf,
  linesOf,
  type Rule,
  withTexts,
} from '../../support/authoredQuestionnaire.ts';

const rules: readonly Rule[] = [
  {
    rule: 'an id that is used twice',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').id = 'hail';
    },
    says: 'item hail: the id "hail" is used more than once',
  },
  {
    rule: 'an option that stands there twice',
    change: (from) => {
      itemOf(from, 'hasGarden', 'choice').options.push({ id: 'yes', code: 7 });
    },
    says: 'item hasGarden: the option "yes" stands there twice',
  },
  {
    rule: 'an option code that stands there twice',
    change: (from) => {
      itemOf(from, 'plants', 'choices').options[1] = { id: 'none', code: 1 };
    },
    says: 'item plants: the option code "1" stands there twice',
  },
  {
    rule: 'an exclusive option of a choice',
    change: (from) => {
      itemOf(from, 'hasGarden', 'choice').options[1] = { id: 'no', code: 0, exclusive: true };
    },
    says: 'item hasGarden: an option of a choice is marked exclusive',
  },
  {
    rule: 'an id that is a word of the language',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').id = 'wave';
    },
    says: 'item wave: "wave" is a word of the expression language or a protocol fact',
  },
  {
    rule: 'an id with a hyphen',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').id = 'hard-frost';
    },
    says: 'an item id begins with a small letter and has at most 32 letters and digits, no hyphen',
  },
  {
    rule: 'an id that is too long',
    change: (from) => {
      blockOf(from, 'storms').id = 'x'.repeat(33);
    },
    says: 'an id begins with a small letter and has at most 32 letters, digits and hyphens',
  },
  {
    rule: 'an unknown scale',
    change: (from) => {
      itemOf(from, 'hail', 'frequency').scale = 'count';
    },
    says: 'item hail: unknown scale "count". Remedy: declare it under "scales" or use counts, amounts.',
  },
  {
    rule: 'a scale that nobody uses',
    change: (from) => {
      from.definition.scales = { ...from.definition.scales, spare: [{ value: 0 }, { value: 1 }] };
      for (const texts of Object.values(from.texts))
        texts.scales = { ...texts.scales, spare: { '0': 'a', '1': 'b' } };
    },
    says: 'scale spare: no item uses it',
  },
  {
    rule: 'a point that stands there twice',
    change: (from) => {
      from.definition.scales = {
        counts: [
          { value: 1, severity: 0 },
          { value: 1, severity: 1 },
        ],
      };
    },
    says: 'scale counts: the point "1" stands there twice',
  },
  {
    rule: 'empty bounds',
    change: (from) => {
      itemOf(from, 'trees', 'number').max = 0;
    },
    says: 'item trees: its bounds are empty: 0 to 0',
  },
  {
    rule: 'whole numbers with a broken bound',
    change: (from) => {
      itemOf(from, 'trees', 'number').max = 2.5;
    },
    says: 'item trees: it takes whole numbers, but a bound is not whole',
  },
  {
    rule: 'a number that can look like a missing answer',
    change: (from) => {
      itemOf(from, 'trees', 'number').min = -95;
    },
    says: 'item trees: its values can be those that stand for a missing answer (-91 to -99)',
  },
  {
    rule: 'a signal on an option that is not there',
    change: (from) => {
      itemOf(from, 'hasGarden', 'choice').signal = ['perhaps'];
    },
    says: 'item hasGarden: its signal names the unknown option "perhaps"',
  },
  {
    rule: 'a signal that does not fit the type',
    change: (from) => {
      itemOf(from, 'apples', 'rating').signal = ['rose'];
    },
    says: 'item apples: a signal does not fit a rating in this way',
  },
  {
    rule: 'a note with a check',
    change: (from) => {
      blockOf(from, 'harvest').items.push({ id: 'aside', type: 'note', checks: [] });
      withTexts(from, ['aside']);
    },
    says: 'item aside: a note has no answer',
  },
  {
    rule: 'a text without a bound',
    change: (from) => {
      delete careless(itemOf(from, 'story', 'text')).maxLength;
    },
    says: 'item story: "maxLength" is missing',
  },
  {
    rule: 'a text with too wide a bound',
    change: (from) => {
      itemOf(from, 'story', 'text').maxLength = 5000;
    },
    says: 'item story: "maxLength" is too large: at most 1000. Remedy: write a number of at most 1000.',
  },
  {
    rule: 'an unknown item type',
    change: (from) => {
      careless(itemOf(from, 'story', 'text')).type = 'essay';
    },
    says: 'item story: unknown item type. Remedy: use choice, choices, frequency',
  },
  {
    rule: 'a misspelt key',
    change: (from) => {
      careless(itemOf(from, 'story', 'text')).relevent = 'true';
    },
    says: 'item story: unknown key "relevent". Remedy: take it out or correct its spelling.',
  },
];

describe('the compiler refuses in items', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });
});
