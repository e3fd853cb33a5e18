import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { Definition, TextsSource } from '#core/questionnaire/source.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import type { Published } from '#desk/pack/publish/publishedSource.ts';
import { publishVersion } from '#desk/pack/publish/publishVersion.ts';
import type { Study } from '#desk/pack/study/studySource.ts';
import { packCommand, type Ran } from '../../support/packCommand.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

let pack: PackFolder;
beforeEach(() => {
  pack = packFolder();
  pack.write('published.json', '{ "format": 1, "versions": [] }');
});
afterEach(() => {
  pack.discard();
});

const run = (...args: string[]): Ran => packCommand(pack.path, args);
const errors = (): readonly string[] => {
  const compiled = compilePack(pack.path);
  return compiled.ok ? [] : compiled.error.map(problemLine);
};
const published = (): Published =>
  JSON.parse(readFileSync(join(pack.path, 'published.json'), 'utf8')) as Published;
const publishDummy = (demo: boolean): void => {
  const compiled = compilePack(pack.path);
  if (!compiled.ok) throw new Error(compiled.error.map(problemLine).join('\n'));
  const wish = { questionnaire: 'dummy', version: 1, demo, on: '2026-05-04' };
  expect(publishVersion(wish, [pack.path], compiled.value.questionnaires).ok).toBe(true);
};
const review = (folder: string): void => {
  for (const language of ['nl', 'en'])
    pack.change<TextsSource>(`${folder}/${language}.json`, (texts) => {
      texts.review = 'reviewed';
    });
};

describe('publishing a version', { timeout: 60_000 }, () => {
  it('writes the day and a fingerprint of each file, and marks one for trying out', () => {
    const { code, out, err } = run('publish', 'dummy', '1', '--demo');
    expect(err).toBe('');
    expect(out).toBe(
      'dummy/v1 is published, for trying out only: definition.json, en.json, nl.json never change again.\n',
    );
    expect(code).toBe(0);
    const [entry, ...others] = published().versions;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ questionnaire: 'dummy', version: 1, demo: true });
    expect(entry?.on).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Object.keys(entry?.files ?? {})).toEqual(['definition.json', 'en.json', 'nl.json']);
    expect(errors()).toEqual([]);
  });

  it('refuses draft texts', () => {
    const { code, err } = run('publish', 'dummy', '1');
    expect(code).toBe(1);
    expect(err).toContain('dummy/v1 is not reviewed: ');
    expect(published().versions).toEqual([]);
  });

  it('takes reviewed texts', () => {
    review('dummy/v1');
    expect(run('publish', 'dummy', 'v1').err).toBe('');
    expect(published().versions).toMatchObject([{ questionnaire: 'dummy', demo: false }]);
  });

  it('refuses what is published already', () => {
    publishDummy(true);
    const before = published();
    const { code, err } = run('publish', 'dummy', '1', '--demo');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^dummy\/v1 is published since 20\d\d-\d\d-\d\d and cannot be published again\. Copy the folder to v2 and go on there\.\n$/,
    );
    expect(published()).toEqual(before);
  });

  it('refuses while the pack has an error, and what is not there', () => {
    expect(run('publish', 'dummy', '7', '--demo').err).toContain('There is no dummy/v7. Known are: ');
    expect(run('publish', 'dummy', 'x', '--demo').err).toContain('a version is a whole number');
    pack.edit('dummy/v1/nl.json', '"review"', '"reviewed"');
    const { code, err } = run('publish', 'dummy', '1', '--demo');
    expect(code).toBe(1);
    expect(err).toContain('dummy/v1/nl.json: unknown key "reviewed"');
    expect(published().versions).toEqual([]);
  });
});

