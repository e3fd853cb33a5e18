import { describe, expect, it } from 'vitest';
import type { BlockSource, ItemSource } from '#core/questionnaire/source.ts';
import {
  blockOf,
  itemOf,
  linesOf,
  more,
  type Rule,
  sectionOf,
  withTexts,
} from '../../support/authoredQuestionnaire.ts';

const rules: readonly Rule[] = [
  {
    rule: 'a conditional first item of a block',
    change: (from) => {
      itemOf(from, 'apples', 'rating').relevant = 'firstWave';
    },
    says: 'item apples: the first item of block harvest has "relevant"',
  },
  {
    rule: 'a block of more than six items',
    change: (from) => {
      blockOf(from, 'harvest').items.push(...more(4));
      withTexts(from, ['more0', 'more1', 'more2', 'more3']);
    },
    says: 'block harvest: it has 7 items, at most 6 are allowed. Remedy: split it into two blocks.',
  },
  {
    rule: 'a block of more than five items for children',
    change: (from) => {
      from.definition.bands = ['child-8-11'];
      blockOf(from, 'harvest').items.push(...more(3));
      withTexts(from, ['more0', 'more1', 'more2']);
    },
    says: 'block harvest: it has 6 items, at most 5 are allowed for children',
  },
  {
    rule: 'more than four answers for children',
    change: (from) => {
      from.definition.bands = ['child-8-11'];
      itemOf(from, 'hasGarden', 'choice').options.push(
        ...['a', 'b', 'c'].map((id, at) => ({ id, code: 10 + at })),
      );
      for (const texts of Object.values(from.texts))
        texts.items.hasGarden = { label: 'x', options: { yes: 'y', no: 'n', a: 'a', b: 'b', c: 'c' } };
    },
    says: 'item hasGarden: it offers 5 answers, at most 4 are allowed for children',
  },
  {
    rule: 'two kinds of act in one block',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').act = { kind: 'threats', actor: 'row', victim: 'self' };
    },
    says: 'block storms: it mixes kinds or directions of acts. Remedy: make a block for each kind and each direction.',
  },
  {
    rule: 'two directions in one block',
    change: (from) => {
      itemOf(from, 'frost', 'frequency').act = { kind: 'words', actor: 'self', victim: 'row' };
    },
    says: 'block storms: it mixes kinds or directions of acts',
  },
  {
    rule: 'acts of a row in a section that is not repeated',
    change: (from) => {
      delete sectionOf(from, 'year').repeat;
      itemOf(from, 'pears', 'number').relevant = 'firstWave';
      for (const texts of Object.values(from.texts)) texts.sections.year = { title: 'The year' };
    },
    says: 'block storms: an act names the roster row, but section year is not repeated',
  },
  {
    rule: 'somebody who acts upon herself',
    change: (from) => {
      for (const id of ['hail', 'frost'])
        itemOf(from, id, 'frequency').act = { kind: 'words', actor: 'self', victim: 'self' };
    },
    says: 'block storms: actor and victim are both "self"',
  },
  {
    rule: 'acts that do not count the highest pass',
    change: (from) => {
      delete blockOf(from, 'storms').counts;
    },
    says: 'block storms: it asks about acts but does not count the highest pass. Remedy: write "counts": "highest".',
  },
  {
    rule: 'a counted answer without a severity',
    change: (from) => {
      from.definition.scales = { counts: [{ value: 0, severity: 0 }, { value: 1 }] };
    },
    says: 'item hail: block storms counts the highest pass, and not every answer declares a severity',
  },
  {
    rule: 'a number in a block that counts the highest pass',
    change: (from) => {
      blockOf(from, 'storms').items.push({ id: 'wind', type: 'number', min: 0, max: 9, whole: true });
      withTexts(from, ['wind']);
    },
    says: 'item wind: block storms counts the highest pass, and a number has no severity',
  },
  {
    rule: 'a block id that is used twice',
    change: (from) => {
      blockOf(from, 'storms').id = 'ground';
    },
    says: 'block ground: the id "ground" is used more than once',
  },
  {
    rule: 'a second routing section',
    change: (from) => {
      sectionOf(from, 'year').flags = ['routing'];
    },
    says: 'section year: there is a second routing section',
  },
  {
    rule: 'a routing section of more than six items',
    change: (from) => {
      sectionOf(from, 'plot').blocks.push({ id: 'rest', items: more(4) });
      withTexts(from, ['more0', 'more1', 'more2', 'more3']);
    },
    says: 'section plot: the routing section has 7 items, at most 6 are allowed',
  },
  {
    rule: 'a sensitive routing section',
    change: (from) => {
      sectionOf(from, 'plot').flags = ['routing', 'sensitive'];
    },
    says: 'section plot: the routing section is flagged "sensitive"',
  },
  {
    rule: 'a repeated routing section',
    change: (from) => {
      sectionOf(from, 'plot').repeat = 'child';
    },
    says: 'section plot: the routing section is repeated for roster rows',
  },
  {
    rule: 'a routing section that is not first',
    change: (from) => {
      from.definition.sections.reverse();
    },
    says: 'section plot: the routing section is not the first one',
  },
  {
    rule: 'a carry fact outside the routing section',
    change: (from) => {
      itemOf(from, 'apples', 'rating').carry = true;
    },
    says: 'item apples: it is a carry fact outside the routing section',
  },
  {
    rule: 'an act as a carry fact',
    change: (from) => {
      itemOf(from, 'hasGarden', 'choice').act = { kind: 'words', actor: 'other', victim: 'self' };
    },
    says: 'item hasGarden: a text, a note and an act cannot be carry facts',
  },
  {
    rule: 'a section too large for any bundle',
    change: (from) => {
      const blocks = Array.from(
        { length: 30 },
        (_, at): BlockSource => ({
          id: `b${at}`,
          items: Array.from(
            { length: 6 },
            (_unused, own): ItemSource => ({ id: `i${at}x${own}`, type: 'rating', min: 0, max: 9 }),
          ),
        }),
      );
      sectionOf(from, 'year').blocks.push(...blocks);
      withTexts(
        from,
        blocks.flatMap((block) => block.items.map((item) => item.id)),
      );
    },
    says: 'more than the largest size. Remedy: split the section in two.',
  },
  {
    rule: 'an act of a subject that is nobody',
    change: (from) => {
      for (const id of ['hail', 'frost'])
        itemOf(from, id, 'frequency').act = { kind: 'words', actor: 'row', victim: 'subject' };
    },
    says: 'block storms: an act names the subject, but the questionnaire is not about a child of the roster. Remedy: write "subject": "child"',
  },
  {
    rule: 'a row that acts upon itself',
    change: (from) => {
      for (const id of ['hail', 'frost'])
        itemOf(from, id, 'frequency').act = { kind: 'words', actor: 'row', victim: 'row' };
    },
    says: 'block storms: actor and victim are both "row"',
  },
  {
    rule: 'a form of children that a parent answers',
    change: (from) => {
      from.definition.bands = ['youth-12-15'];
    },
    says: 'garden/v1/definition.json: it is answered by a parent, and made for youth-12-15. Remedy: correct "respondent" or "bands"',
  },
  {
    rule: 'a form of adults that a child answers',
    change: (from) => {
      from.definition.respondent = 'child';
    },
    says: 'it is answered by a child, and made for adult',
  },
  {
    rule: 'a band that stands there twice',
    change: (from) => {
      from.definition.bands = ['adult', 'adult'];
    },
    says: 'garden/v1/definition.json: the band "adult" stands there twice',
  },
  {
    rule: 'a flag that stands there twice',
    change: (from) => {
      sectionOf(from, 'shed').flags = ['core', 'core'];
    },
    says: 'section shed: the flag "core" stands there twice',
  },
  {
    rule: 'an option without a severity where the highest pass counts',
    change: (from) => {
      blockOf(from, 'leave').counts = 'highest';
    },
    says: 'item mayEnter: block leave counts the highest pass, and not every answer declares a severity',
  },
  {
    rule: 'a section about rows that nobody has',
    change: (from) => {
      sectionOf(from, 'year').repeat = 'parent';
    },
    says: 'section year: it is about rows of kind "parent", and a parent has none. Remedy: use child or partner.',
  },
  {
    rule: 'options for rows that nobody has',
    change: (from) => {
      itemOf(from, 'helpers', 'choices').rows = { kind: 'parent' };
    },
    says: 'item helpers: it is about rows of kind "parent", and a parent has none',
  },
  {
    rule: 'a child that is asked about its children',
    change: (from) => {
      from.definition.respondent = 'child';
      from.definition.bands = ['youth-12-15'];
    },
    says: 'section year: it is about rows of kind "child", and a child has none. Remedy: use parent.',
  },
];

describe('the compiler refuses in sections and blocks', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });
});
