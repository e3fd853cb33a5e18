import { describe, expect, it } from 'vitest';
import { checkGarden, type Edits, gone } from '../../support/checkGarden.ts';
import { gardenQuestionnaire } from '../../support/gardenOutcomes.ts';

describe('outcomes.json', () => {
  it('of the garden is fine as it is', () => {
    expect(checkGarden({}).lines).toEqual([]);
  });

  it.each<[what: string, edits: Edits, says: string]>([
    ['an unknown key', { version: 2 }, 'outcomes.json: unknown key "version"'],
    ['an unknown key deep inside', { 'scores.0.itmes': [] }, 'score moods: unknown key "itmes"'],
    ['another format', { format: 2 }, '"format"'],
    ['a whole part that is missing', { suppression: gone }, '"suppression" is missing'],
    ['a rule without its source', { 'counting.cap.source': gone }, '"counting" "cap" "source" is missing'],
    ['a score without its source', { 'scores.0.source': gone }, 'score moods: "source" is missing'],
    ['an empty source', { 'scores.0.source': ' ' }, 'score moods: "source"'],
    ['bands without a source', { 'scores.0.bands.source': gone }, 'score moods: "bands" "source" is missing'],
    ['a problem without its source', { 'problems.0.source': gone }, 'problem gloom: "source" is missing'],
    [
      'a comparison without its source',
      { 'comparisons.0.source': gone },
      'comparison gardens: "source" is missing',
    ],
    ['a comparison without a year', { 'comparisons.0.year': gone }, 'comparison gardens: "year"'],
    ['a year that is a word', { 'comparisons.0.year': 'lately' }, 'comparison gardens: "year"'],
    ['a comparison without an age', { 'comparisons.0.age': gone }, 'comparison gardens: "age" is missing'],
    [
      'a share above all',
      { 'comparisons.0.figure.to': 140 },
      'comparison gardens: 140 percent is more than everybody',
    ],
    [
      'a figure that runs backwards',
      { 'comparisons.0.figure.to': 3 },
      'comparison gardens: its figure ends before it begins',
    ],
    [
      'a source that is not explained',
      { 'scores.0.source': 'G 12; Q 3' },
      'moods: the source "Q 3" is not explained',
    ],
    ['"own" as part of a word', { 'scores.0.source': 'owned' }, 'moods: the source "owned" is not explained'],
    ['an explained source that nobody names', { 'sources.H': 'a hedge' }, 'source H: no rule names it'],
    [
      'words in one language too few',
      { 'scores.0.title': { nl: 'Stemming' } },
      'moods: the words in "en" are missing',
    ],
    [
      'words in a language that the study does not have',
      { 'caveats.0.says.nl': 'regen' },
      'rain: the study has no language "nl"',
    ],
    ['a rule without words', { 'counting.cap.says': {} }, 'counting.cap: the words in "en" are missing'],
    ['an id with a hyphen', { 'scores.0.id': 'mood-s' }, 'score mood-s: "id"'],
    ['two things with one id', { 'problems.0.id': 'moods' }, 'the id "moods" is used twice'],
    ['two acts with one id', { 'acts.1.id': 'wind' }, 'the id "wind" is used twice'],
  ])('%s is refused', (_what, edits, says) => {
    expect(checkGarden(edits).lines.join('\n')).toContain(says);
  });
});

