import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateSigningKey } from '#crypto/signing.ts';
import { backup } from '../../src/server/backup.ts';
import { type MailboxSettings, type RunningMailbox, startMailbox } from '../../src/server/startMailbox.ts';

let folder: string;
let data: string;
const running: RunningMailbox[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-start-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  await stopAll();
  await rm(folder, { recursive: true });
});
const stopAll = () => Promise.all(running.splice(0).map((mailbox) => mailbox.stop()));

const tryStart = async (changes: Partial<MailboxSettings> = {}) => {
  const settings: MailboxSettings = {
    data,
    host: '127.0.0.1',
    port: 0,
    deskHost: '127.0.0.1',
    deskPort: 0,
    lan: false,
    tlsFiles: null,
    appFolder: null,
    trustedProxy: null,
    limits: { redeemsPerHour: 10, putsPerMinute: 60 },
    ...changes,
  };
  const started = await startMailbox(
    settings,
    () => new Date(),
    () => undefined,
  );
  if (started.ok) running.push(started.value);
  return started;
};
const start = async (changes: Partial<MailboxSettings> = {}): Promise<RunningMailbox> => {
  const started = await tryStart(changes);
  if (!started.ok) throw new Error(started.error.sentence);
  return started.value;
};
const whyNot = async (changes: Partial<MailboxSettings> = {}): Promise<string> => {
  const started = await tryStart(changes);
  return started.ok ? 'it started' : started.error.sentence;
};
const askDesk = async (
  mailbox: RunningMailbox,
  method: string,
  path: string,
  body?: object,
): Promise<Response> =>
  fetch(`${mailbox.desk}/desk/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${(await readFile(join(data, 'desk-token'), 'utf8')).trim()}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const pinDemo = (mailbox: RunningMailbox): Promise<Response> =>
  askDesk(mailbox, 'PUT', 'study', {
    study: 'A'.repeat(22),
    root: generateSigningKey().publicKey,
    demo: true,
  });

describe('the data folder', () => {
  const modeOf = async (name: string): Promise<number> => (await stat(join(data, name))).mode & 0o777;

  it('is made at the first start, for its owner alone, and stays so after a careless copy', async () => {
    await start();
    expect(await modeOf('')).toBe(0o700);
    expect(await modeOf('receipt-key.json')).toBe(0o600);
    expect(await modeOf('desk-token')).toBe(0o600);
    await stopAll();
    await chmod(join(data, 'desk-token'), 0o644);
    await start();
    expect(await modeOf('desk-token')).toBe(0o600);
  });

  it('keeps the database from others also where they may look into the folder', async () => {
    await mkdir(data, { mode: 0o755 });
    const files = ['mailbox.sqlite', 'mailbox.sqlite-wal', 'mailbox.sqlite-shm'];
    await start();
    for (const name of files) expect([name, await modeOf(name)]).toEqual([name, 0o600]);
    await stopAll();
    await chmod(join(data, 'mailbox.sqlite'), 0o644);
    await start();
    for (const name of files) expect([name, await modeOf(name)]).toEqual([name, 0o600]);
    const copy = join(folder, 'copy');
    await mkdir(copy, { mode: 0o755 });
    expect((await backup(data, copy)).ok).toBe(true);
    expect((await stat(join(copy, 'mailbox.sqlite'))).mode & 0o777).toBe(0o600);
  });

  it('keeps receipt key and desk token over restarts', async () => {
    const key = async () => (await askDesk(await start(), 'GET', 'receipt-key')).text();
    const first = await key();
    const token = await readFile(join(data, 'desk-token'), 'utf8');
    await stopAll();
    expect(await key()).toBe(first);
    expect(await readFile(join(data, 'desk-token'), 'utf8')).toBe(token);
    expect(first).not.toContain(JSON.stringify(await readFile(join(data, 'receipt-key.json'), 'utf8')));
  });

  it('is not repaired by guessing: a damaged or missing secret stops the start', async () => {
    await start();
    await stopAll();
    const keyFile = join(data, 'receipt-key.json');
    const good = await readFile(keyFile, 'utf8');
    const otherKey = `"publicKey":"${generateSigningKey().publicKey}"`;
    for (const bad of ['', '{}', good.slice(0, 30), good.replace(/"publicKey":"[^"]*"/, otherKey)]) {
      await writeFile(keyFile, bad);
      expect(await whyNot()).toBe(`The file ${keyFile} is damaged: put it back from a backup.`);
    }
    await rm(keyFile);
    expect(await whyNot()).toMatch(/^The receipt key beside .* put the right one back\.$/);
    await writeFile(keyFile, good);
    expect(await whyNot()).toBe('it started');
    await stopAll();
    await writeFile(join(data, 'desk-token'), 'short');
    expect(await whyNot()).toMatch(/desk-token is damaged/);
  });

  it('copied as a whole after a clean stop is a mailbox again', async () => {
    const mailbox = await start();
    expect((await pinDemo(mailbox)).status).toBe(201);
    await stopAll();
    await cp(data, join(folder, 'copy'), { recursive: true });
    data = join(folder, 'copy');
    expect(
      (
        await askDesk(await start(), 'PUT', 'study', {
          study: 'B'.repeat(22),
          root: generateSigningKey().publicKey,
          demo: true,
        })
      ).status,
    ).toBe(409);
  });
});

describe('a mailbox that cannot start says why in one sentence', () => {
  it('when a port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await whyNot({ port })).toBe(`Port ${port} is taken: choose another with --port.`);
    expect(await whyNot({ deskPort: port })).toBe(`Port ${port} is taken: choose another with --desk-port.`);
    await new Promise((done) => taken.close(done));
    expect(await whyNot({ port })).toBe('it started');
  });

  it('when its folder, its app, its certificate or its address cannot be used', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'no folder');
    const folders = /^The data folder .* cannot be written \(\w+\): choose another with --data\.$/;
    expect(await whyNot({ data: file })).toMatch(folders);
    expect(await whyNot({ data: '/proc/nowhere' })).toMatch(folders);
    expect(await whyNot({ appFolder: folder })).toMatch(
      /^There is no app in .*: build it with "npm run build"/,
    );
    expect(await whyNot({ tlsFiles: { cert: file, key: join(folder, 'none') } })).toMatch(
      /^The certificate .* cannot be used \(ENOENT\)\.$/,
    );
    expect(await whyNot({ tlsFiles: { cert: file, key: file } })).toMatch(
      /^The certificate .* cannot be used/,
    );
    expect(await whyNot({ host: '203.0.113.77' })).toBe(
      'Nothing can listen on 203.0.113.77, port 0 (EADDRNOTAVAIL).',
    );
  });

  it('when its database is something else', async () => {
    await mkdir(data);
    await writeFile(join(data, 'mailbox.sqlite'), 'a diary that somebody may want back '.repeat(100));
    expect(await whyNot()).toMatch(/^The database .* cannot be opened \(SQLITE_NOTADB\)\.$/);
    expect(await readFile(join(data, 'mailbox.sqlite'), 'utf8')).toContain('a diary');
  });
});

describe('a demonstration', () => {
  it('stays on this computer, unless --lan is given', async () => {
    const open = await start({ host: '0.0.0.0' });
    const refused = await pinDemo(open);
    expect([refused.status, await refused.json()]).toEqual([403, { error: 'demo-not-here' }]);
    await stopAll();
    expect((await pinDemo(await start())).status).toBe(201);
    await stopAll();
    expect(await whyNot({ host: '0.0.0.0' })).toMatch(
      /^This mailbox holds a demonstration and 0\.0\.0\.0 can be reached/,
    );
    expect(await whyNot({ trustedProxy: '127.0.0.1' })).toMatch(/^This mailbox holds a demonstration/);
    expect(await whyNot({ host: '0.0.0.0', lan: true })).toBe('it started');
  });
});

describe('https', () => {
  it('is served with a certificate of its own, and asked for from then on', async () => {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
    const tlsFiles = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    await writeFile(tlsFiles.cert, made.cert);
    await writeFile(tlsFiles.key, made.private);
    const mailbox = await start({ tlsFiles });
    expect(mailbox.device).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(mailbox.desk).toMatch(/^http:/);
    const headers = await new Promise<Record<string, unknown>>((done, failed) => {
      get(
        `${mailbox.device}/v1/health`,
        { ca: made.cert, servername: 'localhost', checkServerIdentity: () => undefined, agent: false },
        (answer) => {
          answer.resume();
          done(answer.headers);
        },
      ).on('error', failed);
    });
    expect(headers['strict-transport-security']).toBe('max-age=63072000');
  });
});

describe('a backup', () => {
  it('is not written over anything, nor made of nothing', async () => {
    await mkdir(join(folder, 'full'));
    await writeFile(join(folder, 'full', 'diary'), 'mine');
    const over = await backup(data, join(folder, 'full'));
    expect(over.ok ? '' : over.error.sentence).toBe(
      `The backup folder ${join(folder, 'full')} is not empty: name a new one.`,
    );
    const nothing = await backup(join(folder, 'none'), join(folder, 'new'));
    expect(nothing.ok ? '' : nothing.error.sentence).toMatch(/^No backup was made of /);
  });
});
