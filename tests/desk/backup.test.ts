import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, type RestoreOptions, restore } from '../../src/desk/backup.ts';
import { sentence } from '../../src/desk/problem.ts';
import { pull } from '../../src/desk/pull.ts';
import { status } from '../../src/desk/status.ts';
import { table } from '../../src/desk/table.ts';
import {
  type BenchSpace,
  type DeskBench,
  firstPart,
  junkBundle,
  redeem,
  secondPart,
  send,
  startDeskBench,
  startInterview,
  sure,
} from '../support/deskBench.ts';

const run = promisify(execFile);

let bench: DeskBench;
let space: BenchSpace;
let archive: string;
let wish: RestoreOptions;

beforeEach(async () => {
  bench = await startDeskBench();
  const [parent] = await bench.ready();
  const redeemed = await redeem(bench, parent?.text ?? '');
  if (redeemed === null) throw new Error('not redeemed');
  space = redeemed;
  await send(bench, space, await startInterview(space).bundle(firstPart, { done: true }));
  await send(bench, space, junkBundle());
  sure(await pull(bench.desk, bench.tools));
  archive = join(bench.folder, 'backups', 'desk.tar');
  wish = { from: archive, out: join(bench.folder, 'restored'), keys: join(bench.desk, 'keys') };
});
afterEach(() => bench.close());

const doBackup = () => backup(bench.desk, archive, bench.tools);
const refusal = async (given: RestoreOptions = wish): Promise<string> => {
  const result = await restore(given, bench.tools);
  return result.ok ? 'restored' : sentence(result.error);
};

describe('backup and restore', () => {
  it('needs the key files, which no backup holds', async () => {
    sure(await doBackup());
    expect(await refusal({ ...wish, keys: bench.folder })).toContain('desk.txt is not here');
    expect((await readdir(bench.folder)).filter((name) => name.startsWith('restored'))).toEqual([]);
  });

  it('goes on after a restore as if nothing had happened, and what came since comes again', async () => {
    sure(await doBackup());
    const late = startInterview(space);
    await send(bench, space, await late.bundle(secondPart));
    sure(await pull(bench.desk, bench.tools));
    expect(await restore(wish, bench.tools)).toMatchObject({ ok: true });
    expect(sure(await status(wish.out, bench.tools))).toMatchObject({
      bundles: 1,
      quarantine: [{ reason: 'damaged' }],
    });
    expect(sure(await pull(wish.out, bench.tools))).toMatchObject({ kept: 1, quarantined: 0, repeated: 0 });
    for (const dir of [bench.desk, wish.out]) sure(await table(dir, { out: join(dir, 'out') }, bench.tools));
    for (const name of ['table.csv', 'codebook.csv', 'passes.csv', 'problems.csv']) {
      expect(await readFile(join(wish.out, 'out', name), 'utf8')).toBe(
        await readFile(join(bench.desk, 'out', name), 'utf8'),
      );
    }
  });

  it('the archive holds no key and unpacks with the stock tar, its list of hashes fitting', async () => {
    sure(await doBackup());
    const folder = join(bench.folder, 'unpacked');
    await mkdir(folder);
    await run('tar', ['-xf', archive, '-C', folder]);
    await run('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder });
    expect((await readdir(folder)).sort()).toEqual([
      'SHA256SUMS',
      'bundles',
      'desk.json',
      'files',
      'quarantine',
      'state',
    ]);
    const all = await readFile(archive);
    expect(all.includes('AGE-SECRET-KEY')).toBe(false);
    expect(all.includes((await readFile(bench.tokenFile, 'utf8')).trim())).toBe(false);
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
  });

  it('does not write over an older backup', async () => {
    sure(await doBackup());
    const again = await doBackup();
    expect(again.ok ? '' : sentence(again.error)).toMatch(/it exists already\): choose another name/);
  });

  it('takes a bundle that is damaged here from the copy, and refuses when both are', async () => {
    const [name = ''] = await readdir(join(bench.desk, 'bundles'));
    await writeFile(join(bench.desk, 'bundles', name), 'damaged');
    sure(await doBackup());
    expect(await refusal()).toBe('restored');
    await rm(archive);
    await writeFile(join(`${bench.desk}-copy`, 'bundles', name), 'damaged');
    const refused = await doBackup();
    expect(refused.ok ? '' : sentence(refused.error)).toContain('is not what it was');
    expect(await readdir(join(bench.folder, 'backups'))).toEqual([]);
  });
});

describe('a backup that cannot be used', () => {
  beforeEach(async () => {
    sure(await doBackup());
  });
  const untouched = async () =>
    expect((await readdir(bench.folder)).filter((name) => name.startsWith('restored'))).toEqual([]);

  it('cut off', async () => {
    const bytes = await readFile(archive);
    for (const length of [0, 700, bytes.length - 2000]) {
      await writeFile(archive, bytes.subarray(0, length));
      expect(await refusal()).toContain('it is damaged or not complete');
      await untouched();
    }
  });

  it('with one byte changed, wherever it is', async () => {
    const bytes = await readFile(archive);
    for (const at of [600, 5000, Math.floor(bytes.length / 2)]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(archive, changed);
      expect(await refusal()).not.toBe('restored');
      await untouched();
    }
  });

  it('no archive at all, or none there', async () => {
    await writeFile(archive, 'x'.repeat(4096));
    expect(await refusal()).toContain('cannot be used');
    expect(await refusal({ ...wish, from: join(bench.folder, 'none.tar') })).toContain(
      'there is no such file',
    );
    await untouched();
  });

  it('opened with the keys of another desk', async () => {
    const keys = join(bench.folder, 'other-keys');
    await mkdir(keys);
    const { generateKeyPair } = await import('#crypto/age.ts');
    await writeFile(join(keys, 'desk.txt'), (await generateKeyPair()).identity);
    for (const name of ['desk-signing.json', 'mailbox-token']) await writeFile(join(keys, name), 'x');
    expect(await refusal({ ...wish, keys })).toContain('does not belong to this desk');
    await untouched();
  });

  it('into the place of a file, which stays', async () => {
    const file = join(bench.folder, 'notes.txt');
    await writeFile(file, 'mine');
    expect(await refusal({ ...wish, out: file })).toContain('a part of its path is not a folder');
    expect(await refusal({ ...wish, copy: file })).toContain('a part of its path is not a folder');
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('into a folder that is to be its own second copy', async () => {
    expect(await refusal({ ...wish, copy: wish.out })).toContain('a folder of its own');
    await untouched();
  });

  it('into a folder that is not empty', async () => {
    await mkdir(wish.out);
    await writeFile(join(wish.out, 'mine'), 'x');
    expect(await refusal()).toContain('is not empty');
    expect(await readdir(wish.out)).toEqual(['mine']);
  });
});
