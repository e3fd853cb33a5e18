import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverTimeSchema } from '#core/protocol/receipt.ts';
import { openSigned } from '#crypto/signing.ts';
import { top } from '../support/readTree.ts';
import {
  createTestMailbox,
  newToken,
  octets,
  randomBundle,
  sha256Of,
  type TestMailbox,
  type TestSpace,
} from '../support/testMailbox.ts';

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types adem";

const page = '<!doctype html><html><head><meta name="mode" content="live"><title>Adem</title></head></html>';

let mailbox: TestMailbox;
let space: TestSpace;
let appFolder: string;
beforeEach(async () => {
  appFolder = await mkdtemp(join(tmpdir(), 'app-test-'));
  await mkdir(join(appFolder, 'assets'));
  await writeFile(join(appFolder, 'index.html'), page);
  await writeFile(join(appFolder, 'serviceWorker.js'), '// worker');
  await writeFile(join(appFolder, 'assets', 'cover-a1b2c3.js'), 'export const breath = 4;');
  await writeFile(join(appFolder, '.secret'), 'hidden');
  mailbox = await createTestMailbox({ appFolder, putsPerMinute: 3 });
  await mailbox.prepare();
  space = await mailbox.space();
});
afterEach(async () => {
  await mailbox.stop();
  await rm(appFolder, { recursive: true });
});

