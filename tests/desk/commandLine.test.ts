import { execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskBench, familyRows, header, startDeskBench } from '../support/deskBench.ts';

const main = join(import.meta.dirname, '../../src/desk/main.ts');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const desk = (...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [main, ...words], (failed, out, error) => {
      resolve({ code: failed === null ? 0 : Number(failed.code), out, error });
    });
  });

let bench: DeskBench;
beforeAll(async () => {
  bench = await startDeskBench();
});
afterAll(() => bench.close());

describe('the command line of the desk, in the order of a first day', () => {
  it('init, pack, decide, invite, pull, receipts, table, status, backup and restore all end well', async () => {
    const here = ['--desk', bench.desk];
    const families = join(bench.folder, 'families.csv');
    const archive = join(bench.folder, 'desk.tar');
    await writeFile(families, [header, ...familyRows].join('\n'));
    const steps: readonly (readonly [readonly string[], RegExp])[] = [
      [
        ['init', '--demo', '--mailbox', bench.deskUrl, '--token-file', bench.tokenFile, '--out', bench.desk],
        /The desk is ready/,
      ],
      [['pack', ...here], /Manifest 1 with \d+ questionnaires/],
      [
        ['decide', 'second-parent', ...here, '--family', 'F1', '--reason', 'invented', '--by', 'nobody'],
        /Recorded for family F1/,
      ],
      [
        ['invite', ...here, '--families', families, '--wave', 'T0', '--out', join(bench.folder, 'sheets')],
        /person P2 \(parent, adult, en\)/,
      ],
      [['pull', ...here], /Bundles kept: 0/],
      [['receipts', ...here], /handed in: 0/],
      [['table', ...here, '--out', join(bench.folder, 'table')], /Persons: 3/],
      [['status', ...here], /Persons invited: 3, heard from: 0/],
      [['mailbox', ...here, '--url', bench.deskUrl], /The mailbox is at/],
      [['backup', ...here, '--out', archive], /Backup of \d+ files/],
      [
        [
          'restore',
          '--from',
          archive,
          '--keys',
          join(bench.desk, 'keys'),
          '--out',
          join(bench.folder, 'restored'),
        ],
        /restored and checked/,
      ],
    ];
    for (const [words, says] of steps) {
      const ended = await desk(...words);
      expect(ended, words.join(' ')).toMatchObject({ code: 0 });
      expect(ended.out).toMatch(says);
    }
  });

  it('invites as one JSON line carry nothing but that line on standard output', async () => {
    const families = join(bench.folder, 'child.csv');
    await writeFile(
      families,
      [header, 'F7,P1,parent,1986-04,f,nl,mother', 'F7,P2,parent,1984-11,m,nl,partner'].join('\n'),
    );
    const ended = await desk('invite', '--desk', bench.desk, '--families', families, '--json');
    expect(ended.out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(ended.out)).toMatchObject({ invites: [{ family: 'F7', person: 'P1' }] });
    expect(ended.error).toContain('person P2: no invite');
  });

  it('an expected failure is one sentence on standard error and exit code 1', async () => {
    const none = await desk('status', '--desk', join(bench.folder, 'nowhere'));
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.error.trimEnd().split('\n')).toEqual([expect.stringMatching(/^There is no desk in .*\.$/)]);
    const silent = join(bench.folder, 'silent.csv');
    await writeFile(silent, 'family,person\n');
    const wrong = await desk('invite', '--desk', bench.desk, '--families', silent);
    expect(wrong.code).toBe(1);
    expect(wrong.error).toContain('silent.csv, line 1, column "role": this column is missing');
  });

  it('whoever reads the first line only, like "head", gets no stack', async () => {
    const { code, error } = await new Promise<{ code: number | null; error: string }>((resolve) => {
      const child = spawn(process.execPath, [main, 'status', '--desk', bench.desk]);
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.stdout.destroy();
      child.on('close', (ended) => resolve({ code: ended, error: said }));
    });
    expect(error).toBe('');
    expect(code).toBe(0);
  });

  it('an unknown command or option is refused', async () => {
    expect(await desk('survey')).toMatchObject({ code: 1 });
    expect((await desk('pull', '--quickly')).error).toContain('--quickly');
    expect((await desk('pack', '--valid-days', '0')).error).toContain('a whole number of days');
  });

  it('no command prints a key', async () => {
    const identity =
      (await readFile(join(bench.desk, 'keys', 'desk.txt'), 'utf8')).trim().split('\n').at(-1) ?? 'none';
    for (const words of [['status'], ['pull'], ['table', '--out', join(bench.folder, 't')]]) {
      const ended = await desk(...words, '--desk', bench.desk);
      expect(ended.code).toBe(0);
      expect(ended.out + ended.error).not.toContain(identity);
    }
  });
});
