import { describe, expect, it } from 'vitest';
import {
  blockOf,
  gridOf,
  itemOf,
  linesOf,
  type Rule,
  sectionOf,
  textsAt,
} from '../../support/authoredQuestionnaire.ts';

const rules: readonly Rule[] = [
  {
    rule: 'a grid with the id of an item',
    change: (from) => {
      gridOf(from, 'weeds').id = 'boots';
    },
    says: 'item boots: the id "boots" is used more than once',
  },
  {
    rule: 'a line with the id of an item elsewhere',
    change: (from) => {
      gridOf(from, 'weeds').lines[0] = { id: 'hail' };
    },
    says: 'item hail: the id "hail" is used more than once',
  },
  {
    rule: 'a line with the id of its grid',
    change: (from) => {
      gridOf(from, 'weeds').lines[0] = { id: 'weeds' };
    },
    says: 'item weeds: the id "weeds" is used more than once',
  },
  {
    rule: 'a grid named after a fact',
    change: (from) => {
      gridOf(from, 'weeds').id = 'wave';
    },
    says: 'item wave: "wave" is a word of the expression language or a protocol fact',
  },
  {
    rule: 'a grid on an unknown scale, said once for all lines',
    change: (from) => {
      gridOf(from, 'weeds').scale = 'amount';
    },
    says: 'grid weeds: unknown scale "amount". Remedy: declare it under "scales" or use counts, amounts.',
  },
  {
    rule: 'a grid that is longer than its block may be',
    change: (from) => {
      const more = ['a', 'b'].map((id) => ({ id }));
      gridOf(from, 'weeds').lines.push(...more);
    },
    says: 'block tools: it has 7 items, at most 6 are allowed. Remedy: split it into two blocks: each line of a grid counts.',
  },
  {
    rule: 'a conditional grid at the beginning of a block',
    change: (from) => {
      blockOf(from, 'tools').items.reverse();
    },
    says: 'grid weeds: the first item of block tools has "relevant"',
  },
  {
    rule: 'a grid that depends on its own line',
    change: (from) => {
      gridOf(from, 'weeds').relevant = 'thistles > 1';
    },
    says: 'grid weeds: it refers to itself: a loop',
  },
  {
    rule: 'a grid that depends on its first line',
    change: (from) => {
      gridOf(from, 'weeds').relevant = 'nettles > 1';
    },
    says: 'grid weeds: it refers to itself: a loop',
  },
  {
    rule: 'a condition on the whole grid',
    change: (from) => {
      const grid = gridOf(from, 'weeds');
      delete grid.relevant;
      blockOf(from, 'tools').items.unshift(...blockOf(from, 'tools').items.splice(3, 1));
      itemOf(from, 'boots', 'choice').relevant = 'weeds > 1.0 || muddy';
    },
    says: 'item boots: "weeds > 1.0 || muddy": "weeds" is a grid and has no answer of its own. Remedy: name one of its lines: nettles, thistles.',
  },
  {
    rule: 'a grid of acts without severities, said once',
    change: (from) => {
      blockOf(from, 'storms').items = [
        {
          id: 'gusts',
          type: 'grid',
          answers: 'frequency',
          scale: 'amounts',
          act: { kind: 'words', actor: 'row', victim: 'self' },
          lines: [{ id: 'hail' }, { id: 'frost' }],
        },
      ];
    },
    says: 'grid gusts: block storms counts the highest pass, and not every answer declares a severity',
  },
  {
    rule: 'a line that carries a fact outside the routing section',
    change: (from) => {
      gridOf(from, 'weeds').lines[0] = { id: 'nettles', carry: true };
    },
    says: 'item nettles: it is a carry fact outside the routing section',
  },
  {
    rule: 'a grid that offers one reason twice',
    change: (from) => {
      gridOf(from, 'weeds').reasons = ['dont-know', 'dont-know'];
    },
    says: 'grid weeds: the reason "dont-know" stands there twice',
  },
  {
    rule: 'a grid without its stem',
    change: (from) => {
      delete from.texts.en?.items.weeds;
    },
    says: 'garden/v1/en.json: grid weeds: the translation is missing. Remedy: add its label.',
  },
  {
    rule: 'a line without its text',
    change: (from) => {
      delete from.texts.en?.items.thistles;
    },
    says: 'garden/v1/en.json: item thistles: the translation is missing',
  },
  {
    rule: 'labels of points on a grid',
    change: (from) => {
      for (const entry of textsAt(from, 'weeds')) entry.options = { '0': 'none' };
    },
    says: 'grid weeds: it has "options", and a grid has a label and a help text only. Remedy: write the labels under its scale.',
  },
  {
    rule: 'a grid that is read aloud',
    change: (from) => {
      for (const entry of textsAt(from, 'weeds')) entry.aloud = 'How many?';
    },
    says: 'grid weeds: it has "aloud", and a grid has a label and a help text only. Remedy: write "aloud" on its lines',
  },
  {
    rule: 'a row in the stem of a grid where there is none',
    change: (from) => {
      for (const entry of textsAt(from, 'weeds')) entry.label = 'Weeds of {{row}}?';
    },
    says: 'grid weeds: {{row}} stands in a section that is not repeated',
  },
  {
    rule: 'an exclusive option alone, without rows',
    change: (from) => {
      delete itemOf(from, 'helpers', 'choices').rows;
    },
    says: 'item helpers: it has one option only. Remedy: write a second option, or "rows" for the people of the family.',
  },
  {
    rule: 'rows without a severity where the highest pass counts',
    change: (from) => {
      const block = blockOf(from, 'tools');
      block.counts = 'highest';
      itemOf(from, 'helpers', 'choices').options = [{ id: 'nobody', code: 0, severity: 0 }];
    },
    says: 'item helpers: block tools counts the highest pass, and not every answer declares a severity. Remedy: write "severity" (a whole number) on each option or point and on "rows".',
  },
  {
    rule: 'rows and three options for children',
    change: (from) => {
      from.definition.bands = ['child-8-11'];
      from.definition.respondent = 'child';
      itemOf(from, 'helpers', 'choices').options = ['a', 'b', 'c'].map((id, code) => ({ id, code }));
    },
    says: 'item helpers: it offers 5 answers (rows count as two), at most 4 are allowed for children',
  },
  {
    rule: 'a signal on a row',
    change: (from) => {
      itemOf(from, 'helpers', 'choices').signal = ['child1'];
    },
    says: 'item helpers: its signal names the unknown option "child1"',
  },
  {
    rule: 'a consent with other options',
    change: (from) => {
      itemOf(from, 'mayEnter', 'choice').options = [
        { id: 'sure', code: 1 },
        { id: 'no', code: 0 },
      ];
    },
    says: 'item mayEnter: a consent is answered with yes or no, and its options are others. Remedy: write exactly the options "yes" with code 1 and "no" with code 0',
  },
  {
    rule: 'a consent with the codes the other way round',
    change: (from) => {
      itemOf(from, 'mayEnter', 'choice').options = [
        { id: 'yes', code: 0 },
        { id: 'no', code: 1 },
      ];
    },
    says: 'item mayEnter: a consent is answered with yes or no',
  },
  {
    rule: 'a consent with a third way',
    change: (from) => {
      itemOf(from, 'mayEnter', 'choice').options.push({ id: 'later', code: 2 });
    },
    says: 'item mayEnter: a consent is answered with yes or no',
  },
  {
    rule: 'a consent that not everybody can refuse',
    change: (from) => {
      itemOf(from, 'mayEnter', 'choice').options = [
        { id: 'yes', code: 1 },
        { id: 'no', code: 0, relevant: 'firstWave' },
      ];
    },
    says: 'item mayEnter: a consent is answered with yes or no',
  },
  {
    rule: 'a consent that is asked once for each row',
    change: (from) => {
      sectionOf(from, 'shed').repeat = 'partner';
    },
    says: 'item mayEnter: a consent is given once, but section shed is repeated for roster rows',
  },
  {
    rule: 'a recode in the first version',
    change: (from) => {
      itemOf(from, 'hail', 'frequency').recode = [{ from: 1, map: { '0': '1' } }];
    },
    says: 'item hail: it recodes an earlier version, and this is version 1. Remedy: take "recode" out.',
  },
  {
    rule: 'a recode of a version that is not earlier',
    change: (from) => {
      from.definition.version = 2;
      itemOf(from, 'hail', 'frequency').recode = [{ from: 2, map: { '0': '1' } }];
    },
    says: 'item hail: it recodes version 2, and this is version 2. Remedy: name an earlier version.',
  },
  {
    rule: 'two recodes of one version',
    change: (from) => {
      from.definition.version = 2;
      const one = { from: 1, map: { '0': '1' } };
      itemOf(from, 'hail', 'frequency').recode = [one, one];
    },
    says: 'item hail: the recoded version "1" stands there twice',
  },
  {
    rule: 'a recode to an answer that is not there',
    change: (from) => {
      from.definition.version = 2;
      gridOf(from, 'weeds').lines[0] = { id: 'nettles', recode: [{ from: 1, map: { '3': '7' } }] };
    },
    says: 'item nettles: its recode from version 1 leads to "7", which this item does not have. Remedy: use 0, 1, 2.',
  },
  {
    rule: 'an empty recode',
    change: (from) => {
      from.definition.version = 2;
      itemOf(from, 'boots', 'choice').recode = [{ from: 1, map: {} }];
    },
    says: 'item boots: its recode from version 1 is empty',
  },
  {
    rule: 'a recode of a number',
    change: (from) => {
      from.definition.version = 2;
      itemOf(from, 'rainDays', 'number').recode = [{ from: 1, map: { '1': '2' } }];
    },
    says: 'item rainDays: a number has no options or points to recode',
  },
];

describe('the compiler refuses in grids, rows, consents and recodes', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });

  it('what holds for a whole grid once, not once for each line', () => {
    const lines = linesOf((from) => {
      gridOf(from, 'weeds').relevant = 'nobodyKnows';
      gridOf(from, 'weeds').scale = 'nothing';
    });
    expect(lines.filter((line) => line.includes('grid weeds'))).toHaveLength(2);
  });
});