function expectSafe(headers: Readonly<Record<string, unknown>>): void {
  expect(headers).toMatchObject({
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers['cache-control']).toMatch(/^(no-store|no-cache|public, max-age=31536000, immutable)$/);
  for (const telling of ['server', 'x-powered-by', 'set-cookie', 'access-control-allow-origin']) {
    expect(headers[telling]).toBeUndefined();
  }
}

const nonce = 'AAECAwQFBgcICQoLDA0ODw';

function expectTime(answer: LightMyRequestResponse): void {
  const header = answer.headers['adem-time'];
  const signed: unknown = JSON.parse(
    Buffer.from(typeof header === 'string' ? header : '', 'base64').toString(),
  );
  const opened = openSigned('time', serverTimeSchema, [mailbox.receiptKey.publicKey], signed);
  expect(opened).toEqual({ ok: true, value: { v: 1, nonce, time: mailbox.clock.at.toISOString() } });
}

describe('every answer, whatever it is', () => {
  it('to a device carries the safety headers and the signed time', async () => {
    const bytes = randomBundle();
    const authorization = `Bearer ${space.bearer}`;
    const bundle = `/v1/bundles/${sha256Of(bytes)}`;
    const put = { method: 'PUT', url: bundle, payload: bytes } as const;
    const asked: readonly (readonly [number, InjectOptions])[] = [
      [200, { url: '/v1/health' }],
      [200, { url: '/v1/ready' }],
      [200, { url: '/v1/manifest', headers: { authorization } }],
      [201, { ...put, headers: { authorization, 'content-type': octets } }],
      [200, { ...put, headers: { authorization, 'content-type': octets } }],
      [
        400,
        { ...put, url: `/v1/bundles/${'0'.repeat(64)}`, headers: { authorization, 'content-type': octets } },
      ],
      [429, { ...put, headers: { authorization, 'content-type': octets } }],
      [401, { ...put, headers: { 'content-type': octets } }],
      [411, { method: 'PUT', url: bundle, headers: { authorization } }],
      [415, { ...put, headers: { authorization, 'content-type': 'image/png' } }],
      [
        413,
        {
          method: 'POST',
          url: '/v1/redeem',
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify('x'.repeat(5000)),
        },
      ],
      [
        400,
        { method: 'POST', url: '/v1/redeem', headers: { 'content-type': 'application/json' }, payload: '{' },
      ],
      [400, { method: 'POST', url: '/v1/redeem', payload: { more: 1 } }],
      [
        400,
        {
          method: 'POST',
          url: '/v1/redeem',
          headers: { 'content-type': 'application/json' },
          payload: '{"__proto__":{}}',
        },
      ],
      [404, { url: '/v1/nothing' }],
      [404, { method: 'POST', url: '/v1/health', payload: {} }],
      [404, { method: 'OPTIONS', url: '/v1/redeem', headers: { origin: 'https://elsewhere.example' } }],
      [404, { method: 'DELETE', url: bundle, headers: { authorization } }],
      [200, { url: '/' }],
      [200, { url: '/index.html' }],
      [200, { url: '/assets/cover-a1b2c3.js' }],
      [206, { url: '/assets/cover-a1b2c3.js', headers: { range: 'bytes=0-3' } }],
      [416, { url: '/assets/cover-a1b2c3.js', headers: { range: 'bytes=900-' } }],
      [404, { url: '/assets/gone.js' }],
      [403, { url: '/assets/' }],
      [404, { url: '/.secret' }],
      [404, { url: '/assets/..%2f..%2fetc/passwd' }],
    ];
    for (const [status, options] of asked) {
      const answer = await mailbox.device.inject({
        ...options,
        headers: { ...options.headers, 'adem-nonce': nonce },
      });
      expect([options.method, options.url, answer.statusCode]).toEqual([options.method, options.url, status]);
      expectSafe(answer.headers);
      expectTime(answer);
      expect(status < 400 ? ['error'] : Object.keys(answer.json<object>())).toEqual(['error']);
    }
  });

  it('to a broken path, too', async () => {
    for (const url of ['/%zz', `/v1/files/${'a'.repeat(3000)}`]) {
      const answer = await mailbox.device.inject({ url });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expectSafe(answer.headers);
    }
  });

  it('to the desk carries the safety headers', async () => {
    for (const answer of [
      await mailbox.askDesk('GET', 'receipt-key'),
      await mailbox.askDesk('GET', 'nothing'),
      await mailbox.askDesk('PUT', 'study', {}),
      await mailbox.desk.inject('/desk/v1/bundles'),
    ]) {
      expectSafe(answer.headers);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it('after a fault of ours hides what happened and still carries them', async () => {
    await mailbox.opened.db.schema.dropTable('desk_receipt').execute();
    const answer = await mailbox.device.inject({
      url: '/v1/receipts',
      headers: { authorization: `Bearer ${space.bearer}`, 'adem-nonce': nonce },
    });
    expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'fault' }]);
    expectSafe(answer.headers);
    expectTime(answer);
    expect((await mailbox.askDesk('GET', 'metrics')).body).toContain(
      'adem_faults_total{code="SQLITE_ERROR"} 1',
    );
  });

  it('says on https alone that it wants https for two years', async () => {
    const plain = await mailbox.device.inject('http://adem.example/v1/health');
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    const behind = await createTestMailbox({ trustedProxy: '127.0.0.1' });
    try {
      const secure = await behind.device.inject({
        url: '/v1/health',
        headers: { 'x-forwarded-proto': 'https' },
      });
      expect(secure.headers['strict-transport-security']).toBe('max-age=63072000');
    } finally {
      await behind.stop();
    }
  });
});

describe('what is no proper request', () => {
  const ask = (port: number, ...parts: readonly string[]): Promise<string> =>
    new Promise((done, failed) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(parts.join('\r\n')));
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('close', () => done(answer));
      socket.on('error', failed);
    });

  const headersIn = (answer: string): Record<string, string> =>
    Object.fromEntries(
      (answer.split('\r\n\r\n')[0] ?? '')
        .split('\r\n')
        .slice(1)
        .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    );

  it('gets a short answer with the same headers', async () => {
    const address = new URL(await mailbox.device.listen({ host: '127.0.0.1', port: 0 }));
    const port = Number(address.port);
    const close = 'connection: close';
    const cases: readonly (readonly [number, readonly string[]])[] = [
      [400, ['this is no http', '', '']],
      [431, ['GET / HTTP/1.1', 'host: a', `x: ${'y'.repeat(9000)}`, '', '']],
      [400, ['PUT /v1/bundles/x HTTP/1.1', 'host: a', 'content-length: many', '', '']],
      [
        411,
        [
          `PUT /v1/bundles/${'0'.repeat(64)} HTTP/1.1`,
          'host: a',
          'transfer-encoding: chunked',
          '',
          '5',
          'hello',
          '0',
          '',
          '',
        ],
      ],
      [
        413,
        [
          `PUT /v1/bundles/${'0'.repeat(64)} HTTP/1.1`,
          'host: a',
          `authorization: Bearer ${space.bearer}`,
          `content-type: ${octets}`,
          'content-length: 263168',
          '',
          '',
        ],
      ],
      [200, ['GET /v1/health HTTP/1.1', close, '', '']],
      [200, ['GET /v1/health HTTP/1.1', 'host: a', 'expect: the-unexpected', close, '', '']],
      [404, ['PROPFIND / HTTP/1.1', 'host: a', close, '', '']],
    ];
    for (const [status, parts] of cases) {
      const answer = await ask(port, ...parts);
      expect([parts[0], answer.slice(9, 12)]).toEqual([parts[0], String(status)]);
      expectSafe(headersIn(answer));
    }
  });

  it('is told from a proper one: an ordinary client over a real connection has its bundle stored', async () => {
    const address = new URL(await mailbox.device.listen({ host: '127.0.0.1', port: 0 }));
    const bytes = randomBundle();
    const answer = await fetch(new URL(`/v1/bundles/${sha256Of(bytes)}`, address), {
      method: 'PUT',
      headers: { authorization: `Bearer ${space.bearer}`, 'content-type': octets },
      body: new Uint8Array(bytes),
    });
    expect(answer.status).toBe(201);
    expectSafe(Object.fromEntries(answer.headers));
  });
});

