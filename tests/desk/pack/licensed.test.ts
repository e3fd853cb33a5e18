import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemLine } from '#core/questionnaire/problem.ts';
import { withDeskRead } from '#desk/desk.ts';
import { openQuestionnaires } from '#desk/openPack.ts';
import { compilePack } from '#desk/pack/compilePack.ts';
import { printQuestionnaire } from '#desk/pack/print/printQuestionnaire.ts';
import type { Study } from '#desk/pack/study/studySource.ts';
import { pack as packAtDesk } from '#desk/pack.ts';
import type { Authoring } from '../../support/authoredQuestionnaire.ts';
import { compiledGarden } from '../../support/compiledGarden.ts';
import { packOptions, startDeskBench, sure } from '../../support/deskBench.ts';
import { writeGarden } from '../../support/gardenFolder.ts';
import { packCommand } from '../../support/packCommand.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

/** An instrument that exists nowhere, by somebody who does not either. */
const licensed: Authoring = ({ definition }) => {
  definition.licence = { holder: 'The Garden Institute', terms: 'One study, no copies.' };
};

let pack: PackFolder;
let outside: string;
beforeEach(() => {
  pack = packFolder();
  outside = mkdtempSync(join(tmpdir(), 'licensed-'));
});
afterEach(() => {
  pack.discard();
  rmSync(outside, { recursive: true });
});

const giveOut = (): void =>
  pack.change<Study>('study.json', ({ tasks }) => {
    const [first] = tasks;
    if (first !== undefined) tasks.push({ ...first, questionnaire: 'garden', version: 1, gates: [] });
  });
const errors = (also: readonly string[]): readonly string[] => {
  const compiled = compilePack(pack.path, also);
  return compiled.ok ? [] : compiled.error.map(problemLine);
};

describe('a licensed instrument', { timeout: 60_000 }, () => {
  it('comes from a folder outside, and the study gives it out like any other', () => {
    writeGarden(outside, 1, licensed);
    giveOut();
    expect(errors([outside])).toEqual([]);
    const compiled = compilePack(pack.path, [outside]);
    const garden = compiled.ok
      ? compiled.value.questionnaires.find(({ questionnaire }) => questionnaire === 'garden')
      : undefined;
    expect(garden?.licence).toEqual({ holder: 'The Garden Institute', terms: 'One study, no copies.' });
    expect(errors([])).toEqual([
      'study.json: task garden: there is no garden/v1. Remedy: write the questionnaire or correct the task.',
    ]);
  });

  it('is sealed by the desk beside the others, and opened from there', async () => {
    writeGarden(outside, 1, licensed);
    giveOut();
    const bench = await startDeskBench();
    try {
      sure(await bench.init());
      const options = { ...packOptions, questionnaires: pack.path };
      const { questionnaires } = sure(
        await packAtDesk(bench.desk, { ...options, also: [outside] }, bench.tools),
      );
      const opened = sure(await withDeskRead(bench.desk, bench.tools, openQuestionnaires));
      expect(opened).toHaveLength(questionnaires);
      const garden = opened.find(({ questionnaire }) => questionnaire === 'garden');
      expect(garden?.licence?.holder).toBe('The Garden Institute');
      expect(await packAtDesk(bench.desk, options, bench.tools)).toMatchObject({
        ok: false,
        error: { type: 'bad-pack' },
      });
    } finally {
      await bench.close();
    }
  });

  it('is refused inside the pack', () => {
    writeGarden(pack.path, 1, licensed);
    expect(errors([])).toEqual([
      'garden/v1/definition.json: it belongs to The Garden Institute: licensed items stay outside the repository. Remedy: move it to a folder of its own and name that with --also.',
    ]);
  });

  it('is refused when it says half of its licence', () => {
    writeGarden(outside, 1, ({ definition }) => {
      Object.assign(definition, { licence: { holder: 'The Garden Institute' } });
    });
    expect(errors([outside])[0]).toContain('garden/v1/definition.json: "licence" "terms" is missing. ');
  });

  it('may not take the place of a questionnaire of the study, and must be there', () => {
    writeGarden(outside, 1, (from) => {
      licensed(from);
      from.definition.questionnaire = 'dummy';
    });
    expect(errors([outside])).toEqual([
      `${join(outside, 'dummy/v1')}: another folder holds the same version of a questionnaire with this name. Remedy: give the questionnaire another name.`,
    ]);
    expect(errors([join(outside, 'nowhere')])[0]).toContain('the folder of a further pack is not there');
  });

  it('says on paper whose it is', () => {
    expect(printQuestionnaire(compiledGarden(licensed), 'nl')).toContain(
      'Licentie: The Garden Institute. One study, no copies.',
    );
  });

  it('is checked, published and translated where it lies', () => {
    writeGarden(outside, 1, licensed);
    const also = ['--also', outside];
    expect(packCommand(pack.path, [...also, 'check', '--no-warnings']).out).toContain(
      'garden v1: 3 sections, ',
    );
    const before = readFileSync(join(pack.path, 'published.json'), 'utf8');
    expect(packCommand(pack.path, [...also, 'publish', 'garden', '1', '--demo']).err).toBe('');
    expect(readFileSync(join(outside, 'published.json'), 'utf8')).toContain('"garden"');
    expect(readFileSync(join(pack.path, 'published.json'), 'utf8')).toBe(before);
    const sheet = join(outside, 'words.csv');
    expect(packCommand(pack.path, [...also, 'words', 'export', 'garden/v1', 'en', '--out', sheet]).err).toBe(
      '',
    );
  });

  it('several folders stand beside one another', () => {
    const other = join(outside, 'other');
    mkdirSync(other);
    writeGarden(join(outside, 'one'), 1, licensed);
    writeGarden(other, 1, (from) => {
      licensed(from);
      from.definition.questionnaire = 'orchard';
      from.definition.prefix = 'or';
    });
    const { out, err } = packCommand(pack.path, [
      ...['--also', join(outside, 'one'), '--also', other],
      ...['check', '--no-warnings'],
    ]);
    expect(err).toBe('');
    expect(out).toContain('garden v1: ');
    expect(out).toContain('orchard v1: ');
  });
});
