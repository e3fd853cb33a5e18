import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemLine } from '#core/questionnaire/problem.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

let pack: PackFolder;
beforeEach(() => {
  pack = packFolder();
});
afterEach(() => {
  pack.discard();
});

const linesOf = (directory: string = pack.path): readonly string[] => {
  const compiled = compilePack(directory);
  return compiled.ok ? [] : compiled.error.map(problemLine);
};

describe('a study pack', () => {
  it('compiles as it is', () => {
    expect(linesOf()).toEqual([]);
  });

  it.each<[what: string, change: (pack: PackFolder) => void, says: string]>([
    [
      'a file that is not JSON',
      (p) => p.write('help.json', '{"format": 1,'),
      'help.json: it cannot be read as JSON',
    ],
    ['an empty file', (p) => p.write('study.json', ''), 'study.json: it cannot be read as JSON'],
    [
      'a file that is not there',
      (p) => p.remove('help.json'),
      'help.json: the file is not there. Remedy: write it.',
    ],
    [
      'a definition that is not there',
      (p) => p.remove('parent-core/v1/definition.json'),
      'parent-core/v1/definition.json: the file is not there',
    ],
    [
      'cases that are not there',
      (p) => p.remove('child-8-11/v1/cases.json'),
      'child-8-11/v1/cases.json: the file is not there',
    ],
    [
      'a translation that is not there',
      (p) => p.remove('child-8-11/v1/en.json'),
      'child-8-11/v1/en.json: the whole translation is missing',
    ],
    [
      'a file beyond all measure',
      (p) => p.write('help.json', ' '.repeat(2_000_001)),
      'help.json: the file is larger than 2 MB',
    ],
    [
      'a folder that is no version',
      (p) => mkdirSync(join(p.path, 'parent-core/draft')),
      'parent-core/draft: a folder of a questionnaire that is not a version. Remedy: name it v1, v2 and so on.',
    ],
    [
      'a folder with another name than the questionnaire',
      (p) =>
        p.edit('child-8-11/v1/definition.json', '"questionnaire": "child-8-11"', '"questionnaire": "child"'),
      'child-8-11/v1/definition.json: "questionnaire" is "child", but the folder is child-8-11',
    ],
    [
      'a version with another number than its folder',
      (p) => p.edit('child-8-11/v1/definition.json', '"version": 1', '"version": 2'),
      '"version" is 2, but the folder is v1',
    ],
    [
      'a prefix that belongs to another',
      (p) => p.edit('parent-core/v1/definition.json', '"prefix": "pc"', '"prefix": "c8"'),
      'parent-core/v1/definition.json: the prefix "c8" belongs to child-8-11',
    ],
    [
      'a help line without its translation',
      (p) => p.edit('help.json', '"id": "children"', '"id": "childline"'),
      'help.json: line childline: the translation into "nl" is missing',
    ],
    [
      'a number that nobody can dial',
      (p) => p.edit('help.json', '"dial": "08002000"', '"dial": "call us"'),
      'help.json:',
    ],
    [
      'a task without its questionnaire',
      (p) => p.edit('study.json', '"questionnaire": "parent-core"', '"questionnaire": "parent-more"'),
      'study.json: task parent-more: there is no parent-more/v1',
    ],
    [
      'a task for a band that the questionnaire is not made for',
      (p) => p.edit('study.json', '"bands": ["child-8-11"]', '"bands": ["youth-12-15"]'),
      'study.json: task child-8-11: it is given to youth-12-15, for which the questionnaire is not made',
    ],
    [
      'an unknown gate',
      (p) => p.edit('study.json', '"gates": []', '"gates": ["consent"]'),
      'unknown gate "consent"',
    ],
    [
      'another code for a missing reason',
      (p) => p.edit('study.json', '-91', '-95'),
      'its code is -95, everywhere else -91',
    ],
    [
      'a study that is not a demo',
      (p) => p.edit('study.json', '"demo": true', '"demo": false'),
      'needs reviewed languages',
    ],
    [
      'a case that names an unknown item',
      (p) => p.edit('child-8-11/v1/cases.json', '"pancakes"', '"waffles"'),
      'it names the unknown item "waffles"',
    ],
    [
      'a section without a case',
      (p) =>
        p.write(
          'child-8-11/v1/cases.json',
          '{"format":1,"cases":[{"name":"x","answers":{},"route":[{"section":"home","asked":"all"}]}]}',
        ),
      'child-8-11/v1/cases.json: section safe: no case walks through it',
    ],
  ])('%s is said', (_what, change, says) => {
    change(pack);
    expect(linesOf().join('\n')).toContain(says);
  });

  it('says the problems of all files at once', () => {
    pack.remove('help.json');
    pack.edit('child-8-11/v1/nl.json', '"label": "Hoe lekker', '"lable": "Hoe lekker');
    pack.edit('parent-core/v1/definition.json', "placedOut == 'yes'", "placedOut == 'yess'");
    const files = linesOf().map((line) => line.split(':')[0]);
    expect(files).toEqual(
      expect.arrayContaining(['help.json', 'child-8-11/v1/nl.json', 'parent-core/v1/definition.json']),
    );
  });

  it('an empty folder is said too', () => {
    const empty = mkdtempSync(join(tmpdir(), 'pack-empty-'));
    try {
      expect(linesOf(empty).join('\n')).toContain('study.json: the file is not there');
      expect(linesOf(join(empty, 'nowhere')).join('\n')).toContain('study.json: the file is not there');
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
