import { describe, expect, it } from 'vitest';
import { questionnaireMarkers } from './markers.ts';

const texts = {
  nl: {
    review: 'draft',
    title: 'Thuis',
    sections: { home: { title: 'Wonen', intro: 'Nu volgen vragen over waar je woont.' } },
    grids: {
      much: {
        label: {
          by: 'childCount',
          one: 'Hoe vaak deed uw kind dit?',
          other: 'Hoe vaak deden zij dit thuis?',
        },
      },
    },
    items: {
      house: {
        label: 'Woon je nu in een huis met {{row}} en verder niemand?',
        options: { yes: 'Ja, met ons tweeën', no: 'Nee' },
      },
    },
  },
} as const;

describe('the texts a profile is searched for', () => {
  const markers = questionnaireMarkers([{ texts }]);

  it('takes sentences in all their forms, cut where a name is put in, and leaves short ones out', () => {
    expect(markers.sentences).toEqual([
      'Nu volgen vragen over waar je woont.',
      'Woon je nu in een huis met',
      'Hoe vaak deed uw kind dit?',
      'Hoe vaak deden zij dit thuis?',
    ]);
  });

  it('takes options of twelve characters or more', () => {
    expect(markers.options).toEqual(['Ja, met ons tweeën']);
  });

  it('takes the longest word of a sentence when it says something by itself', () => {
    const long = {
      ...texts.nl,
      grids: {},
      items: { item: { label: 'Hoe vaak genoot je van de zomervakantie?' } },
    };
    expect(questionnaireMarkers([{ texts: { nl: long } }]).words).toEqual(['zomervakantie']);
  });
});