describe('a connection', () => {
  it('has an end to its headers, its request, its idle time and its number', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections } = mailbox.device.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, maxConnections }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 30_000,
      maxConnections: 2_000,
    });
  });
});

describe('signed time', () => {
  it('is given over a proper nonce and left out otherwise', async () => {
    for (const bad of ['', 'short', `${nonce}A`, '!'.repeat(22)]) {
      const answer = await mailbox.device.inject({ url: '/v1/health', headers: { 'adem-nonce': bad } });
      expect([answer.statusCode, answer.headers['adem-time']]).toEqual([200, undefined]);
    }
    const answer = await mailbox.device.inject({ url: '/v1/health', headers: { 'adem-nonce': nonce } });
    expectTime(answer);
  });
});

describe('the app', () => {
  it('is never stored as a page, asked for again as a worker, kept for long when its name has a hash', async () => {
    const caching = async (url: string) => (await mailbox.device.inject(url)).headers['cache-control'];
    expect(await caching('/')).toBe('no-store');
    expect(await caching('/index.html')).toBe('no-store');
    expect(await caching('/serviceWorker.js')).toBe('no-cache');
    expect(await caching('/assets/cover-a1b2c3.js')).toBe('public, max-age=31536000, immutable');
  });

  it('comes compressed to whoever takes that, under the same caching', async () => {
    const code = 'export const breath = 4;';
    await writeFile(join(appFolder, 'assets', 'cover-a1b2c3.js.br'), brotliCompressSync(code));
    const ask = (encoding: string) =>
      mailbox.device.inject({ url: '/assets/cover-a1b2c3.js', headers: { 'accept-encoding': encoding } });
    const [small, plain] = [await ask('gzip, br'), await ask('identity')];
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': plain.headers['content-type'],
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(code);
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, code]);
  });

  it('marks the very page that is built', async () => {
    const built = await readFile(join(top, 'src/cover/index.html'), 'utf8');
    await writeFile(join(appFolder, 'index.html'), built);
    const demo = await createTestMailbox({ appFolder });
    await demo.prepare(true);
    const marked = (await demo.device.inject('/')).body;
    expect(marked).toContain('<meta name="mode" content="demonstration">');
    expect(marked).not.toContain('content="live"');
    await demo.stop();
  });

  it('says that it is live, and demonstration once the study is one, also after a restart', async () => {
    expect((await mailbox.device.inject('/')).body).toBe(page);
    const demo = await createTestMailbox({ appFolder });
    await demo.prepare(true);
    const marked = page.replace('content="live"', 'content="demonstration"');
    expect((await demo.device.inject('/')).body).toBe(marked);
    expect((await demo.device.inject('/index.html')).body).toBe(marked);
    const { folder, receiptKey } = demo;
    const again = await createTestMailbox({ appFolder, folder, receiptKey });
    try {
      expect((await again.device.inject('/')).body).toBe(marked);
    } finally {
      await again.stop();
      await demo.stop();
    }
  });

  it('of a demonstration never goes out unmarked', async () => {
    await writeFile(join(appFolder, 'index.html'), '<!doctype html><title>Adem</title>');
    const demo = await createTestMailbox({ appFolder });
    try {
      await demo.prepare(true);
      expect((await demo.device.inject('/')).statusCode).toBe(500);
    } finally {
      await demo.stop();
    }
  });
});

describe('the log', () => {
  it('holds the minute, the route, the status and a class of size, and nothing that leads to a person', async () => {
    const bytes = randomBundle();
    mailbox.logged.length = 0;
    await mailbox.put(space, bytes);
    await mailbox.device.inject({ url: `/v1/nobody-${newToken()}`, headers: { 'user-agent': 'Secret/1' } });
    await mailbox.redeem(space, space);
    expect(mailbox.logged).toEqual([
      '2026-03-02T10:20Z PUT /v1/bundles/:sha256 201 32K',
      '2026-03-02T10:20Z GET - 404 -',
      '2026-03-02T10:20Z POST /v1/redeem 200 4K',
    ]);
  });
});
