import { describe, expect, it } from 'vitest';
import { checkGarden, type Edits, gone } from '../../support/checkGarden.ts';

const firstBand = 'scores.0.bands.list';

describe('a score', () => {
  it.each<[what: string, edits: Edits, says: string]>([
    ['an unknown method', { 'scores.0.method': 'guess' }, 'score moods: "method" cannot be "guess"'],
    [
      'an unknown questionnaire',
      { 'scores.0.questionnaire': 'forest' },
      'score moods: unknown questionnaire "forest"',
    ],
    ['an unknown item', { 'scores.0.items.0': 'clam' }, 'score moods: garden has no item "clam"'],
    ['no item', { 'scores.0.items': [] }, 'score moods: "items" has too few entries'],
    [
      'an item named twice',
      { 'scores.0.items': ['calm', 'glad', 'calm'] },
      'score moods: the item "calm" is named twice',
    ],
    [
      'an item reversed that is not named',
      { 'scores.0.reversed': ['glum'] },
      'score moods: it reverses "glum", which it does not name',
    ],
    [
      'an item of another place',
      { 'scores.0.items': ['calm', 'growth'] },
      'score moods: the item "growth" is asked per child, the score is per subject',
    ],
    [
      'a score per row of an item asked once',
      { 'scores.0.per': 'partner' },
      'the item "calm" is asked once, the score is per partner',
    ],
    ['practice', { 'scores.0.items.0': 'tryOut' }, 'the item "tryOut" is practice and is never tabulated'],
    [
      'scales of different length',
      { 'scores.0.items': ['glad', 'short'] },
      '"glad" runs from 0 to 4 and "short" from 0 to 2',
    ],
    ['a text', { 'scores.0.items.0': 'names' }, 'the item "names" is a text and has no number'],
    [
      'several ticks without saying which',
      { 'scores.3.items': ['flowers'] },
      'the item "flowers" can be ticked more than once',
    ],
    [
      'an unknown option',
      { 'scores.3.items.0.options': ['oak'] },
      'score roses: the item "flowers" has no option "oak"',
    ],
    [
      'an exception that is no option',
      { 'scores.3.items.0': { item: 'flowers', except: ['oak'] } },
      'the item "flowers" has no option "oak"',
    ],
    [
      'ticks of an item without any',
      { 'scores.3.items.0': { item: 'calm', options: ['rose'] } },
      'the item "calm" has no option "rose"',
    ],
    [
      'a choice that is ticked',
      { 'scores.3.items.0': { item: 'watered', options: ['yes'] } },
      'the item "watered" has nothing to tick',
    ],
    [
      'a number for an unknown option',
      { 'scores.4.items.0.numbers.maybe': 1 },
      'the item "watered" has no option or point "maybe"',
    ],
    [
      'an option without its number',
      { 'scores.4.items.0.numbers': { yes: 1 } },
      'the item "watered" has no number for "no"',
    ],
    [
      'numbers that are all null',
      { 'scores.4.items.0.numbers': { yes: null, no: null } },
      'the item "watered" has only nulls',
    ],
    [
      'numbers for a number',
      { 'scores.4.items.0': { item: 'litres', numbers: { '1': 1 } } },
      'the item "litres" takes no table of numbers',
    ],
    [
      'a rate of what is no count',
      { 'scores.1.items': ['calm'] },
      'score stormRate: the item "calm" is no count',
    ],
    ['a rate reversed', { 'scores.1.reversed': ['wind'] }, 'the method rate reverses nothing'],
    [
      'a recency of two items',
      { 'scores.2.items': ['lastStorm', 'watered'] },
      'score stormLast: a recency is read from one item',
    ],
    ['a recency of a scale', { 'scores.2.items': ['calm'] }, 'the item "calm" cannot say how long ago'],
    [
      'a recency option without days',
      { 'counting.recencyDays.value': { week: 0 } },
      'the item "lastStorm" has the option "never" without days',
    ],
    [
      'a class without a midpoint',
      { 'counting.midpoints.value': { '0': 0, '1': 1, '3': 0 } },
      'the item "wind" has the class 2 without a midpoint',
    ],
    [
      'a count without its number',
      { 'scores.0.method': 'count' },
      'score moods: a count needs the number from which an item counts',
    ],
    [
      'a threshold that means nothing',
      { 'scores.0.atLeast': 2 },
      '"atLeast" means nothing to the method mean',
    ],
    [
      'more answers asked than items',
      { 'scores.0.missing': { least: { number: 3 } } },
      '3 valid answers are asked of 2 items',
    ],
    [
      'a share above 1',
      { 'scores.0.missing': { least: { share: 1.2 } } },
      'score moods: "missing" "least" "share" is too large',
    ],
    [
      'filling in where nothing is filled in',
      { 'scores.0.missing': { least: { share: 1 }, fill: 'mean' } },
      'the method mean does not fill in what is missing',
    ],
    [
      'an answer that is enough for a mean',
      { 'scores.0.missing': { least: { share: 1 }, enough: 3 } },
      'one answer is never enough for the method mean',
    ],
    [
      'an answer that is enough and could still change its band',
      { 'scores.0.method': 'highest', 'scores.0.missing': { least: { share: 1 }, enough: 1 } },
      'score moods: 1 is enough, and the last band begins at 3',
    ],
    [
      'an answer that is enough without bands',
      {
        'scores.0.method': 'highest',
        'scores.0.missing': { least: { share: 1 }, enough: 3 },
        'scores.0.bands': gone,
      },
      'score moods: 3 is enough, and there are no bands',
    ],
    [
      'an unknown missing reason',
      { 'scores.0.leaveOut': ['forgot'] },
      'score moods: "leaveOut" number 1 cannot be "forgot"',
    ],
  ])('with %s is refused', (_what, edits, says) => {
    expect(checkGarden(edits).lines.join('\n')).toContain(says);
  });

  it('is compiled with how each answer becomes a number', () => {
    const [moods, rate, last, roses, watering] = checkGarden({}).outcomes?.scores ?? [];
    expect(moods).toMatchObject({
      least: { share: 0.8 },
      fill: 'none',
      items: [
        { item: 'calm', reading: { how: 'number' }, low: 0, high: 4, reversed: false },
        { item: 'glad', reversed: true },
      ],
    });
    expect(rate?.items[0]).toMatchObject({
      reading: { how: 'table', numbers: { '0': 0, '1': 1, '2': 2, '3': 0 } },
      high: 2,
    });
    expect(last?.items[0]).toMatchObject({ reading: { numbers: { week: 0, never: 36_525 } } });
    // That nothing happened takes every answer.
    expect(roses?.least).toEqual({ share: 1 });
    expect(roses).toMatchObject({ atLeast: 1, items: [{ reading: { how: 'ticked', options: ['rose'] } }] });
    expect(watering).toMatchObject({ fill: 'mean', items: [{ low: 1, high: 1 }] });
  });
});

