import { describe, expect, it } from 'vitest';
import { linesOf, type Rule, withTexts } from '../../support/authoredQuestionnaire.ts';

const rules: readonly Rule[] = [
  {
    rule: 'a missing translation of an item',
    change: (from) => {
      delete from.texts.en?.items.story;
    },
    says: 'garden/v1/en.json: item story: the translation is missing. Remedy: add its label.',
  },
  {
    rule: 'a missing translation of a section',
    change: (from) => {
      delete from.texts.nl?.sections.year;
    },
    says: 'garden/v1/nl.json: section year: the translation is missing',
  },
  {
    rule: 'a missing translation of an option',
    change: (from) => {
      delete from.texts.en?.items.hasGarden?.options?.no;
    },
    says: 'en.json: item hasGarden: the translation of option "no" is missing',
  },
  {
    rule: 'a missing translation of a check',
    change: (from) => {
      delete from.texts.en?.items.pears?.checks;
    },
    says: 'en.json: item pears: the translation of check "tooMany" is missing',
  },
  {
    rule: 'a missing label of a scale',
    change: (from) => {
      delete from.texts.en?.scales?.counts?.['1'];
    },
    says: 'en.json: scale counts: the translation of point "1" is missing',
  },
  {
    rule: 'a text for nothing',
    change: (from) => {
      withTexts(from, ['storey']);
    },
    says: 'nl.json: item storey: there is a text for something that the definition does not have',
  },
  {
    rule: 'an option text for nothing',
    change: (from) => {
      const entry = from.texts.nl?.items.story;
      if (entry !== undefined) entry.options = { yes: 'Ja' };
    },
    says: 'nl.json: item story: there is a text for option "yes", which the definition does not have',
  },
  {
    rule: 'a whole language that is missing',
    change: (from) => {
      delete from.texts.en;
    },
    says: 'garden/v1/en.json: the whole translation is missing. Remedy: write en.json beside definition.json.',
  },
  {
    rule: 'a language that the study does not have',
    change: (from) => {
      const { nl } = from.texts;
      if (nl !== undefined) from.texts.fr = nl;
    },
    says: 'garden/v1/fr.json: the study has no language "fr"',
  },
  {
    rule: 'an answer piped into a text',
    change: (from) => {
      const entry = from.texts.nl?.items.apples;
      if (entry !== undefined) entry.label = 'You said {{trees}}, since {{since}}';
    },
    says: 'nl.json: item apples: {{trees}} cannot be piped into a text',
  },
  {
    rule: 'a first name where there is no row',
    change: (from) => {
      for (const texts of Object.values(from.texts))
        texts.items.trees = { label: 'Trees of {{row}}?', unit: 'trees' };
    },
    says: 'item trees: {{row}} stands in a section that is not repeated',
  },
  {
    rule: 'braces that are not closed',
    change: (from) => {
      for (const texts of Object.values(from.texts))
        texts.items.trees = { label: 'Trees {{since?', unit: 'trees' };
    },
    says: 'a pair of double braces is not closed',
  },
  {
    rule: 'a month that one language leaves out',
    change: (from) => {
      const entry = from.texts.en?.items.apples;
      if (entry !== undefined) entry.label = 'Apples?';
    },
    says: 'en.json: item apples: its label pipes other facts than in nl: none instead of since',
  },
  {
    rule: 'a help text in one language only',
    change: (from) => {
      const entry = from.texts.nl?.items.apples;
      if (entry !== undefined) entry.help = 'Hulp';
    },
    says: 'en.json: item apples: "help" stands in one language only (source: nl)',
  },
  {
    rule: 'an intro in one language only',
    change: (from) => {
      const entry = from.texts.nl?.sections.plot;
      if (entry !== undefined) entry.intro = 'Begin';
    },
    says: 'en.json: section plot: "intro" stands in one language only',
  },
  {
    rule: 'a unit on something that is not a number',
    change: (from) => {
      for (const texts of Object.values(from.texts))
        texts.items.apples = { label: 'Apples since {{since}}?', unit: 'kilo' };
    },
    says: 'item apples: it has a unit, but it is a rating',
  },
  {
    rule: 'an empty label',
    change: (from) => {
      const entry = from.texts.nl?.items.story;
      if (entry !== undefined) entry.label = '  ';
    },
    says: 'garden/v1/nl.json: item story: "label": too small',
  },
];

describe('the compiler refuses in texts', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });
});
