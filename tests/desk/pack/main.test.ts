import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PackFolder, packFolder } from '../../support/packFolder.ts';

const main = join(import.meta.dirname, '../../../src/desk/pack/main.ts');
let pack: PackFolder;
beforeEach(() => {
  pack = packFolder();
});
afterEach(() => {
  pack.discard();
});

const run = (...args: string[]) => {
  const done = spawnSync(process.execPath, [main, '--pack', pack.path, ...args], { encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
};

describe('the author’s command line', { timeout: 60_000 }, () => {
  it('check says what is there', () => {
    const { code, out, err } = run('check');
    expect(err).toBe('');
    expect(out).toMatch(
      /parent-core v1: 7 sections, \d+ blocks, \d+ items, \d+ cases, nl \(draft\), en \(draft\)/,
    );
    expect(out).toMatch(/2 questionnaires, 2 versions, \d+ items, 2 languages, \d+ cases, 0 errors\n$/);
    expect(code).toBe(0);
  });

  it('check says on stderr what is wrong, with exit code 1', () => {
    pack.edit('parent-core/v1/definition.json', "placedOut == 'yes'", "placedOut == 'yess'");
    const { code, out, err } = run('check');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toBe(
      'parent-core/v1/definition.json: item placedOutWeeks: "placedOut" never has the value "yess": unknown option. Remedy: use one of "yes", "no".\n1 error\n',
    );
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
});
