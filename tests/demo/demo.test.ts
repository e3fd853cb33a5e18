import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer as createHttps } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ageInYears, bandOf } from '#core/schedule/age.ts';
import { randomId } from '#crypto/bytes.ts';
import { run, start, stop } from '../../src/demo/child.ts';
import { drawInvites, prepareDesk } from '../../src/demo/demoDesk.ts';
import { demoFamily, demoFamilyCode } from '../../src/demo/demoFamily.ts';
import { isFree } from '../../src/demo/freePort.ts';
import { writeCertificate } from '../../src/demo/localCertificate.ts';
import { parseDemoOptions } from '../../src/demo/options.ts';
import { demoPaths, project } from '../../src/demo/paths.ts';
import { mergeFamilies } from '../../src/desk/families/mergeFamilies.ts';
import { readFamilies } from '../../src/desk/families/readFamilies.ts';
import { rosterFor } from '../../src/desk/families/rosterFor.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adem-demo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const starter = join(project, 'src/demo/start.ts');

const listenOn = async (port = 0): Promise<{ port: number; close: () => Promise<void> }> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

describe('the invented family', () => {
  const days = ['2026-11-22', '2027-01-01', '2028-02-29', '2030-06-30', '2031-12-31'];
  const read = (today: string) => {
    const rows = readFamilies(demoFamily('D1', today), { today, languages: ['nl', 'en'] });
    const merged = rows.ok ? mergeFamilies(rows.value, new Map(), today, randomId) : rows;
    if (!merged.ok) throw new Error(JSON.stringify(merged.error));
    return merged.value[0]?.family.persons ?? [];
  };

  it.each(days)(
    'is a families file without errors on %s, with children of five, nine and fourteen',
    (today) => {
      const children = read(today).filter(({ role }) => role === 'child');
      expect(
        children.map(({ person, birthMonth }) => [
          person,
          ageInYears(birthMonth, today),
          bandOf('child', birthMonth, today),
        ]),
      ).toEqual([
        ['child-1', 9, 'child-8-11'],
        ['child-2', 5, null],
        ['youth-1', 14, 'youth-12-15'],
      ]);
    },
  );

  it('has a mother and a father who live apart', () => {
    const persons = read('2026-11-22');
    const [mother, father, child] = persons;
    if (mother === undefined || father === undefined || child === undefined) throw new Error('nobody');
    const brief = (person: typeof mother) =>
      rosterFor(person, persons).map(({ kind, relation, home }) => [kind, relation, home ?? null].join(' '));
    expect(brief(mother)).toEqual([
      'partner ex-partner ',
      'child child here',
      'child child both',
      'child child both',
    ]);
    expect(brief(father)[1]).toBe('child child elsewhere');
    expect(brief(child)).toEqual(['parent mother ', 'parent father ']);
  });

  it('is another one at each start', () => {
    expect(demoFamilyCode(new Date('2026-11-22T10:00:00Z'))).not.toBe(
      demoFamilyCode(new Date('2026-11-22T10:00:01Z')),
    );
    expect(demoFamilyCode(new Date('2026-11-22T10:00:00Z')).length).toBeLessThanOrEqual(16);
  });
});

describe('options of npm start', () => {
  it('are port, lan and data', () => {
    expect(parseDemoOptions([])).toEqual({
      ok: true,
      value: { port: 8080, lan: false, data: null, pack: null },
    });
    expect(parseDemoOptions(['--port', '9000', '--lan'])).toMatchObject({
      ok: true,
      value: { port: 9000, lan: true },
    });
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--port', '0'], ['--quick'], ['extra']])(
    '%s %s is one clear sentence',
    (...words) => {
      const parsed = parseDemoOptions(words.filter((word) => word !== undefined));
      expect(parsed.ok ? '' : parsed.error).toMatch(/^[^\n]*npm start -- [^\n]*\.$/);
    },
  );
});

describe('npm start that cannot start', () => {
  it('says which port is taken and what to type instead', async () => {
    const taken = await listenOn();
    const ended = await run([starter, '--data', folder, '--port', String(taken.port)]);
    await taken.close();
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe(
      `Port ${taken.port} is taken (this needs ${taken.port} and ${taken.port + 1}): try "npm start -- --port ${taken.port + 10}".\n`,
    );
  });

  it('says that it cannot write there', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const ended = await run([starter, '--data', join(file, 'inside')]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^Adem cannot write in [^\n]*\.\n$/);
  });
});

describe('mailbox and desk of the demonstration', () => {
  it('are made on the first run and give four fresh invites on each', async () => {
    const paths = demoPaths(folder);
    const first = await listenOn();
    await first.close();
    const { port } = first;
    const words = [
      join(project, 'src/server/main.ts'),
      '--data',
      paths.mailbox,
      '--port',
      String(port),
      '--desk-port',
      String(port + 1),
      '--app',
      'none',
    ];
    const mailbox = start(words, 'For the desk:');
    expect(await mailbox.ready).toEqual({ ok: true });
    const url = `http://127.0.0.1:${port + 1}`;
    const seen = new Set<string>();
    for (const second of ['10', '11']) {
      expect(await prepareDesk(paths, url)).toEqual({ ok: true, value: undefined });
      const invites = await drawInvites(paths, new Date(`2026-11-22T10:00:${second}Z`));
      expect(invites.ok && invites.value.map(({ person, band }) => [person, band])).toEqual([
        ['parent-1', 'adult'],
        ['parent-2', 'adult'],
        ['child-1', 'child-8-11'],
        ['youth-1', 'youth-12-15'],
      ]);
      for (const { text } of invites.ok ? invites.value : []) seen.add(text);
    }
    expect(seen.size).toBe(8);
    expect(await isFree('127.0.0.1', port)).toBe(false);
    await stop(mailbox.child);
    expect(await isFree('127.0.0.1', port)).toBe(true);
    expect(await prepareDesk(paths, url)).toMatchObject({
      ok: false,
      error: expect.stringContaining('cannot be reached'),
    });
  });

  it('a child that ends before it is ready tells why', async () => {
    const failing = start([join(project, 'src/server/main.ts'), '--port', 'none'], 'For the desk:');
    expect(await failing.ready).toEqual({ ok: false, said: expect.stringContaining('"none" is no port') });
  });

  it('a child that does not want to end is made to', async () => {
    const stubborn = start(
      ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"],
      'up',
    );
    expect(await stubborn.ready).toEqual({ ok: true });
    await stop(stubborn.child, 300);
    expect(stubborn.child.signalCode).toBe('SIGKILL');
  });
});

describe('HTTPS for a phone in the same network', () => {
  it('has a certificate for the addresses of this computer, with a key that only its owner can read', async () => {
    const paths = demoPaths(folder);
    await writeCertificate(['192.0.2.7'], paths, new Date());
    expect((await stat(paths.certificateKey)).mode & 0o777).toBe(0o600);
    const cert = await readFile(paths.certificate, 'utf8');
    const server = createHttps({ cert, key: await readFile(paths.certificateKey, 'utf8') });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const names = await new Promise<string | undefined>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', ca: cert }, () => {
        resolve(socket.getPeerCertificate().subjectaltname);
        socket.destroy();
      });
      socket.once('error', reject);
    });
    await new Promise((resolve) => server.close(resolve));
    expect(names).toContain('IP Address:192.0.2.7');
    expect(names).toContain('DNS:localhost');
  });
});