describe('a published version', () => {
  beforeEach(() => {
    publishDummy(true);
  });

  it.each<[what: string, change: () => void, says: string]>([
    [
      'a text that is edited by one comma',
      () => pack.edit('dummy/v1/nl.json', '",', '" ,'),
      'dummy/v1/nl.json: it was published and has changed since. Remedy: put it back (git checkout), and make the change in v2.',
    ],
    [
      'a definition that is laid out anew',
      () => pack.change<Definition>('dummy/v1/definition.json', () => undefined),
      'dummy/v1/definition.json: it was published and has changed since. Remedy: put it back (git checkout), and make the change in v2.',
    ],
    [
      'a language that is gone',
      () => pack.remove('dummy/v1/en.json'),
      'dummy/v1/en.json: it was published and is not there any more. Remedy: put it back (git checkout).',
    ],
    [
      'a language that is added',
      () => pack.write('dummy/v1/fr.json', readFileSync(join(pack.path, 'dummy/v1/nl.json'), 'utf8')),
      'dummy/v1/fr.json: it was added after its version was published. Remedy: move it to v2.',
    ],
    [
      'a version that is gone',
      () => pack.remove('dummy'),
      'dummy/v1: it was published and is not there any more. Remedy: put the folder back (git checkout): answers to it may be on their way.',
    ],
    [
      'a list of published versions that cannot be read',
      () => pack.write('published.json', '{ "format": 2 }'),
      'published.json: it cannot be read: ',
    ],
    [
      'a list with an entry twice',
      () =>
        pack.change<Published>('published.json', ({ versions }) => {
          versions.push(...versions);
        }),
      'published.json: dummy/v1: it stands there twice. Remedy: put the file back (git checkout).',
    ],
  ])('%s is an error', (_what, change, says) => {
    expect(errors()).toEqual([]);
    change();
    expect(errors().filter((line) => line.startsWith(says))).toHaveLength(1);
  });

  it('says so on the command line, and fails', () => {
    pack.edit('dummy/v1/nl.json', '",', '" ,');
    const { code, err } = run('check', '--no-warnings');
    expect(code).toBe(1);
    expect(err).toBe(
      'dummy/v1/nl.json: it was published and has changed since. Remedy: put it back (git checkout), and make the change in v2.\n1 error\n',
    );
  });

  it('may get further cases, and a next version beside it', () => {
    pack.change('dummy/v1/cases.json', () => undefined);
    cpSync(join(pack.path, 'dummy/v1'), join(pack.path, 'dummy/v2'), { recursive: true });
    pack.change<Definition>('dummy/v2/definition.json', (definition) => {
      definition.version = 2;
    });
    expect(errors()).toEqual([]);
  });
});

describe('a study that adds a language', () => {
  const french = (folder: string): void =>
    pack.write(`${folder}/fr.json`, readFileSync(join(pack.path, folder, 'nl.json'), 'utf8'));
  const addFrench = (): void =>
    pack.change<Study>('study.json', (study) => {
      study.languages.push('fr');
      const [first] = study.tasks;
      study.tasks = first === undefined ? [] : [{ ...first, questionnaire: 'dummy', version: 1, gates: [] }];
    });
  const about = (folder: string): readonly string[] => errors().filter((line) => line.includes(folder));

  it('asks for it in every version that is not published, and in those that it gives out', () => {
    addFrench();
    expect(about('dummy/v1')).toEqual([
      'dummy/v1/fr.json: the whole translation is missing. Remedy: write fr.json beside definition.json.',
    ]);
  });

  it('leaves a published version as it is, and asks for the next one', () => {
    publishDummy(true);
    addFrench();
    expect(about('dummy/v1')).toEqual([
      'study.json: task dummy: dummy/v1 was published without "fr". Remedy: make v2 with that language, and publish it.',
    ]);
    cpSync(join(pack.path, 'dummy/v1'), join(pack.path, 'dummy/v2'), { recursive: true });
    pack.change<Definition>('dummy/v2/definition.json', (definition) => {
      definition.version = 2;
    });
    french('dummy/v2');
    pack.change<Study>('study.json', ({ tasks }) => {
      for (const task of tasks) task.version = 2;
    });
    expect(about('dummy')).toEqual([]);
  });
});

describe('a study that is not a demo', { timeout: 60_000 }, () => {
  const onlyDummy = (): void =>
    pack.change<Study>('study.json', (study) => {
      const [first] = study.tasks;
      study.demo = false;
      study.tasks = first === undefined ? [] : [{ ...first, questionnaire: 'dummy', version: 1, gates: [] }];
    });
  const own = (): readonly string[] => errors().filter((line) => line.startsWith('study.json: task dummy'));

  it('needs every version that it gives out published and reviewed', () => {
    onlyDummy();
    expect(own()).toEqual([
      'study.json: task dummy: dummy/v1/nl.json is a draft, and this study is not a demo. Remedy: have it reviewed, or keep "demo": true until it is.',
      'study.json: task dummy: dummy/v1/en.json is a draft, and this study is not a demo. Remedy: have it reviewed, or keep "demo": true until it is.',
      'study.json: task dummy: dummy/v1 is not published, and this study is not a demo. Remedy: publish it: npm run pack -- publish dummy 1.',
    ]);
  });

  it('is not content with a version for trying out', () => {
    publishDummy(true);
    onlyDummy();
    expect(own().at(-1)).toBe(
      'study.json: task dummy: dummy/v1 was published for trying out only, and this study is not a demo. Remedy: make v2, have it reviewed and publish that.',
    );
  });

  it('is content with published, reviewed versions', () => {
    review('dummy/v1');
    publishDummy(false);
    onlyDummy();
    expect(own()).toEqual([]);
  });
});
