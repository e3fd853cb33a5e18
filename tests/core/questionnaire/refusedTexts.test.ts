import { describe, expect, it } from 'vitest';
import { linesOf, type Rule, textsAt, withTexts } from '../../support/authoredQuestionnaire.ts';

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
    says: 'garden/v1/nl.json: item story: "label" is empty',
  },
  {
    rule: 'the subject where nobody is the subject',
    change: (from) => {
      for (const entry of textsAt(from, 'sown')) entry.label = 'When did {{subject}} sow?';
    },
    says: 'item sown: {{subject}} stands in a questionnaire that is not about a child of the roster. Remedy: write "subject": "child"',
  },
  {
    rule: 'the subject in the title',
    change: (from) => {
      for (const texts of Object.values(from.texts)) texts.title = 'The garden of {{subject}}';
    },
    says: 'nl.json: title: {{subject}} stands in a questionnaire that is not about a child',
  },
  {
    rule: 'a month in the title',
    change: (from) => {
      for (const texts of Object.values(from.texts)) texts.title = 'The garden since {{since}}';
    },
    says: 'nl.json: title: {{since}} stands where no period is known',
  },
  {
    rule: 'a row in the title',
    change: (from) => {
      for (const texts of Object.values(from.texts)) texts.title = 'The garden of {{row}}';
    },
    says: 'nl.json: title: {{row}} stands in a section that is not repeated',
  },
  {
    rule: 'a number in a text without forms',
    change: (from) => {
      for (const entry of textsAt(from, 'sown')) entry.label = 'When did your {{count}} children sow?';
    },
    says: 'item sown: {{count}} stands in a text without forms by number',
  },
  {
    rule: 'a number in forms by sex',
    change: (from) => {
      for (const entry of textsAt(from, 'pears'))
        entry.label = { by: 'sex', f: 'Her {{count}} pears?', m: 'His?', x: 'Pears?' };
    },
    says: 'item pears: {{count}} stands in a text without forms by number',
  },
  {
    rule: 'forms by sex where nobody is meant',
    change: (from) => {
      for (const entry of textsAt(from, 'sown')) entry.label = { by: 'sex', f: 'She?', m: 'He?', x: 'They?' };
    },
    says: 'item sown: a text has forms by sex, but nobody is meant whose sex is known. Remedy: write one text: forms by sex need a section with "repeat" or a questionnaire with "subject": "child".',
  },
  {
    rule: 'a mistake in one form only',
    change: (from) => {
      for (const entry of textsAt(from, 'pears'))
        entry.label = { by: 'sex', f: 'Her?', m: 'His {{apples}}?', x: 'Pears?' };
    },
    says: 'item pears: {{apples}} cannot be piped into a text',
  },
  {
    rule: 'a month in some forms only',
    change: (from) => {
      for (const entry of textsAt(from, 'helpers'))
        entry.label = { by: 'childCount', one: 'Since {{since}}?', other: 'Lately?' };
    },
    says: 'item helpers: a text names the month in some of its forms only',
  },
  {
    rule: 'a row in an option where there is none',
    change: (from) => {
      for (const entry of textsAt(from, 'mayEnter')) entry.options = { yes: 'Yes, {{row}}', no: 'No' };
    },
    says: 'item mayEnter: {{row}} stands in a section that is not repeated',
  },
  {
    rule: 'a row in a unit where there is none',
    change: (from) => {
      for (const entry of textsAt(from, 'rainDays')) entry.unit = 'days of {{row}}';
    },
    says: 'item rainDays: {{row}} stands in a section that is not repeated',
  },
  {
    rule: 'a row in the labels of a scale that is used without rows',
    change: (from) => {
      for (const texts of Object.values(from.texts))
        Object.assign(texts.scales?.amounts ?? {}, { '1': 'some of {{row}}' });
    },
    says: 'nl.json: scale amounts: {{row}} stands in a section that is not repeated',
  },
  {
    rule: 'an answer in the labels of a scale',
    change: (from) => {
      for (const texts of Object.values(from.texts))
        Object.assign(texts.scales?.counts ?? {}, { '1': '{{apples}}' });
    },
    says: 'nl.json: scale counts: {{apples}} cannot be piped into a text',
  },
  {
    rule: 'a month in one language of a help text',
    change: (from) => {
      for (const entry of textsAt(from, 'boots').slice(0, 1)) entry.help = 'Since {{since}}';
    },
    says: 'en.json: item boots: its help pipes other facts than in nl: none instead of since',
  },
  {
    rule: 'a month in one language of an option',
    change: (from) => {
      for (const entry of textsAt(from, 'boots').slice(1))
        entry.options = { yes: 'Yes', no: 'No, not since {{since}}' };
    },
    says: 'en.json: item boots: its option "no" pipes other facts than in nl: since instead of none',
  },
  {
    rule: 'a month in one language of a point',
    change: (from) => {
      Object.assign(from.texts.en?.scales?.amounts ?? {}, { '1': 'since {{since}}' });
    },
    says: 'en.json: scale amounts: its point "1" pipes other facts than in nl: since instead of none',
  },
  {
    rule: 'a first name in one language of a title',
    change: (from) => {
      const entry = from.texts.en?.sections.year;
      if (entry !== undefined) entry.title = 'The year';
    },
    says: 'en.json: section year: its title pipes other facts than in nl: none instead of row',
  },
  {
    rule: 'forms by a number that is always nought',
    change: (from) => {
      for (const entry of textsAt(from, 'sown'))
        entry.label = { by: 'parentCount', one: 'Your parent?', other: 'Your {{count}} parents?' };
    },
    says: 'item sown: a text has forms by parentCount, and a parent has no such rows. Remedy: write one text, or forms by childCount or partnerCount.',
  },
];

describe('the compiler refuses in texts', () => {
  it.each(rules)('$rule', ({ change, says }) => {
    expect(linesOf(change).join('\n')).toContain(says);
  });

  it('but not forms in one language that another does not need', () => {
    const lines = linesOf((from) => {
      const [nl, en] = [textsAt(from, 'helpers')[0], textsAt(from, 'pears')[1]];
      if (nl !== undefined) nl.label = 'Wie helpt er?';
      if (en !== undefined) en.label = 'The pears of {{row}}?';
    });
    expect(lines).toEqual([]);
  });
});
