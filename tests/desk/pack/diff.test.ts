import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lanesOf } from '#core/table/lane.ts';
import { diffLines } from '#desk/pack/diff/diffCommand.ts';
import { diffVersions } from '#desk/pack/diff/diffVersions.ts';
import { type Authoring, blockOf, itemOf, sectionOf, textsAt } from '../../support/authoredQuestionnaire.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';
import { changed, gardenVersion } from '../../support/gardenDiff.ts';
import { writeGarden } from '../../support/gardenFolder.ts';
import { packCommand } from '../../support/packCommand.ts';
import { packDirectory } from '../../support/packFolder.ts';

describe('what changed between two versions', () => {
  it('nothing', () => {
    expect(diffVersions(gardenVersion(), gardenVersion())).toEqual({ breaks: [], keeps: [], same: 16 });
    expect(diffLines('a', 'b', diffVersions(gardenVersion(), gardenVersion()))).toEqual([
      'a -> b',
      'nothing changed',
      '16 items are the same in everything',
    ]);
  });

  it.each<[what: string, change: Authoring, line: string]>([
    [
      'an item that is gone',
      (from) => {
        sectionOf(from, 'year').blocks[0]?.items.pop();
      },
      'removed: item story: it was in section year, block harvest; what was answered stands alone',
    ],
    [
      'another type',
      (from) => {
        const { items } = blockOf(from, 'harvest');
        items[2] = { id: 'story', type: 'note' };
      },
      'retyped: item story: text -> note',
    ],
    [
      'a code that means something else',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').options = [
          { id: 'yes', code: 1 },
          { id: 'no', code: 2 },
        ];
      },
      'recoded without a recode: item hasGarden: yes=1 no=0 -> yes=1 no=2',
    ],
    [
      'a point of a scale, once for each item and line that uses it',
      (from) => {
        from.definition.scales?.amounts?.pop();
      },
      'points changed: item nettles: 0 1 2 -> 0 1',
    ],
    [
      'bounds',
      (from) => {
        itemOf(from, 'trees', 'number').max = 50;
      },
      'points changed: item trees: 0 to 40, whole -> 0 to 50, whole',
    ],
    [
      'a period that is asked about no longer',
      (from) => {
        for (const item of blockOf(from, 'storms').items) delete item.act;
        for (const texts of textsAt(from, 'apples')) texts.label = 'Apples?';
      },
      'period changed: item apples: since a month -> no period',
    ],
    [
      'a direction that is turned round',
      (from) => {
        itemOf(from, 'hail', 'frequency').act = { kind: 'words', actor: 'self', victim: 'row' };
      },
      'direction changed: item hail: words by row to self -> words by self to row',
    ],
    [
      'another condition',
      (from) => {
        itemOf(from, 'trees', 'number').relevant = 'firstWave';
      },
      "asked of others: item trees: condition: hasGarden == 'yes' -> firstWave",
    ],
    [
      'a compute behind a condition',
      (from) => {
        blockOf(from, 'tools').compute = { wet: 'rainDays > 4.0', muddy: "wet && hasGarden == 'yes'" };
      },
      "asked of others: item boots: condition: ((rainDays > 3.0) && hasGarden == 'yes') -> ((rainDays > 4.0) && hasGarden == 'yes')",
    ],
    [
      'a section that repeats for others',
      (from) => {
        sectionOf(from, 'year').repeat = 'partner';
      },
      'asked of others: item apples: repeated for: child -> partner',
    ],
    [
      'another pass that counts',
      (from) => {
        blockOf(from, 'storms').counts = 'last';
      },
      'counted otherwise: item hail: pass that counts: highest -> last',
    ],
    [
      'one more answer',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').options.push({ id: 'shared', code: 2 });
      },
      'answers added: item hasGarden: yes=1 no=0 -> yes=1 no=0 shared=2, without a recode',
    ],
    [
      'answers the other way round',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').options.reverse();
      },
      'answers in another order: item hasGarden: yes=1 no=0 -> no=0 yes=1, without a recode',
    ],
    [
      'a recode that has no place for an answer',
      (from) => {
        const item = itemOf(from, 'hasGarden', 'choice');
        item.options = [
          { id: 'own', code: 1 },
          { id: 'none', code: 0 },
        ];
        item.recode = [{ from: 1, map: { yes: 'own' } }];
      },
      'recoded without a recode: item hasGarden: yes=1 no=0 -> own=1 none=0, and its recode from v1 has no place for no',
    ],
    [
      'an answer that is offered to some only',
      (from) => {
        const [yes] = itemOf(from, 'hasGarden', 'choice').options;
        if (yes !== undefined) yes.relevant = 'firstWave';
      },
      'offered otherwise: item hasGarden: every answer to everybody -> yes if firstWave',
    ],
    [
      'a point that is offered to everybody',
      (from) => {
        for (const point of from.definition.scales?.amounts ?? []) delete point.relevant;
      },
      'offered otherwise: item nettles: 2 if firstWave -> every answer to everybody',
    ],
    [
      'an answer that may stand beside others',
      (from) => {
        for (const option of itemOf(from, 'plants', 'choices').options) delete option.exclusive;
      },
      'offered otherwise: item plants: none alone -> every answer to everybody',
    ],
    [
      'a severity of rows',
      (from) => {
        itemOf(from, 'helpers', 'choices').rows = { kind: 'child', severity: 2 };
      },
      'counted otherwise: item helpers: severities: none -> each child=2',
    ],
    [
      'other respondents',
      (from) => {
        from.definition.bands = ['youth-12-15'];
      },
      'asked of others: questionnaire: parent about self, adult -> parent about self, youth-12-15',
    ],
    [
      'a section that is no part of the core any more',
      (from) => {
        sectionOf(from, 'shed').flags = [];
      },
      'counted otherwise: section shed: flags: core -> none',
    ],
    [
      'another prefix',
      (from) => {
        from.definition.prefix = 'gg';
      },
      'removed: questionnaire: another questionnaire or prefix, so other columns: garden (g) -> garden (gg)',
    ],
  ])('%s breaks a comparison', (_what, change, line) => {
    expect(changed(change).breaks).toContain(line);
  });
});

