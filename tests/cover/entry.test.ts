// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { delayMs, isCode, isInvite } from '#cover/entry.ts';
import { serviceWorkerAddress } from '#cover/trustedTypes.ts';
import { createInvite, looksLikeInvite } from '#crypto/invite.ts';

afterEach(() => vi.unstubAllGlobals());

describe('what was typed', () => {
  it('is a code when it is six digits, with or without blanks and hyphens', () => {
    expect(['123456', '123 456', '12-34-56', ' 000000 '].map(isCode)).toEqual([true, true, true, true]);
    expect(['12345', '1234567', '12345a', ''].map(isCode)).toEqual([false, false, false, false]);
  });

  it('is an invite exactly when reading invites would take it for one', async () => {
    const { text } = await createInvite();
    expect(isInvite(text)).toBe(true);
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        expect(isInvite(typed)).toBe(looksLikeInvite(typed));
      }),
    );
  });

  it('is never both', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z -]{0,30}$/), (typed) => {
        expect(isCode(typed) && isInvite(typed)).toBe(false);
      }),
    );
  });
});

describe('trying one code after another', () => {
  it('costs nothing at first, then more each time, never more than half a minute', () => {
    expect([0, 1, 2].map(delayMs)).toEqual([0, 0, 0]);
    expect([3, 4, 5, 6].map(delayMs)).toEqual([500, 1000, 2000, 4000]);
    expect(delayMs(1000)).toBe(30_000);
  });
});

describe("the worker's address", () => {
  it('is a plain text where script addresses are not checked', () => {
    expect(serviceWorkerAddress()).toBe('/serviceWorker.js');
  });

  it('comes from the one policy where they are, which knows no other address', () => {
    const made: { name: string; rules: { createScriptURL: (address: string) => string } }[] = [];
    vi.stubGlobal('trustedTypes', {
      createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => {
        made.push({ name, rules });
        return rules;
      },
    });
    expect(serviceWorkerAddress()).toBe('/serviceWorker.js');
    expect(made.map(({ name }) => name)).toEqual(['adem']);
    expect(() => made[0]?.rules.createScriptURL('https://elsewhere.example/a.js')).toThrow(
      'not an address of this app',
    );
  });
});