describe('rules', () => {
  it.each<[what: string, edits: Edits, says: string]>([
    [
      'a window that nothing fits',
      { 'counting.rateDays.value.to': 30 },
      'counting: no period lies within "rateDays"',
    ],
    [
      'a midpoint that shrinks',
      { 'counting.midpoints.value.2': 1 },
      'counting: the class 2 is not more than the class 1',
    ],
    [
      '"before" that counts',
      { 'counting.midpoints.value.3': 1 },
      'counting: what was before this period counts in it',
    ],
    [
      '"before" without a midpoint',
      { 'counting.before.value': 9 },
      'counting: the class "before" (9) has no midpoint',
    ],
    ['a midpoint of a word', { 'counting.midpoints.value.often': 3 }, '"often"'],
    [
      'an act without an item of it',
      { 'acts.0.items.0.item': 'calm' },
      'act wind: the item "calm" is about no act',
    ],
    [
      'an act of another kind',
      { 'acts.0.kind': 'words' },
      'act wind: the item "wind" is of the kind force, the act is words',
    ],
    [
      'an item of two acts',
      {
        'acts.1.items': [
          { questionnaire: 'garden', item: 'hail' },
          { questionnaire: 'garden', item: 'wind' },
        ],
      },
      'act hail: "wind" belongs to the act "wind" already',
    ],
    [
      'an act item that no act names',
      { 'acts.1.items': [{ questionnaire: 'garden', item: 'wind' }] },
      'item hail: no act names this item of garden',
    ],
    [
      'an unknown severe act',
      { 'incidents.frequentOrSerious.value.severe': ['frost'] },
      'incidents.frequentOrSerious: unknown act "frost"',
    ],
    [
      'a sensitivity without the threshold',
      { 'incidents.frequentOrSerious.value.sensitivity': [15, 30] },
      'the sensitivity does not include 22 itself',
    ],
    ['an unknown caveat', { 'incidents.frequentOrSerious.value.caveat': 'snow' }, 'unknown caveat "snow"'],
    [
      'direct and neglect at once',
      { 'incidents.kinds.value.neglect': ['force'] },
      'incidents.kinds: the kind force stands in two groups',
    ],
    [
      'an unknown section',
      { 'incidents.change.value.sections.0.section': 'fog' },
      'incidents.change: garden has no section "fog"',
    ],
    [
      'an unknown section of the period',
      { 'incidents.stoppedPeriod.value.sections': [{ questionnaire: 'garden', section: 'fog' }] },
      'incidents.stoppedPeriod: garden has no section "fog"',
    ],
    [
      'six months of what is no recency',
      { 'incidents.stoppedSixMonths.value.scores': ['moods'] },
      'incidents.stoppedSixMonths: the score "moods" is no recency',
    ],
    [
      'an unknown condition',
      { 'incidents.stopped.value.stoppedWhenAll': ['all-well'] },
      '"stoppedWhenAll" number 1 cannot be "all-well"',
    ],
    [
      'an unknown contact item',
      { 'incidents.stopped.value.contact.0.item': 'phone' },
      'incidents.stopped: garden has no item "phone"',
    ],
    [
      'an unknown witness score',
      { 'incidents.witness.value.seenOrHeard': ['heard'] },
      'incidents.witness: unknown score "heard"',
    ],
    [
      'control in a band that is not there',
      { 'incidents.control.value.control.0.bands': ['top'] },
      'incidents.control: the score "moods" has no band "top"',
    ],
    [
      'another way to combine informants',
      { 'incidents.informants.value.overActs': 'mean' },
      '"overActs" cannot be "mean"',
    ],
    [
      'a problem of an unknown score',
      { 'problems.0.whenAny.0.score': 'sun' },
      'problem gloom: unknown score "sun"',
    ],
    [
      'a problem of a score without bands',
      { 'problems.0.whenAny.0.score': 'roses' },
      'problem gloom: the score "roses" has no band "upper"',
    ],
    [
      'two scores of one informant',
      {
        'problems.0.whenAny': [
          { score: 'moods', bands: ['upper'] },
          { score: 'moods', bands: ['middle'] },
        ],
      },
      'problem gloom: it has more than one score and one informant',
    ],
    [
      'stacking of an unknown problem',
      { 'stacking.value.problems': ['mould'] },
      'stacking: unknown problem "mould"',
    ],
    [
      'a need of an unknown service',
      { 'help.needs.value.0.services': ['vet'] },
      'need gloom: unknown service "vet"',
    ],
    [
      'specialised and not in the list',
      { 'help.services.1.specialised': true },
      'service neighbour: it is specialised and not in the list',
    ],
    [
      'in the list and not specialised',
      { 'help.services.0.specialised': false },
      'service gardener: it is in the list "specialised" and not marked so',
    ],
    [
      'an unknown service in the list',
      { 'help.specialised.value.services': ['gardener', 'vet'] },
      'help.specialised: unknown service "vet"',
    ],
    [
      'an unknown item of a service',
      { 'help.services.0.items.0.item': 'spade' },
      'service gardener: garden has no item "spade"',
    ],
    [
      'participation by an unknown section',
      { 'participation.person.value.acts': [{ questionnaire: 'garden', section: 'fog' }] },
      'participation.person: garden has no section "fog"',
    ],
    [
      'a statistic of nothing',
      { 'statistics.0.of': ['frost'] },
      'statistic calmer: unknown score, problem or outcome "frost"',
    ],
    [
      'a statistic by an unknown method',
      { 'statistics.0.method': 't-test' },
      'statistic calmer: "method" cannot be "t-test"',
    ],
    [
      'a statistic with an unknown caveat',
      { 'statistics.0.caveats': ['snow'] },
      'statistic calmer: unknown caveat "snow"',
    ],
    [
      'a comparison with nothing',
      { 'comparisons.0.items': [] },
      'comparison gardens: nothing of this study stands beside it',
    ],
    [
      'a comparison without a figure',
      { 'comparisons.0.figure': null },
      'comparison gardens: it is called comparable and has no figure',
    ],
    [
      'a switch that stands elsewhere',
      { 'switches.0.byDefault': 'half' },
      'switch cap: "half" is none of its choices',
    ],
    ['no suppression', { 'suppression.value.below': 0 }, '"suppression" "value" "below"'],
  ])('with %s are refused', (_what, edits, says) => {
    expect(checkGarden(edits).lines.join('\n')).toContain(says);
  });

  it('say everything that is wrong at once', () => {
    const { lines } = checkGarden({
      'scores.0.items.0': 'clam',
      'acts.0.kind': 'words',
      'sources.H': 'a hedge',
    });
    expect(lines).toHaveLength(3);
  });

  it('leave a questionnaire with mistakes of its own alone until they are mended', () => {
    const { lines } = checkGarden({}, { compiled: [] });
    expect(lines).toEqual([]);
    expect(checkGarden({}, { compiled: [], folders: [] }).lines.length).toBeGreaterThan(5);
  });

  it('read the newest version of a questionnaire', () => {
    const [practice, ...sections] = gardenQuestionnaire.sections;
    const older = { ...gardenQuestionnaire, sections: practice === undefined ? [] : [practice] };
    const newer = { ...gardenQuestionnaire, version: 2 };
    expect(sections.length).toBeGreaterThan(0);
    expect(checkGarden({}, { compiled: [older, newer] }).lines).toEqual([]);
    expect(checkGarden({}, { compiled: [{ ...older, version: 3 }, newer] }).lines).not.toEqual([]);
  });

  it('do not ask for the acts of a licensed instrument from outside', () => {
    const act = { kind: 'words', actor: 'other', victim: 'self' } as const;
    const sections = gardenQuestionnaire.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => ({
        ...block,
        items: block.items.map((item) => (item.id === 'wind' ? { ...item, act } : item)),
      })),
    }));
    const outside = { ...gardenQuestionnaire, questionnaire: 'greenhouse', prefix: 'gh', sections };
    const lines = (licence: object) =>
      checkGarden({}, { compiled: [gardenQuestionnaire, { ...outside, ...licence }] }).lines;
    expect(lines({}).join('\n')).toContain('no act names this item of greenhouse');
    expect(lines({ licence: { holder: 'a seedsman', terms: 'by letter' } })).toEqual([]);
  });
});
