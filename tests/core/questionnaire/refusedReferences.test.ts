import { describe, expect, it } from 'vitest';
import {
  blockOf,
  itemOf,
  linesOf,
  type Rule,
  sectionOf,
  withTexts,
} from '../../support/authoredQuestionnaire.ts';

const rules: readonly Rule[] = [
  {
    rule: 'an unknown item in an expression',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "hasGardens == 'yes'";
    },
    says: `garden/v1/definition.json: item trees: "hasGardens == 'yes'": there is no item or fact "hasGardens". Remedy: did you mean "hasGarden"?.`,
  },
  {
    rule: 'a reference outside its block',
    change: (from) => {
      itemOf(from, 'pears', 'number').relevant = "'rose' in plants";
    },
    says: 'item pears: it refers to "plants" in block ground of section plot, outside its own block. Remedy: write "carry": true on "plants".',
  },
  {
    rule: 'a reference to another block of its own section',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').relevant = 'apples > 5';
    },
    says: 'item frost: it refers to "apples" in block harvest of section year, outside its own block. Remedy: ask "apples" in this block, or make it a carry fact of the routing section.',
  },
  {
    rule: 'an item that refers to itself',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = 'trees > 1';
    },
    says: 'item trees: it refers to itself: a loop',
  },
  {
    rule: 'an item that refers to a later one',
    change: (from) => {
      itemOf(from, 'plants', 'choices').relevant = 'trees > 1';
    },
    says: 'item plants: it refers to "trees", which comes later: a loop or an answer that is not there yet',
  },
  {
    rule: 'a check that refers to a later item',
    change: (from) => {
      itemOf(from, 'plants', 'choices').checks = [{ id: 'late', kind: 'soft', that: 'trees > 1' }];
    },
    says: 'item plants, check late: it refers to "trees", which comes later',
  },
  {
    rule: 'a section that looks at answers which are not carried',
    change: (from) => {
      sectionOf(from, 'year').relevant = "'rose' in plants";
    },
    says: 'section year: it refers to "plants" in block ground',
  },
  {
    rule: 'a routing section that depends on its own answers',
    change: (from) => {
      sectionOf(from, 'plot').relevant = "hasGarden == 'yes'";
    },
    says: 'section plot: it refers to the carry fact "hasGarden" before that is asked',
  },
  {
    rule: 'a row fact outside a repeated section',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = 'rowAge > 3';
    },
    says: 'item trees: "rowAge" is known only in a section repeated for roster rows',
  },
  {
    rule: 'an unknown option in a comparison',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "hasGarden == 'yess'";
    },
    says: 'item trees: "hasGarden" never has the value "yess": unknown option. Remedy: use one of "yes", "no".',
  },
  {
    rule: 'an unknown option in a list',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "hasGarden in ['yes', 'maybe']";
    },
    says: '"hasGarden" never has the value "maybe"',
  },
  {
    rule: 'an unknown option of choices',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "'tulip' in plants";
    },
    says: '"plants" never has the value "tulip"',
  },
  {
    rule: 'an unknown value of a protocol fact',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "wave == 'T3'";
    },
    says: '"wave" never has the value "T3"',
  },
  {
    rule: 'a number that is no point of the scale',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').relevant = 'hail == 3.0';
    },
    says: '"hail" never has the value 3',
  },
  {
    rule: 'an order between options',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "hasGarden < 'yes'";
    },
    says: 'the options of "hasGarden" have no order',
  },
  {
    rule: 'a comparison with a text',
    change: (from) => {
      blockOf(from, 'harvest').items.push({
        id: 'after',
        type: 'rating',
        min: 0,
        max: 5,
        relevant: "story == 'x'",
      });
      withTexts(from, ['after']);
    },
    says: 'item after: "story" is a text, and texts are not compared. Remedy: use missing(story) or a choice item.',
  },
  {
    rule: 'a gate in an expression',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "gate('consent')";
    },
    says: '"gate" is a gate, and gates decide which task opens, never which item shows',
  },
  {
    rule: 'a regular expression',
    change: (from) => {
      itemOf(from, 'trees', 'number').relevant = "hasGarden.matches('y.*')";
    },
    says: 'regular expressions are not allowed',
  },
  {
    rule: 'an offer that depends on an answer',
    change: (from) => {
      const [first] = itemOf(from, 'plants', 'choices').options;
      if (first !== undefined) first.relevant = "hasGarden == 'yes'";
    },
    says: 'item plants, option rose: "hasGarden" is an item, and what is offered depends on protocol facts only',
  },
  {
    rule: 'a reference to a note',
    change: (from) => {
      blockOf(from, 'harvest').items.push(
        { id: 'aside', type: 'note' },
        { id: 'after', type: 'rating', min: 0, max: 5, relevant: 'missing(aside)' },
      );
      withTexts(from, ['aside', 'after']);
    },
    says: 'item after: "aside" is a note and has no answer',
  },
  {
    rule: 'a fact about the subject where nobody is the subject',
    change: (from) => {
      itemOf(from, 'sown', 'date').relevant = 'subjectAge > 3.0';
    },
    says: 'item sown: "subjectAge" is known only where the questionnaire is about a child of the roster. Remedy: write "subject": "child" on the questionnaire or use another fact.',
  },
  {
    rule: 'a fact about the subject in a repeated section, too',
    change: (from) => {
      itemOf(from, 'pears', 'number').relevant = "subjectSex == 'f'";
    },
    says: 'item pears: "subjectSex" is known only where the questionnaire is about a child',
  },
  {
    rule: 'an unknown band of the subject',
    change: (from) => {
      from.definition.subject = 'child';
      itemOf(from, 'sown', 'date').relevant = "subjectBand == 'adult'";
    },
    says: 'item sown: "subjectBand" never has the value "adult": unknown option. Remedy: use one of "child-0-2", "child-3-7"',
  },
  {
    rule: 'a row fact on a shared scale',
    change: (from) => {
      from.definition.scales = {
        ...from.definition.scales,
        amounts: [{ value: 0 }, { value: 1 }, { value: 2, relevant: 'rowAge > 3.0' }],
      };
    },
    says: 'scale amounts, point 2: "rowAge" is known only in a section repeated for roster rows',
  },
  {
    rule: 'a row id among the written options',
    change: (from) => {
      itemOf(from, 'sown', 'date').relevant = 'firstWave';
      blockOf(from, 'tools').items.push({ id: 'why', type: 'note', relevant: "'child1' in helpers" });
      withTexts(from, ['why']);
    },
    says: '"helpers" never has the value "child1": unknown option. Remedy: use one of "nobody".',
  },
  {
    rule: 'an item that shows after an act',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').relevant = 'hail > 0';
    },
    says: 'item frost: it depends on "hail", which asks about an act. Remedy: ask it of everybody: no screen may depend on such an answer.',
  },
  {
    rule: 'an item that shows when an act is passed over',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').relevant = '!missing(hail)';
    },
    says: 'item frost: it depends on "hail", which asks about an act',
  },
  {
    rule: 'a section that shows after an answer that can signal danger',
    change: (from) => {
      itemOf(from, 'hasGarden', 'choice').signal = ['yes'];
      sectionOf(from, 'shed').relevant = "hasGarden == 'no'";
    },
    says: 'section shed: it depends on "hasGarden", whose answer can signal danger',
  },
  {
    rule: 'an item that shows after an answer of which the highest counts',
    change: (from) => {
      for (const item of blockOf(from, 'storms').items) delete item.act;
      itemOf(from, 'frost', 'frequency').relevant = 'hail > 0';
    },
    says: 'item frost: it depends on "hail", of a block whose highest pass counts',
  },
  {
    rule: 'danger by way of a compute',
    change: (from) => {
      itemOf(from, 'rainDays', 'number').signal = 6;
    },
    says: 'block tools, compute wet: it depends on "rainDays", whose answer can signal danger',
  },
  {
    rule: 'an expression that is too long',
    change: (from) => {
      itemOf(from, 'sown', 'date').relevant = `${'firstWave && '.repeat(30)}firstWave`;
    },
    says: 'item sown: "relevant" is too long: at most 300 characters are allowed. Remedy: write less.',
  },
];

describe('the compiler refuses in an expression', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });

  it('a mistake on a shared scale once, not for every item that uses it', () => {
    const lines = linesOf((from) => {
      from.definition.scales = {
        ...from.definition.scales,
        amounts: [{ value: 0 }, { value: 1 }, { value: 2, relevant: 'rowAge > 3.0' }],
      };
    });
    expect(lines).toHaveLength(1);
  });
});
