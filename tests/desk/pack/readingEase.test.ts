import { describe, expect, it } from 'vitest';
import { formulaOf, sentencesOf, sizeOf, syllablesOf, wordsOf } from '#desk/pack/check/readingEase.ts';

describe('counting a text', () => {
  it.each([
    ['nl', 'huis', 1],
    ['nl', 'kinderen', 3],
    ['nl', 'vrouw', 1],
    ['nl', 'mooie', 2],
    ['nl', 'ideeën', 3],
    ['nl', 'geïnteresseerd', 5],
    ['nl', 'leeuw', 1],
    ['nl', 'sociaal', 3],
    ['nl', 'zzp', 1],
    ['en', 'time', 1],
    ['en', 'asked', 1],
    ['en', 'wanted', 2],
    ['en', 'table', 2],
    ['en', 'beautiful', 3],
    ['en', 'people', 2],
  ] as const)('%s: "%s" has %i syllables', (language, word, count) => {
    expect(syllablesOf(word, language)).toBe(count);
  });

  it('an abbreviated name, a number and a piped name are words', () => {
    expect(wordsOf("Wat deed {{row}} vóór 18.00 uur in Sam's huis?")).toEqual([
      'Wat',
      'deed',
      'Sam',
      'vóór',
      '18',
      '00',
      'uur',
      'in',
      "Sam's",
      'huis',
    ]);
  });

  it('sentences end at a point, a mark or a line, not inside a number', () => {
    expect(sentencesOf('Eén. Twee? Drie!\nVier: vijf 1.5 zes …')).toEqual([
      'Eén.',
      'Twee?',
      'Drie!',
      'Vier:',
      'vijf 1.5 zes …',
    ]);
  });

  it('nothing has no words', () => {
    expect(sizeOf(' … ', 'nl')).toEqual({ words: 0, sentences: 0, syllables: 0, longest: 0 });
  });
});

describe('published formulas, worked by hand', () => {
  it('Flesch-Douma: 8 words, 2 sentences, 11 syllables', () => {
    const size = sizeOf('De kat zat op de mat. Buiten regende', 'nl');
    expect(size).toEqual({ words: 8, sentences: 2, syllables: 11, longest: 6 });
    // 206.84 - 0.77 x 137.5 - 0.93 x 4
    expect(formulaOf('nl')?.ease(size)).toBeCloseTo(97.245, 6);
  });

  it('Flesch reading ease: one sentence of six short words', () => {
    const size = sizeOf('The cat sat on the mat.', 'en');
    expect(size).toEqual({ words: 6, sentences: 1, syllables: 6, longest: 6 });
    // 206.835 - 84.6 - 1.015 x 6
    expect(formulaOf('en')?.ease(size)).toBeCloseTo(116.145, 6);
  });

  it('other languages have none', () => {
    expect(formulaOf('ar')).toBeUndefined();
    expect(formulaOf('constructor')).toBeUndefined();
  });
});
