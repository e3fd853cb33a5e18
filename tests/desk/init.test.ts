import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '#core/result.ts';
import { generateKeyPair, openWith, sealTo } from '#crypto/age.ts';
import { equalBytes, randomBytes } from '#crypto/bytes.ts';
import { init } from '../../src/desk/init.ts';
import { identityFile } from '../../src/desk/keyFiles.ts';
import { moveMailbox } from '../../src/desk/moveMailbox.ts';
import { packCompiled } from '../../src/desk/pack.ts';
import { type DeskProblem, sentence } from '../../src/desk/problem.ts';
import { pull } from '../../src/desk/pull.ts';
import { status } from '../../src/desk/status.ts';
import { type DeskBench, packOptions, smallPack, startDeskBench, sure } from '../support/deskBench.ts';

let bench: DeskBench;
beforeEach(async () => {
  bench = await startDeskBench();
});
afterEach(() => bench.close());

const key = (name: string): string => join(bench.desk, 'keys', name);
const problemOf = <T>(result: Result<T, DeskProblem>): string =>
  result.ok ? 'fine' : sentence(result.error);

describe('making a desk', () => {
  it('puts each key into a file of its own that only its owner can read', async () => {
    sure(await bench.init());
    const names = ['desk-signing.json', 'desk.txt', 'escrow.txt', 'mailbox-token', 'root.json', 'signal.txt'];
    expect((await readdir(join(bench.desk, 'keys'))).sort()).toEqual(names);
    for (const name of names) expect((await stat(key(name))).mode & 0o777).toBe(0o600);
    expect((await stat(bench.desk)).mode & 0o777).toBe(0o700);
  });

  it('writes identity files as the stock age tool reads them, each opening what is sealed to it', async () => {
    sure(await bench.init());
    for (const name of ['desk.txt', 'escrow.txt', 'signal.txt']) {
      const lines = (await readFile(key(name), 'utf8')).trimEnd().split('\n');
      expect(lines).toEqual([
        expect.stringMatching(/^# created: /),
        expect.stringMatching(/^# public key: age1/),
        expect.stringMatching(/^AGE-SECRET-KEY-1/),
      ]);
      const probe = randomBytes(10);
      const sealed = sure(await sealTo([(lines[1] ?? '').replace('# public key: ', '')], probe));
      expect(equalBytes(sure(await openWith([lines[2] ?? ''], sealed)), probe)).toBe(true);
    }
  });

  it('says which keys must be taken off line, and for a demonstration that it is one', async () => {
    sure(await bench.init(false));
    const said = bench.said.join('\n');
    for (const name of ['root.json', 'escrow.txt', 'signal.txt']) expect(said).toContain(`${key(name)}: `);
    expect(said).toContain('off line');
    expect(said).not.toMatch(/AGE-SECRET-KEY|demonstration/);
  });

  it('marks the root of a demonstration', async () => {
    sure(await bench.init(true));
    expect(JSON.parse(await readFile(key('root.json'), 'utf8'))).toMatchObject({
      kind: 'study-root',
      demo: true,
    });
    expect(bench.said.join('\n')).toContain('demonstration');
  });

  it('refuses a folder with something in it and changes nothing there', async () => {
    await mkdir(bench.desk);
    await writeFile(join(bench.desk, 'mine.txt'), 'x');
    expect(problemOf(await bench.init())).toContain('is not empty');
    expect(await readdir(bench.desk)).toEqual(['mine.txt']);
  });

  it('refuses a mailbox that belongs to another study and leaves no half-made desk', async () => {
    sure(await bench.init());
    const out = join(bench.folder, 'second');
    const again = await init(
      { mailbox: bench.deskUrl, tokenFile: bench.tokenFile, out, demo: true },
      bench.tools,
    );
    expect(problemOf(again)).toContain('already belongs to another study');
    expect((await readdir(bench.folder)).filter((name) => name.includes('second'))).toEqual([]);
  });

  it.each(['desk', join('desk', 'copy'), '.'])(
    'refuses %s as the folder of the second copy: that is no second place',
    async (copy) => {
      const given = { mailbox: bench.deskUrl, tokenFile: bench.tokenFile, out: bench.desk, demo: true };
      const refused = await init({ ...given, copy: join(bench.folder, copy) }, bench.tools);
      expect(problemOf(refused)).toContain('a folder of its own');
      expect(await readdir(bench.folder)).toEqual(['mailbox']);
    },
  );

  it('refuses a wrong token, and an address to which the token would travel in clear', async () => {
    const wrong = join(bench.folder, 'token');
    await writeFile(wrong, 'A'.repeat(43));
    const given = { mailbox: bench.deskUrl, tokenFile: wrong, out: bench.desk, demo: true };
    expect(problemOf(await init(given, bench.tools))).toContain('refuses the desk token');
    for (const mailbox of ['http://example.org:8081', 'ftp://localhost', 'localhost:1']) {
      expect(problemOf(await init({ ...given, mailbox }, bench.tools))).toContain('is not usable');
    }
    expect(await readdir(bench.folder)).not.toContain('desk');
  });

  it('keeps the keys when the mailbox falls silent at the last step, and the same command finishes', async () => {
    let silent = true;
    bench.tamper = (path, response) => {
      if (silent && path.endsWith('/study')) throw new TypeError('fetch failed');
      return response;
    };
    expect(problemOf(await bench.init())).toContain('cannot be reached');
    const root = await readFile(key('root.json'), 'utf8');
    silent = false;
    sure(await bench.init());
    expect(await readFile(key('root.json'), 'utf8')).toBe(root);
    sure(await packCompiled(bench.desk, smallPack(), packOptions, bench.tools));
    expect(problemOf(await bench.init())).toContain('is not empty');
  });
});

describe('key files that are not right', () => {
  beforeEach(async () => {
    sure(await bench.init());
  });
  const doStatus = () => status(bench.desk, bench.tools);

  it('a damaged identity file', async () => {
    await writeFile(key('desk.txt'), 'AGE-SECRET-KEY-1DAMAGED\n');
    expect(problemOf(await doStatus())).toContain('damaged');
  });

  it('the identity of another desk', async () => {
    const other = await generateKeyPair();
    await writeFile(key('desk.txt'), identityFile(other.identity, other.recipient, new Date()));
    expect(problemOf(await doStatus())).toContain('does not belong to this desk');
  });

  it('no identity file', async () => {
    const { rm } = await import('node:fs/promises');
    await rm(key('desk.txt'));
    expect(problemOf(await doStatus())).toContain('is not here');
  });

  it('a signing key whose halves do not belong together', async () => {
    const root: unknown = JSON.parse(await readFile(key('root.json'), 'utf8'));
    await writeFile(
      key('root.json'),
      JSON.stringify(Object.assign({}, root, { publicKey: `${'A'.repeat(43)}=` })),
    );
    expect(problemOf(await packCompiled(bench.desk, smallPack(), packOptions, bench.tools))).toContain(
      'damaged',
    );
  });

  it('daily work needs neither root, escrow nor signal key', async () => {
    const { rm } = await import('node:fs/promises');
    for (const name of ['root.json', 'escrow.txt', 'signal.txt']) await rm(key(name));
    expect(await pull(bench.desk, bench.tools)).toMatchObject({ ok: true });
    expect(problemOf(await packCompiled(bench.desk, smallPack(), packOptions, bench.tools))).toContain(
      'root.json is not here',
    );
  });

  it('a desk.json in which somebody put another recipient cannot get a manifest', async () => {
    const path = join(bench.desk, 'desk.json');
    const facts = JSON.parse(await readFile(path, 'utf8')) as { recipients: string[] };
    const thief = await generateKeyPair();
    await writeFile(path, JSON.stringify({ ...facts, recipients: [facts.recipients[0], thief.recipient] }));
    expect(problemOf(await packCompiled(bench.desk, smallPack(), packOptions, bench.tools))).toContain(
      'is not the root of this desk',
    );
  });
});

it('a folder without a desk is one clear sentence', async () => {
  expect(problemOf(await status(join(bench.folder, 'nowhere'), bench.tools))).toContain(
    'There is no desk in',
  );
});

it('a mailbox with a new address is taken over only with a receipt key that is known', async () => {
  sure(await bench.init());
  sure(await moveMailbox(bench.desk, bench.deskUrl.replace('127.0.0.1', 'localhost'), bench.tools));
  bench.tamper = (path, response) =>
    path.endsWith('/receipt-key') ? Response.json({ key: `${'A'.repeat(43)}=` }) : response;
  expect(problemOf(await moveMailbox(bench.desk, bench.deskUrl, bench.tools))).toContain(
    'another receipt key',
  );
  expect(problemOf(await packCompiled(bench.desk, smallPack(), packOptions, bench.tools))).toContain(
    'another receipt key',
  );
});
