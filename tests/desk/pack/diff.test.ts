import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diffLines } from '#desk/pack/diff/diffCommand.ts';
import { diffVersions } from '#desk/pack/diff/diffVersions.ts';
import type { VersionFolder } from '#desk/pack/versionFolder.ts';
import {
  type Authoring,
  authored,
  blockOf,
  itemOf,
  sectionOf,
  textsAt,
} from '../../support/authoredQuestionnaire.ts';
import { writeGarden } from '../../support/gardenFolder.ts';
import { packCommand } from '../../support/packCommand.ts';
import { packDirectory } from '../../support/packFolder.ts';

const version = (change: Authoring = () => undefined): VersionFolder => {
  const from = authored();
  change(from);
  return { name: 'garden/v1', definition: from.definition, texts: new Map(Object.entries(from.texts)) };
};
const fail = (): never => {
  throw new Error('no such language');
};
const changed = (change: Authoring) => {
  const { breaks, keeps } = diffVersions(version(), version(change));
  const line = ({ kind, at, what }: (typeof breaks)[number]): string => `${kind}: ${at}: ${what}`;
  return { breaks: breaks.map(line), keeps: keeps.map(line) };
};

describe('what changed between two versions', () => {
  it('nothing', () => {
    expect(diffVersions(version(), version())).toEqual({ breaks: [], keeps: [], same: 16 });
    expect(diffLines('a', 'b', diffVersions(version(), version()))).toEqual([
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

  it.each<[what: string, change: Authoring, line: string]>([
    [
      'a code with a recode',
      (from) => {
        const item = itemOf(from, 'hasGarden', 'choice');
        item.options = [
          { id: 'own', code: 1 },
          { id: 'no', code: 0 },
        ];
        item.recode = [{ from: 1, map: { yes: 'own' } }];
      },
      'recoded: item hasGarden: yes=1 no=0 -> own=1 no=0, with a recode from v1',
    ],
    [
      'one more answer',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').options.push({ id: 'shared', code: 2 });
      },
      'answers added: item hasGarden: yes=1 no=0 -> yes=1 no=0 shared=2',
    ],
    [
      'answers the other way round',
      (from) => {
        itemOf(from, 'hasGarden', 'choice').options.reverse();
      },
      'answers in another order: item hasGarden: yes=1 no=0 -> no=0 yes=1',
    ],
    [
      'a new item',
      (from) => {
        blockOf(from, 'ground').items.push({ id: 'bench', type: 'text', maxLength: 9 });
      },
      'added: item bench: text in section plot, block ground',
    ],
    [
      'another place',
      (from) => {
        const [trees] = blockOf(from, 'ground').items.splice(2, 1);
        if (trees !== undefined) blockOf(from, 'leave').items.push(trees);
      },
      'moved: item trees: section plot, block ground -> section shed, block leave',
    ],
    [
      'another check',
      (from) => {
        itemOf(from, 'pears', 'number').checks = [];
      },
      'checked otherwise: item pears: checks: tooMany soft pears <= apples -> none',
    ],
    [
      'words of an item, in one language',
      (from) => {
        const story = from.texts.en?.items.story;
        if (story !== undefined) story.label = 'Tell us';
      },
      'text only: item story: words differ in en',
    ],
    [
      'labels of a scale',
      (from) => {
        for (const texts of Object.values(from.texts))
          texts.scales = { ...texts.scales, counts: { '0': 'no', '1': 'once' } };
      },
      'text only: item hail: words differ in nl, en',
    ],
    [
      'an introduction',
      (from) => {
        for (const texts of Object.values(from.texts))
          texts.sections.shed = { title: 'Shed', intro: 'Mind it.' };
      },
      'text only: section shed: words differ in nl, en',
    ],
    [
      'a language',
      (from) => {
        from.texts.fr = from.texts.en ?? fail();
      },
      'text only: questionnaire: languages: nl en -> nl en fr',
    ],
    [
      'what stands above a grid',
      (from) => {
        for (const texts of textsAt(from, 'weeds')) texts.label = 'How many?';
      },
      'text only: item thistles: words differ in nl, en',
    ],
  ])('%s does not', (_what, change, line) => {
    const { breaks, keeps } = changed(change);
    expect(keeps).toContain(line);
    expect(breaks).toEqual([]);
  });

  it('a compute with another name is no change', () => {
    expect(
      changed((from) => {
        const tools = blockOf(from, 'tools');
        tools.compute = { soaked: 'rainDays > 3.0', slippery: "soaked && hasGarden == 'yes'" };
        const boots = itemOf(from, 'boots', 'choice');
        boots.relevant = 'slippery';
        boots.checks = [{ id: 'dry', kind: 'soft', that: "boots == 'yes' || !slippery" }];
      }),
    ).toEqual({ breaks: [], keeps: [] });
  });

  it('the order in which a file says things is no change', () => {
    expect(
      changed((from) => {
        for (const texts of Object.values(from.texts)) {
          const { boots } = texts.items;
          if (boots !== undefined) texts.items.boots = { options: {}, ...boots, label: boots.label };
        }
        itemOf(from, 'hasGarden', 'choice').carry = true;
      }),
    ).toEqual({ breaks: [], keeps: [] });
  });

  it('a note for translators is no change', () => {
    expect(
      changed((from) => {
        for (const texts of textsAt(from, 'story')) texts.note = 'a tale';
      }),
    ).toEqual({ breaks: [], keeps: [] });
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
