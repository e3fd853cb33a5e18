import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '#ui/words/language.ts';
import { monthText } from '#ui/words/monthText.ts';
import { addWords, createWords } from '#ui/words/words.ts';

const folder = join(import.meta.dirname, '../../src/ui/words');
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const placeholders = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** Every file of source in which words are used. */
const source = ['ui', 'cover', 'participant']
  .flatMap((part) =>
    readdirSync(join(import.meta.dirname, '../../src', part), { recursive: true, encoding: 'utf8' }).map(
      (path) => join(import.meta.dirname, '../../src', part, path),
    ),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe.each(['cover', 'space'])('the words of the %s', (part) => {
  const dutch = read(`${part}/nl.json`);
  const english = read(`${part}/en.json`);
  const senses = read(`${part}/senses.json`);

  it('exist in every language, each with its sense for translators', () => {
    expect(Object.keys(english)).toEqual(Object.keys(dutch));
    expect(Object.keys(senses).sort()).toEqual(Object.keys(dutch).sort());
    expect(Object.values({ ...dutch, ...english, ...senses }).filter((text) => text.trim() === '')).toEqual(
      [],
    );
  });

  it('have the same places to fill in', () => {
    for (const [key, text] of Object.entries(dutch)) {
      expect(placeholders(english[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('are all used', () => {
    const unused = Object.keys(dutch).filter((key) => {
      const plain = key.replace(/_(young|one|other)/g, '');
      const stem = plain.slice(0, plain.lastIndexOf('.'));
      const above = stem.slice(0, stem.lastIndexOf('.'));
      return ![`'${plain}'`, `\`${stem}.\${`, `\`${above}.\${`].some((used) => source.includes(used));
    });
    expect(unused).toEqual([]);
  });

  it('never promise that something is erased', () => {
    const promising = Object.entries({ ...dutch, ...english }).filter(([, text]) =>
      /\berased?\b|\bgewist\b/i.test(text),
    );
    expect(promising.filter(([, text]) => !/niets gewist/i.test(text))).toEqual([]);
  });
});

describe('choosing a language', () => {
  it('takes the first that exists, whatever the region', () => {
    expect(chooseLanguage(['fr-FR', 'en-GB', 'nl'])).toBe('en');
    expect(chooseLanguage(['NL-be'])).toBe('nl');
  });

  it('is Dutch when nothing fits', () => {
    expect(chooseLanguage([])).toBe('nl');
    expect(chooseLanguage(['ar', 'tr'])).toBe('nl');
  });

  it('counts in the chosen language', async () => {
    const words = await createWords('nl');
    await addWords(words, 'space', 'nl');
    expect(words.t('home.lead', { ns: 'space', count: 1, context: 'young' })).toBe(
      'Er staat één ding voor je klaar.',
    );
    expect(words.t('home.lead', { ns: 'space', count: 2 })).toBe('Er staan 2 dingen voor u klaar.');
  });

  it('names months in words, in any zone', () => {
    expect(monthText('2025-03-01', 'nl')).toBe('maart 2025');
    expect(monthText('2015-12', 'en')).toBe('December 2015');
  });
});
