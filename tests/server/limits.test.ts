import { describe, expect, it } from 'vitest';
import { addressPrefix, createRateLimit } from '../../src/server/rateLimit.ts';
import { logLine } from '../../src/server/requestLog.ts';

const at = (seconds: number): Date => new Date(1_000_000 + seconds * 1000);

describe('a rate limit', () => {
  it('lets a number through per window and says how long to wait', () => {
    const limit = createRateLimit(2, 60_000);
    expect(limit.wait('a', at(0))).toBe(0);
    limit.count('a', at(0));
    limit.count('a', at(10));
    expect(limit.wait('a', at(20))).toBe(40);
    expect(limit.wait('b', at(20))).toBe(0);
    expect(limit.wait('a', at(60))).toBe(0);
  });

  it('does not lock anybody out for long when the clock is set back', () => {
    const limit = createRateLimit(1, 60_000);
    limit.count('a', at(100_000));
    expect(limit.wait('a', at(0))).toBe(0);
  });

  it('forgets a key when its window is over', () => {
    const limit = createRateLimit(1, 3_600_000);
    limit.count('a', at(0));
    limit.count('b', at(1800));
    limit.sweep(at(3599));
    expect(limit.size()).toBe(2);
    limit.sweep(at(3600));
    expect(limit.size()).toBe(1);
  });

  it('does not grow without end under a flood of new keys', () => {
    const limit = createRateLimit(1, 3_600_000, 100);
    for (let i = 0; i < 150; i++) limit.count(String(i), at(0));
    expect(limit.size()).toBe(100);
    expect(limit.wait('0', at(1))).toBe(0);
    expect(limit.wait('149', at(1))).toBeGreaterThan(0);
  });
});

describe('a neighbourhood of addresses', () => {
  it('is 24 bits of IPv4 and 48 of IPv6, however it is written', () => {
    expect(addressPrefix('198.51.100.7')).toBe('198.51.100');
    expect(addressPrefix('::ffff:198.51.100.7')).toBe('198.51.100');
    expect(addressPrefix('2001:db8:12:34::1')).toBe('2001:db8:12');
    expect(addressPrefix('2001:0DB8:0012::9')).toBe('2001:db8:12');
    expect(addressPrefix('2001:db8::1')).toBe('2001:db8:0');
    expect(addressPrefix('::1')).toBe('0:0:0');
    expect(addressPrefix('fe80::1%eth0')).toBe('fe80:0:0');
  });
});

describe('a line of the log', () => {
  it('has only classes of size and known methods', () => {
    const line = (requestBytes: number, method = 'PUT', status: number | null = 201) =>
      logLine({ at: new Date('2026-01-02T03:04:05.678Z'), method, route: '/x', status, requestBytes });
    expect(line(32_768)).toBe('2026-01-02T03:04Z PUT /x 201 32K');
    expect(line(32_769)).toContain(' 64K');
    expect(line(9_999_999)).toContain(' more');
    expect(line(Number.NaN)).toContain(' -');
    expect(line(0, 'ANNOUNCE', null)).toBe('2026-01-02T03:04Z OTHER /x gone -');
  });
});
