import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextsSource } from '#core/questionnaire/source.ts';
import type { Published } from '#desk/pack/publish/publishedSource.ts';
import { exportWords } from '#desk/pack/words/exportWords.ts';
import { importWords, sheetPlace } from '#desk/pack/words/importWords.ts';
import { fromSheet, type SheetRow, toSheet } from '#desk/pack/words/wordSheet.ts';
import { authored } from '../../support/authoredQuestionnaire.ts';
import { packCommand } from '../../support/packCommand.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

const { nl, en } = authored().texts;
if (nl === undefined || en === undefined) throw new Error('no texts');
const folder = 'garden/v1';
const rowsOf = (source: TextsSource = nl, translated: TextsSource | null = en): readonly SheetRow[] =>
  exportWords({ folder, language: 'en', source, translated });
const sure = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
/** Through a file and back, as after a translator's work. */
const back = (rows: readonly SheetRow[]): readonly SheetRow[] => sure(fromSheet(toSheet(rows)));
const edit =
  (key: string, change: Partial<SheetRow>) =>
  (row: SheetRow): SheetRow =>
    row.key === key ? { ...row, ...change } : row;
const refused = (rows: readonly SheetRow[], source = nl): readonly string[] => {
  const imported = importWords(rows, source, en);
  return imported.ok ? [] : imported.error;
};

