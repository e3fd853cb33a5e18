import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { Definition } from '#core/questionnaire/source.ts';
import type { Case } from '#desk/pack/cases/casesSource.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import type { Study } from '#desk/pack/study/studySource.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

interface Cases {
  cases: Case[];
}

/** On the first choice of a definition: its first option as what an earlier one was. */
function recodeFirst({ sections }: Definition, from: number, was: string): void {
  for (const item of sections.flatMap((section) => section.blocks.flatMap((block) => block.items))) {
    if (item.type !== 'choice') continue;
    item.recode = [{ from, map: { [was]: item.options[0]?.id ?? '' } }];
    return;
  }
}

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
    ['an empty file', (p) => p.write('study.json', ''), 'study.json: it cannot be read as JSON: it is empty'],
    [
      'a key that stands there twice',
      (p) => p.edit('child-8-11/v1/nl.json', '"title":', '"title": "Eerst", "title":'),
      'child-8-11/v1/nl.json: the key "title" stands twice in the same place. Remedy: take one of the two out',
    ],
    [
      'a file in another encoding',
      (p) => {
        const path = join(p.path, 'youth/v1/nl.json');
        writeFileSync(
          path,
          Buffer.from(readFileSync(path, 'utf8').replace('"title": "', '"title": "Eén '), 'latin1'),
        );
      },
      'youth/v1/nl.json: it is not written in UTF-8',
    ],
    [
      'a list of published versions that is gone',
      (p) => p.remove('published.json'),
      'published.json: the file is not there: any published version could change and nobody would see it',
    ],
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
      'child-8-11/v1/definition.json and parent-core/v1/definition.json: both have the prefix "c8". Remedy: give the newer one another prefix.',
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
      (p) =>
        p.change<Study>('study.json', ({ tasks }) => {
          for (const task of tasks) if (task.questionnaire === 'youth') task.version = 9;
        }),
      'study.json: task youth: there is no youth/v9',
    ],
    [
      'a gate that is none',
      (p) =>
        p.change<Study>('study.json', ({ tasks }) => {
          Object.assign(tasks[0] ?? {}, { gates: [{ gate: 'sunny', questionnaire: 'youth' }] });
        }),
      'study.json: task consent-parent, gate sunny: "gate" is none of those that are known. Remedy: use task-done, information-seen or consent-given.',
    ],
    [
      'a recode of a version that is not there',
      (p) => {
        cpSync(join(p.path, 'dummy/v1'), join(p.path, 'dummy/v3'), { recursive: true });
        p.change<Definition>('dummy/v3/definition.json', (definition) => {
          definition.version = 3;
          recodeFirst(definition, 2, 'x');
        });
      },
      'it recodes version 2, which is not there or does not compile',
    ],
    [
      'a recode of an answer that never was',
      (p) => {
        cpSync(join(p.path, 'dummy/v1'), join(p.path, 'dummy/v2'), { recursive: true });
        p.change<Definition>('dummy/v2/definition.json', (definition) => {
          definition.version = 2;
          recodeFirst(definition, 1, 'nonsense');
        });
      },
      'it recodes "nonsense", which the item does not have in version 1',
    ],
    [
      'a case that names an unknown item',
      (p) =>
        p.change<Cases>('dummy/v1/cases.json', ({ cases }) => {
          Object.assign(cases[0]?.answers ?? {}, { waffles: 'yes' });
        }),
      'it names the unknown item "waffles"',
    ],
    [
      'a section without a case',
      (p) =>
        p.change<Cases>('dummy/v1/cases.json', (content) => {
          content.cases = [{ name: 'x', answers: {}, route: [] }];
        }),
      'no case walks through it',
    ],
    [
      'a score that is neither a number nor missing',
      (p) =>
        p.change<Cases>('dummy/v1/cases.json', ({ cases }) => {
          Object.assign(cases[0] ?? {}, { name: 'first', scores: { 'dummy-score': 'high' } });
        }),
      'dummy/v1/cases.json: case first: "scores" "dummy-score" is not a number or an object { }',
    ],
  ])('%s is said', (_what, change, says) => {
    change(pack);
    expect(linesOf().join('\n')).toContain(says);
  });

  it('says the problems of all files at once', () => {
    pack.remove('help.json');
    pack.change<{ title?: string }>('child-8-11/v1/nl.json', (texts) => {
      delete texts.title;
    });
    pack.change<Definition>('parent-core/v1/definition.json', (definition) => {
      definition.bands = [];
    });
    const files = linesOf().map((line) => line.split(':')[0]);
    expect(files).toEqual(
      expect.arrayContaining(['help.json', 'child-8-11/v1/nl.json', 'parent-core/v1/definition.json']),
    );
  });

  it('takes no offence at a byte order mark', () => {
    pack.write('help.json', `\uFEFF${readFileSync(join(pack.path, 'help.json'), 'utf8')}`);
    expect(linesOf()).toEqual([]);
  });

  it('a translation that cannot be read is one problem, not a missing file too', () => {
    pack.write('child-8-11/v1/en.json', '{\n  "review": "draft",\n}');
    expect(linesOf().filter((line) => line.startsWith('child-8-11/v1/en.json'))).toEqual([
      'child-8-11/v1/en.json: it cannot be read as JSON: in line 2 a comma stands after the last entry. Remedy: take that comma out.',
    ]);
    pack.write('child-8-11/v1/nl.json', '');
    expect(linesOf().filter((line) => line.startsWith('child-8-11/v1/'))).toHaveLength(2);
  });

  it('a file in place of a folder is said too', () => {
    const path = join(pack.path, 'study.json');
    expect(linesOf(path)).toEqual([`${path}: there is no such folder. Remedy: correct its name.`]);
    const beside = compilePack(pack.path, [join(pack.path, 'study.json')]);
    expect(beside.ok ? [] : beside.error.map(({ cause }) => cause)).toEqual([
      'the folder of a further pack is not there',
    ]);
  });

  it('an empty folder is said too', () => {
    const empty = mkdtempSync(join(tmpdir(), 'pack-empty-'));
    try {
      expect(linesOf(empty).join('\n')).toContain('study.json: the file is not there');
      const nowhere = join(empty, 'nowhere');
      expect(linesOf(nowhere)).toEqual([`${nowhere}: there is no such folder. Remedy: correct its name.`]);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
