import { describe, expect, it } from 'vitest';
import { problemLine } from '#core/questionnaire/problem.ts';
import { findMonthWords } from '#desk/pack/check/findMonthWords.ts';
import { findWarnings } from '#desk/pack/check/findWarnings.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';

const withLabel = (language: string, label: string) =>
  compiledGarden((from) => {
    const entry = from.texts[language]?.items.apples;
    if (entry !== undefined) entry.label = label;
  });

describe('the words before a month', () => {
  it.each<[language: string, label: string, wanted: string]>([
    ['nl', 'Appels sinds {{since}}?', 'begin {{since}}'],
    ['nl', 'Appels sinds {{since}}, of sinds begin {{since}}?', 'begin {{since}}'],
    ['en', 'Apples since {{since}}?', 'beginning of {{since}}'],
  ])('%s: "%s" is warned of', (language, label, wanted) => {
    const garden = withLabel(language, label);
    const line = `garden/v1/${language}.json: item apples: {{since}} stands without "${wanted.replace(' {{since}}', '')}" before it: the table's codebook says "the period" there. Remedy: write ${wanted}.`;
    expect(findMonthWords(garden, 'garden/v1').map(problemLine)).toEqual([line]);
    expect(findWarnings([garden], []).map(problemLine)).toContain(line);
  });

  it.each([
    ['nl', 'Appels sinds het begin {{since}}?'],
    ['nl', 'Begin {{since}}: appels?'],
    ['en', 'Apples since the beginning of {{since}}?'],
  ])('%s: "%s" is well', (language, label) => {
    expect(findMonthWords(withLabel(language, label), 'garden/v1')).toEqual([]);
  });
});
