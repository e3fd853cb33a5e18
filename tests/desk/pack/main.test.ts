import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Study } from '#desk/pack/study/studySource.ts';
import { packCommand, type Ran } from '../../support/packCommand.ts';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

let pack: PackFolder;
beforeEach(() => {
  pack = packFolder();
});
afterEach(() => {
  pack.discard();
});
const run = (...args: string[]): Ran => packCommand(pack.path, args);

describe('the author’s command line', { timeout: 60_000 }, () => {
  it('check says what is there, and how long each takes beside what was planned', () => {
    const { code, out, err } = run('check', '--no-warnings');
    expect(err).toBe('');
    expect(out).toMatch(
      /^parent-core v1: \d+ sections, \d+ blocks, \d+ items, \d+ cases, nl \(\w+\), en \(\w+\)$/m,
    );
    expect(out).toContain('items and minutes by "reading and choosing (estimateMinutes.ts)", texts in nl:');
    expect(out).toMatch(/^child-8-11 v1, first wave +\d+ +48 +\d+ +\d+ +14 +20 min, 50 screens$/m);
    expect(out).toMatch(/^parent-about-child v1, later waves, core, 8-17 +\d+ +- /m);
    expect(out).toMatch(/^none of the \d+ with a limit is over it$/m);
    expect(out).toMatch(/\n\d+ questionnaires, \d+ versions, \d+ items, 2 languages, \d+ cases, 0 errors\n$/);
    expect(code).toBe(0);
  });

  it('check warns on stderr without failing', () => {
    pack.edit(
      'dummy/v1/nl.json',
      '"label": "',
      `"label": "${'Wat is het een mooie dag om naar buiten te gaan en '.repeat(2)}`,
    );
    const { code, out, err } = run('check');
    expect(err).toMatch(
      /^warning dummy\/v1\/nl\.json: item \w+: a sentence of \d+ words, for adults at most 20: ".+"\. Remedy: make two sentences of it\.$/m,
    );
    expect(err).toMatch(/\n?\d+ warnings?\n$/);
    expect(out).toMatch(/0 errors\n$/);
    expect(code).toBe(0);
  });

  it('check says on stderr what is wrong, errors before warnings, with exit code 1', () => {
    pack.change<Study>('study.json', ({ tasks }) => {
      for (const task of tasks) if (task.questionnaire === 'youth') task.version = 9;
    });
    const { code, out, err } = run('check');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(
      /^study\.json: task youth: there is no youth\/v9\. Remedy: write the questionnaire or correct the task\.\n/,
    );
    expect(err.indexOf('1 error\n')).toBeGreaterThan(0);
    expect(err.indexOf('1 error\n')).toBeLessThan(err.indexOf('warning ') + 1 || err.length);
  });

  it('compile writes one file for each version and the help lines', () => {
    const to = join(pack.path, 'out');
    expect(run('compile', '--out', to).code).toBe(0);
    const written = JSON.parse(readFileSync(join(to, 'parent-core-v1.json'), 'utf8')) as {
      questionnaire: string;
    };
    expect(written.questionnaire).toBe('parent-core');
    expect(existsSync(join(to, 'child-8-11-v1.json'))).toBe(true);
    expect(existsSync(join(to, 'help.json'))).toBe(true);
  });

  it('compile writes nothing when something is wrong', () => {
    const to = join(pack.path, 'out');
    pack.remove('help.json');
    expect(run('compile', '--out', to).code).toBe(1);
    expect(existsSync(to)).toBe(false);
  });

  it('says in one sentence that it cannot write', () => {
    const { code, err } = run('compile', '--out', join(pack.path, 'help.json'));
    expect(code).toBe(1);
    expect(err).toMatch(/^Cannot write to .+\n$/);
  });

  it('explains each of its commands', () => {
    const commands = ['check', 'compile', 'publish', 'diff', 'preview', 'print', 'words'];
    const { out } = run('--help');
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command}[ |]`, 'm'));
    expect(run('words', '--help').out).toMatch(/export .*[\s\S]*import /);
    expect(run('publish', '--help').out).toContain('Writes published.json');
  });
});
