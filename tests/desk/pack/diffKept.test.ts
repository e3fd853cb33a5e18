import { describe, expect, it } from 'vitest';
import { type Authoring, blockOf, itemOf, sectionOf, textsAt } from '../../support/authoredQuestionnaire.ts';
import { changed } from '../../support/gardenDiff.ts';

const fail = (): never => {
  throw new Error('no such language');
};
describe('what changed between two versions and breaks no comparison', () => {
  it.each<[what: string, change: Authoring, line: string]>([
    [
      'a code with a recode',
      (from) => {
        const item = itemOf(from, 'hasGarden', 'choice');
        item.options = [
          { id: 'own', code: 1 },
          { id: 'no', code: 0 },
        ];
        item.recode = [{ from: 1, map: { yes: 'own' } }];
      },
      'recoded: item hasGarden: yes=1 no=0 -> own=1 no=0, with a recode from v1',
    ],
    [
      'one more answer with a recode',
      (from) => {
        const item = itemOf(from, 'hasGarden', 'choice');
        item.options.push({ id: 'shared', code: 2 });
        item.recode = [{ from: 1, map: { yes: 'yes' } }];
      },
      'recoded: item hasGarden: yes=1 no=0 -> yes=1 no=0 shared=2, with a recode from v1',
    ],
    [
      'a recode between the same codes',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').recode = [{ from: 1, map: { yes: 'no', no: 'yes' } }];
      },
      'recoded: item hasGarden: yes=1 no=0 -> yes=1 no=0, with a recode from v1',
    ],
    [
      'items in another order',
      (from) => {
        blockOf(from, 'storms').items.reverse();
      },
      'in another order: item frost: it now comes before hail',
    ],
    [
      'sections in another order',
      (from) => {
        from.definition.sections.reverse();
      },
      'in another order: item rainDays: it now comes before hasGarden',
    ],
    [
      'faces instead of words',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').look = 'faces';
      },
      'shown or used otherwise: item hasGarden: carried -> faces, carried',
    ],
    [
      'more room for a text',
      (from) => {
        itemOf(from, 'story', 'text').maxLength = 200;
      },
      'shown or used otherwise: item story: at most 100 characters -> at most 200 characters',
    ],
    [
      'a line that leaves its grid',
      (from) => {
        blockOf(from, 'tools').items.splice(
          3,
          1,
          { id: 'nettles', type: 'scale', scale: 'amounts', relevant: '!missing(rainDays)' },
          { id: 'thistles', type: 'scale', scale: 'amounts', relevant: '!missing(rainDays)' },
        );
      },
      'shown or used otherwise: item nettles: in a grid -> plain',
    ],
    [
      'an answer that is remembered no longer',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').carry = false;
      },
      'shown or used otherwise: item hasGarden: carried -> plain',
    ],
    [
      'a consent that an answer gives no longer',
      (from) => {
        for (const item of blockOf(from, 'leave').items) if (item.type === 'choice') delete item.consent;
      },
      'shown or used otherwise: item mayEnter: consent entering -> plain',
    ],
    [
      'a rest',
      (from) => {
        sectionOf(from, 'shed').rest = true;
      },
      'shown or used otherwise: section shed: a rest comes with it',
    ],
    [
      'a licence',
      (from) => {
        from.definition.licence = { holder: 'Somebody', terms: 'Ask.' };
      },
      'shown or used otherwise: questionnaire: under licence of: nobody -> Somebody',
    ],
    [
      'a new item',
      (from) => {
        blockOf(from, 'ground').items.push({ id: 'bench', type: 'text', maxLength: 9 });
      },
      'added: item bench: text in section plot, block ground',
    ],
    [
      'another place',
      (from) => {
        const [trees] = blockOf(from, 'ground').items.splice(2, 1);
        if (trees !== undefined) blockOf(from, 'leave').items.push(trees);
      },
      'moved: item trees: section plot, block ground -> section shed, block leave',
    ],
    [
      'another check',
      (from) => {
        itemOf(from, 'pears', 'number').checks = [];
      },
      'checked otherwise: item pears: checks: tooMany soft pears <= apples -> none',
    ],
    [
      'words of an item, in one language',
      (from) => {
        const story = from.texts.en?.items.story;
        if (story !== undefined) story.label = 'Tell us';
      },
      'text only: item story: words differ in en',
    ],
    [
      'labels of a scale',
      (from) => {
        for (const texts of Object.values(from.texts))
          texts.scales = { ...texts.scales, counts: { '0': 'no', '1': 'once' } };
      },
      'text only: item hail: words differ in nl, en',
    ],
    [
      'an introduction',
      (from) => {
        for (const texts of Object.values(from.texts))
          texts.sections.shed = { title: 'Shed', intro: 'Mind it.' };
      },
      'text only: section shed: words differ in nl, en',
    ],
    [
      'a language',
      (from) => {
        from.texts.fr = from.texts.en ?? fail();
      },
      'text only: questionnaire: languages: nl en -> nl en fr',
    ],
    [
      'what stands above a grid',
      (from) => {
        for (const texts of textsAt(from, 'weeds')) texts.label = 'How many?';
      },
      'text only: item thistles: words differ in nl, en',
    ],
  ])('%s', (_what, change, line) => {
    const { breaks, keeps } = changed(change);
    expect(keeps).toContain(line);
    expect(breaks).toEqual([]);
  });

  it('a compute with another name is no change', () => {
    expect(
      changed((from) => {
        const tools = blockOf(from, 'tools');
        tools.compute = { soaked: 'rainDays > 3.0', slippery: "soaked && hasGarden == 'yes'" };
        const boots = itemOf(from, 'boots', 'choice');
        boots.relevant = 'slippery';
        boots.checks = [{ id: 'dry', kind: 'soft', that: "boots == 'yes' || !slippery" }];
      }),
    ).toEqual({ breaks: [], keeps: [] });
  });

  it('the order in which a file says things is no change', () => {
    expect(
      changed((from) => {
        for (const texts of Object.values(from.texts)) {
          const { boots } = texts.items;
          if (boots !== undefined) texts.items.boots = { options: {}, ...boots, label: boots.label };
        }
        itemOf(from, 'hasGarden', 'choice').carry = true;
      }),
    ).toEqual({ breaks: [], keeps: [] });
  });

  it('a note for translators is no change', () => {
    expect(
      changed((from) => {
        for (const texts of textsAt(from, 'story')) texts.note = 'a tale';
      }),
    ).toEqual({ breaks: [], keeps: [] });
  });
});