describe('what breaks no comparison stands in one column of the table', () => {
  const lanes = (change: Authoring): number => {
    const placed = [() => undefined, change].map((made, index) => {
      const questionnaire = compiledGarden((from) => {
        from.definition.version = index + 1;
        made(from);
        for (const texts of textsAt(from, 'hasGarden'))
          texts.options = Object.fromEntries(
            itemOf(from, 'hasGarden', 'choice').options.map(({ id }) => [id, id]),
          );
      });
      for (const section of questionnaire.sections)
        for (const { id, items } of section.blocks)
          for (const item of items)
            if (item.id === 'hasGarden') return { questionnaire, section, block: id, item };
      throw new Error('no item');
    });
    return lanesOf(placed).length;
  };
  const added: Authoring = (from) => {
    itemOf(from, 'hasGarden', 'choice').options.push({ id: 'shared', code: 2 });
  };
  const recoded: Authoring = (from) => {
    itemOf(from, 'hasGarden', 'choice').recode = [{ from: 1, map: { yes: 'yes' } }];
  };
  it.each<[what: string, change: Authoring, columns: number]>([
    ['nothing', () => undefined, 1],
    ['one more answer', added, 2],
    ['another order', (from) => itemOf(from, 'hasGarden', 'choice').options.reverse(), 2],
    [
      'one more answer with a recode',
      (from) => {
        added(from);
        recoded(from);
      },
      1,
    ],
  ])('%s', (_what, change, columns) => {
    expect(lanes(change)).toBe(columns);
    expect(changed(change).breaks.length).toBe(columns - 1);
  });
});

describe('on the command line', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'garden-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('compares any two folders, what breaks a comparison first, and is content', () => {
    const one = writeGarden(folder, 1);
    const two = writeGarden(folder, 2, (from) => {
      blockOf(from, 'ground').items.push({ id: 'bench', type: 'text', maxLength: 9 });
      itemOf(from, 'trees', 'number').max = 50;
    });
    const { code, out, err } = packCommand(packDirectory, ['diff', one, two]);
    expect(err).toBe('');
    expect(out.split('\n')).toEqual([
      `${one} -> ${two}`,
      'Breaks a comparison:',
      '  points changed: item trees: 0 to 40, whole -> 0 to 50, whole',
      'Does not break a comparison:',
      '  added: item bench: text in section plot, block ground',
      '15 items are the same in everything',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('names versions of the pack shortly, and says what is not there', () => {
    expect(packCommand(packDirectory, ['diff', 'dummy/v1', 'dummy/v1']).out).toContain('nothing changed');
    const { code, err } = packCommand(packDirectory, ['diff', 'dummy/v1', 'dummy/v99']);
    expect(code).toBe(1);
    expect(err).toBe(
      'dummy/v99: there is no definition.json. Remedy: name a folder of a version, like parent-core/v1.\n',
    );
  });
});
