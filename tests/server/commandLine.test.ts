import { describe, expect, it } from 'vitest';
import { help, parseCommandLine } from '../../src/server/commandLine.ts';
import { isLoopback } from '../../src/server/startMailbox.ts';

const parse = (...words: readonly string[]) => parseCommandLine(words, '/built/app');
const settings = (...words: readonly string[]) => {
  const parsed = parse(...words);
  if (!parsed.ok || parsed.value.do !== 'serve') throw new Error('not served');
  return parsed.value.settings;
};

describe('the command line', () => {
  it('without options serves this computer alone', () => {
    expect(settings()).toMatchObject({
      host: '127.0.0.1',
      deskHost: '127.0.0.1',
      port: 8080,
      deskPort: 8081,
      lan: false,
      tlsFiles: null,
      appFolder: '/built/app',
      trustedProxy: null,
      limits: { redeemsPerHour: 10, putsPerMinute: 60 },
    });
  });

  it('opens devices to the local network with --lan, and never the desk', () => {
    expect(settings('--lan')).toMatchObject({ host: '0.0.0.0', deskHost: '127.0.0.1', lan: true });
    expect(settings('--lan', '--host', '192.0.2.4').host).toBe('192.0.2.4');
  });

  it('takes everything else as told', () => {
    const all = settings(
      ...['--data', '/d', '--port', '0', '--desk-port', '9', '--cert', 'c', '--key', 'k'],
      ...['--app', 'none', '--proxy', '10.0.0.1', '--redeems-per-hour', '7', '--puts-per-minute', '8'],
    );
    expect(all).toMatchObject({
      data: '/d',
      port: 0,
      deskPort: 9,
      tlsFiles: { cert: 'c', key: 'k' },
      appFolder: null,
      trustedProxy: '10.0.0.1',
      limits: { redeemsPerHour: 7, putsPerMinute: 8 },
    });
    expect(parse('--data', '/d', '--backup', '/b')).toEqual({
      ok: true,
      value: { do: 'backup', from: '/d', to: '/b' },
    });
    expect(parse('--help')).toEqual({ ok: true, value: { do: 'help' } });
  });

  it('refuses what it does not know in one sentence', () => {
    const refused: readonly (readonly [string[], RegExp])[] = [
      [['--prot', '1'], /^"--prot" cannot be used so: --help lists the options\.$/],
      [['start'], /^That cannot be used so/],
      [['--port'], /"--port/],
      [['--port', '70000'], /^"70000" is no port/],
      [['--desk-port', '8o'], /^"8o" is no port/],
      [['--cert', 'c'], /belong together/],
      [['--proxy', '10.0.0.1,nginx'], /^"10\.0\.0\.1,nginx" is no address/],
      [['--proxy', '10.0.0.1/99'], /^"10\.0\.0\.1\/99" is no address/],
      [['--proxy', '10.0.0.1/0'], /is no address/],
      [['--proxy', 'fd00::/129'], /is no address/],
      [['--puts-per-minute', '0'], /whole number above 0/],
    ];
    for (const [words, sentence] of refused) {
      const parsed = parse(...words);
      expect(parsed.ok ? '' : parsed.error.sentence).toMatch(sentence);
    }
  });

  it('takes a range of proxies as the library behind it does', () => {
    for (const proxy of ['10.0.0.0/8', '10.0.0.1/32', 'fd00::/64,10.0.0.1'])
      expect(parse('--proxy', proxy)).toMatchObject({ ok: true });
  });

  it('names every option in its help', () => {
    for (const option of [
      'data',
      'port',
      'desk-port',
      'host',
      'desk-host',
      'lan',
      'cert',
      'key',
      'app',
      'proxy',
      'backup',
    ]) {
      expect(help).toContain(`--${option} `);
    }
  });
});

describe('loopback', () => {
  it('is this computer and nothing that only looks like it', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) expect(isLoopback(host)).toBe(true);
    for (const host of ['0.0.0.0', '::', '127.0.0.1.example', '1127.0.0.1', '192.168.1.2']) {
      expect(isLoopback(host)).toBe(false);
    }
  });
});