describe('a table for a translator', () => {
  it('has every text with source, translation, state, note and limits', () => {
    const rows = rowsOf();
    expect(rows.find(({ key }) => key === 'items.hasGarden.label')).toEqual({
      questionnaire: 'garden/v1',
      language: 'en',
      key: 'items.hasGarden.label',
      source: 'A garden?',
      translation: 'A garden?',
      state: 'draft',
      note: 'for translators',
      limits: 'at most 1200 characters',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(rows.find(({ key }) => key === 'items.apples.label')?.limits).toBe(
      'at most 1200 characters; keep {{since}} as they are',
    );
    const keys = rows.map(({ key }) => key);
    expect(keys.slice(0, 3)).toEqual(['title', 'sections.plot.title', 'sections.year.title']);
    expect(keys).toEqual(
      expect.arrayContaining(['scales.amounts.2', 'items.trees.unit', 'items.pears.checks.tooMany']),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has one row for each form, with all forms of the source beside it', () => {
    const forms = rowsOf().filter(({ key }) => key.startsWith('items.pears.label'));
    expect(forms.map(({ key, translation }) => [key, translation])).toEqual([
      ['items.pears.label@sex.f', 'Her pears?'],
      ['items.pears.label@sex.m', 'His pears?'],
      ['items.pears.label@sex.x', 'Pears?'],
    ]);
    expect(forms[0]?.source).toBe('[sex.f] Her pears? / [sex.m] His pears? / [sex.x] Pears?');
  });

  it('begins a new language with empty translations', () => {
    const rows = rowsOf(nl, null);
    expect(rows.every(({ translation, state }) => translation === '' && state === 'draft')).toBe(true);
    expect(rows.map(({ key }) => key)).toEqual(rowsOf(nl, nl).map(({ key }) => key));
  });
});

describe('a file that a spreadsheet opens', () => {
  const cells = [
    '=1+1',
    '+31',
    '-5',
    '@name',
    "'quoted'",
    "'=1+1",
    "''=1",
    '＝1',
    'a\n=1',
    'a;b,"c"',
    '{{since}}',
  ];

  it('runs no cell as a formula, and every cell comes back as it was', () => {
    const [first] = rowsOf();
    if (first === undefined) throw new Error('no rows');
    const rows = cells.map((translation) => ({ ...first, translation }));
    const sheet = toSheet(rows);
    expect(sheet.startsWith('\uFEFFquestionnaire,language,key')).toBe(true);
    // What stands between quotes is one cell, whatever breaks its line.
    const unquoted = sheet.replaceAll(/(^|[,\n])"(?:[^"]|"")*"/g, '$1cell');
    expect(unquoted).not.toMatch(/(^|[,;\t])"?[=+\-@＝]/m);
    expect(unquoted.trimEnd().split('\r\n')).toHaveLength(cells.length + 1);
    expect(back(rows).map(({ translation }) => translation)).toEqual(cells);
  });

  it.each([
    [';', '\r\n'],
    ['\t', '\n'],
  ])('is read with %j between cells, as some countries save it', (delimiter, end) => {
    const lines = [
      ['key', 'questionnaire', 'language', 'source', 'translation', 'state', 'note', 'limits', 'fingerprint'],
      ['title', folder, 'en', 'Garden nl', 'The garden, ours', 'draft', '', '', 'x'],
    ];
    const read = sure(fromSheet(lines.map((line) => line.join(delimiter)).join(end)));
    expect(read).toMatchObject([{ key: 'title', translation: 'The garden, ours', fingerprint: 'x' }]);
  });

  it('without a column that is needed it is refused', () => {
    expect(fromSheet('key,source\ntitle,x')).toEqual({
      ok: false,
      error: {
        message:
          'the first line lacks the columns questionnaire, language, translation, state, note, limits, fingerprint',
      },
    });
    expect(fromSheet('').ok).toBe(false);
  });

  it('says of what it is, if its rows agree', () => {
    expect(sheetPlace(rowsOf())).toEqual({ folder, language: 'en' });
    expect(sheetPlace([])).toBeNull();
    expect(sheetPlace(rowsOf().map(edit('title', { language: 'nl' })))).toBeNull();
    expect(sheetPlace(rowsOf().map((row) => ({ ...row, questionnaire: '../../etc/v1' })))).toBeNull();
  });
});

describe('a table that comes back', () => {
  it('unchanged, gives the same file', () => {
    const imported = sure(importWords(back(rowsOf()), nl, en));
    expect(imported).toEqual({ texts: { ...en, review: 'draft' }, review: 'draft' });
  });

  it('changes what the translator changed', () => {
    const rows = back(rowsOf().map(edit('items.story.label', { translation: 'Please tell' })));
    const { texts } = sure(importWords(rows, nl, en));
    expect((texts as TextsSource).items.story).toEqual({ label: 'Please tell' });
  });

  it('is reviewed only when every row says so', () => {
    const reviewed = rowsOf().map((row) => ({ ...row, state: 'reviewed' }));
    expect(sure(importWords(reviewed, nl, en)).review).toBe('reviewed');
    expect(sure(importWords(reviewed.map(edit('title', { state: 'draft' })), nl, en)).review).toBe('draft');
    expect(refused(reviewed.map(edit('title', { state: 'done' })))).toEqual([
      'title: its state is "done"; write draft or reviewed',
    ]);
  });

  it('may give a text forms, or take them out', () => {
    const plain = rowsOf().flatMap((row) => {
      if (row.key === 'items.pears.label@sex.x') return [{ ...row, key: 'items.pears.label' }];
      if (row.key.startsWith('items.pears.label')) return [];
      if (row.key !== 'items.story.label') return [row];
      return ['f', 'm', 'x'].map((sex) => ({ ...row, key: `${row.key}@sex.${sex}`, translation: sex }));
    });
    const texts = sure(importWords(back(plain), nl, en)).texts as TextsSource;
    expect(texts.items.pears?.label).toBe('Pears?');
    expect(texts.items.story?.label).toEqual({ by: 'sex', f: 'f', m: 'm', x: 'x' });
    expect(refused(rowsOf().filter(({ key }) => key !== 'items.pears.label@sex.m'))[0]).toContain(
      'items.pears.label: its forms are not complete',
    );
  });

  it('may name a person in some of its forms by sex only', () => {
    const label = { by: 'sex', f: 'Her pears?', m: 'His pears?', x: 'The pears of {{row}}?' } as const;
    const named = (texts: TextsSource): TextsSource => ({
      ...texts,
      items: { ...texts.items, pears: { ...texts.items.pears, label } },
    });
    const imported = importWords(back(rowsOf(named(nl), named(en))), named(nl), named(en));
    expect(sure(imported).texts).toEqual({ ...named(en), review: 'draft' });
  });

  it('must name the month in a text with forms too', () => {
    const label = { by: 'sex', f: 'Since {{since}}?', m: 'From {{since}}?', x: '{{since}}?' } as const;
    const monthly: TextsSource = { ...nl, items: { ...nl.items, pears: { ...nl.items.pears, label } } };
    expect(refused(rowsOf(monthly), monthly)).toEqual([
      'items.pears.label: {{since}} stands in the source and is missing here',
    ]);
  });

  it('keeps the variant for reading aloud, and lets it be added and taken out', () => {
    const quiet: TextsSource = { ...nl, items: { ...nl.items, hail: { label: 'Hagel?' } } };
    const rows = rowsOf(quiet);
    expect(rows.map(({ key }) => key)).toContain('items.hail.aloud');
    const without = rows.map(edit('items.hail.aloud', { translation: '' }));
    const texts = sure(importWords(without, quiet, en)).texts as TextsSource;
    expect(texts.items.hail).toEqual({ label: 'Hail?' });
  });

  it.each<[what: string, rows: readonly SheetRow[], says: string]>([
    [
      'a key that does not exist',
      [...rowsOf(), { ...(rowsOf()[0] as SheetRow), key: 'items.constructor.label' }],
      'items.constructor.label: there is no text with this key',
    ],
    [
      'a row that is gone',
      rowsOf().filter(({ key }) => key !== 'items.story.label'),
      'items.story.label: its row is missing',
    ],
    [
      'a row twice',
      [...rowsOf(), ...rowsOf().slice(0, 1)],
      'title: its forms are not complete or stand there twice',
    ],
    [
      'an empty translation',
      rowsOf().map(edit('items.story.label', { translation: '' })),
      'items.story.label: the translation is missing',
    ],
    [
      'a month that is gone',
      rowsOf().map(edit('items.apples.label', { translation: 'Apples?' })),
      'items.apples.label: {{since}} stands in the source and is missing here',
    ],
    [
      'a name that the source does not have',
      rowsOf().map(edit('items.story.label', { translation: 'Tell, {{row}}' })),
      'items.story.label: {{row}} stands here and not in the source',
    ],
    [
      'braces that are not closed',
      rowsOf().map(edit('items.story.label', { translation: 'Tell {{' })),
      'items.story.label: a pair of double braces is not closed',
    ],
    [
      'a text beyond measure',
      rowsOf().map(edit('items.story.label', { translation: 'x'.repeat(1201) })),
      'items.story.label: 1201 characters, at most 1200',
    ],
  ])('is refused for %s', (_what, rows, says) => {
    expect(refused(rows)).toHaveLength(1);
    expect(refused(rows)[0]).toContain(says);
  });

  it('is refused with a list of what changed in the source since the export', () => {
    const rows = rowsOf();
    const source: TextsSource = {
      ...nl,
      title: 'Another garden',
      items: { ...nl.items, story: { label: 'Vertel meer' } },
    };
    expect(refused(rows, source)).toEqual([
      'title: the source has changed since the export',
      'items.story.label: the source has changed since the export',
    ]);
  });
});

describe('on the command line', { timeout: 60_000 }, () => {
  let pack: PackFolder;
  let away: string;
  beforeEach(() => {
    pack = packFolder();
    away = mkdtempSync(join(tmpdir(), 'words-'));
  });
  afterEach(() => {
    pack.discard();
    rmSync(away, { recursive: true });
  });
  const english = (): TextsSource =>
    JSON.parse(readFileSync(join(pack.path, 'dummy/v1/en.json'), 'utf8')) as TextsSource;

  it('goes out and comes back, and only what was changed is changed', () => {
    const file = join(away, 'dummy.csv');
    const before = english();
    expect(packCommand(pack.path, ['words', 'export', 'dummy/v1', 'en', '--out', file]).out).toMatch(
      /dummy\.csv: \d+ texts, 0 of them without a translation\n$/,
    );
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(JSON.stringify(before.title).slice(1, -1), 'Something else'),
    );
    const { code, out, err } = packCommand(pack.path, ['words', 'import', file]);
    expect(err).toBe('');
    expect(out).toMatch(/en\.json: \d+ texts, review: draft\n$/);
    expect(code).toBe(0);
    expect(english()).toEqual({ ...before, title: 'Something else' });
  });

  it('is refused when a spreadsheet saved it in another encoding', () => {
    const file = join(away, 'dummy.csv');
    const before = english();
    packCommand(pack.path, ['words', 'export', 'dummy/v1', 'en', '--out', file]);
    const sheet = readFileSync(file, 'utf8')
      .slice(1)
      .replace(JSON.stringify(before.title).slice(1, -1), 'A café');
    writeFileSync(file, Buffer.from(sheet, 'latin1'));
    const { code, err } = packCommand(pack.path, ['words', 'import', file]);
    expect(code).toBe(1);
    expect(err).toContain('it is not written in UTF-8; save it again with that encoding');
    expect(english()).toEqual(before);
  });

  it('never touches a published version', () => {
    const file = join(away, 'dummy.csv');
    packCommand(pack.path, ['words', 'export', 'dummy/v1', 'en', '--out', file]);
    const entry = { questionnaire: 'dummy', version: 1, on: '2026-01-01', demo: true, files: {} };
    const published: Published = { format: 1, versions: [entry] };
    pack.write('published.json', JSON.stringify(published));
    const before = english();
    const { code, err } = packCommand(pack.path, ['words', 'import', file]);
    expect(code).toBe(1);
    expect(err).toBe(
      'dummy/v1 is published and never changes again. Export from the version you are working on.\n',
    );
    expect(english()).toEqual(before);
  });

  it('says what is not there', () => {
    expect(packCommand(pack.path, ['words', 'export', 'dummy/v9', 'en']).err).toContain(
      'There is no dummy/v9 in ',
    );
    expect(packCommand(pack.path, ['words', 'export', 'dummy/v1', '../x']).err).toContain(
      'is not a language',
    );
    expect(packCommand(pack.path, ['words', 'import', join(away, 'none.csv')]).err).toContain('Cannot read ');
  });
});
