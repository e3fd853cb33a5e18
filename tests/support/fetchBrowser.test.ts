import { describe, expect, it } from 'vitest';
import { fetchBrowser, type Machine, noBrowserSentence } from './fetchBrowser.ts';

/** A machine whose commands succeed when named in `works`; a browser is there after one of them installed it. */
const machine = (given: Partial<Machine>, works: readonly string[], has = false) => {
  const ran: string[] = [];
  let installed = has;
  const made: Machine = {
    isDebianRoot: false,
    isNamed: false,
    find: () => (installed ? '/usr/bin/chromium' : null),
    run: (command, args) => {
      ran.push([command, ...args].join(' '));
      const fine = works.includes(command);
      if (fine && args.includes('install')) installed = true;
      return fine;
    },
    ...given,
  };
  return { made, ran };
};

describe('a browser for the tests', () => {
  it('is the one that is there', () => {
    const { made, ran } = machine({}, [], true);
    expect([fetchBrowser(made), ran]).toEqual(['/usr/bin/chromium', []]);
  });

  it('comes from Debian when run as root there', () => {
    const { made, ran } = machine({ isDebianRoot: true }, ['apt-get']);
    expect(fetchBrowser(made)).toBe('/usr/bin/chromium');
    expect(ran).toEqual(['apt-get update', 'apt-get install -y chromium']);
  });

  it("is Playwright's own elsewhere, and where Debian has none", () => {
    for (const isDebianRoot of [false, true]) {
      const { made, ran } = machine({ isDebianRoot }, ['npx']);
      expect(fetchBrowser(made)).toBe('/usr/bin/chromium');
      expect(ran.at(-1)).toBe('npx playwright-core install chromium');
    }
  });

  it('is asked for in one sentence when neither works', () => {
    const { made, ran } = machine({ isDebianRoot: true }, []);
    expect([fetchBrowser(made), ran.length]).toEqual([null, 2]);
    expect(
      noBrowserSentence
        .trim()
        .split(/[.!?](?:\s|$)/)
        .filter(Boolean),
    ).toHaveLength(1);
  });

  it('is not worked around when one was named that does not run', () => {
    const { made, ran } = machine({ isNamed: true }, ['npx']);
    expect([fetchBrowser(made), ran]).toEqual([null, []]);
  });
});