describe('bands', () => {
  const list = (...bands: readonly (readonly [string, number, number?])[]) => ({
    [firstBand]: bands.map(([id, from, below]) => ({ id, from, ...(below === undefined ? {} : { below }) })),
  });
  it.each<[what: string, edits: Edits, says: string]>([
    ['overlap', list(['a', 0, 2], ['b', 1.5]), 'the bands "a" and "b" overlap'],
    ['overlap because one never ends', list(['a', 0], ['b', 2]), 'the bands "a" and "b" overlap'],
    ['leave a gap', list(['a', 0, 2], ['b', 2.5]), 'no band holds a score from 2 to 2.5'],
    ['begin too late', list(['a', 1, 2], ['b', 2]), 'no band holds a score from 0 to 1'],
    ['end too early', list(['a', 0, 2], ['b', 2, 3]), 'no band holds a score of 3 and more'],
    ['run backwards', list(['a', 0, -1], ['b', -1]), 'the band "a" ends before it begins'],
    ['are out of reach', list(['a', 0, 9], ['b', 9]), 'no score reaches the band "b": the highest is 4'],
    ['share a name', list(['a', 0, 2], ['a', 2]), 'two bands are called "a"'],
    ['are alone', list(['a', 0]), 'score moods: "bands" "list" has too few entries'],
    [
      'are called validated on our own word',
      { 'scores.0.bands.validated': true },
      'its bands are called validated, and their source is own',
    ],
    [
      'do not say how they were fixed',
      { 'scores.0.bands.fixed': gone },
      'score moods: "bands" "fixed" is missing',
    ],
    [
      'do not say whether they are validated',
      { 'scores.0.bands.validated': gone },
      '"bands" "validated" is missing',
    ],
  ])('that %s are refused', (_what, edits, says) => {
    expect(checkGarden(edits).lines.join('\n')).toContain(says);
  });

  it('of a licensed instrument may be validated', () => {
    const edits = { 'scores.0.bands.validated': true, 'scores.0.bands.source': 'G 40' };
    expect(checkGarden(edits).lines).toEqual([]);
  });
});
