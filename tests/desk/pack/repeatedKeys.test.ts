import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedKeys } from '#desk/pack/repeatedKeys.ts';

describe('keys that stand twice', () => {
  it.each<[json: string, keys: string[]]>([
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":{"b":1,"c":[{"b":1}],"b":2}}', ['b']],
    ['[{"a":1},{"a":1}]', []],
    ['{"a":["a","a"],"b":"a"}', []],
    ['{"a":"{\\"b\\":1,\\"b\\":2}"}', []],
    ['{"a\\"":1,"a\\"":2}', ['a"']],
    ['{"\\u0061":1,"a":2}', ['a']],
    ['{"a":1,"a":2,"a":3,"b":1,"b":2}', ['a', 'b']],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
    ['"a"', []],
    ['[]', []],
  ])('%s', (json, keys) => {
    expect(repeatedKeys(json)).toEqual(keys);
  });

  it('are never found in what a program wrote', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(repeatedKeys(JSON.stringify(JSON.parse(json), null, 2))).toEqual([]);
      }),
    );
  });

  it('are found in a large file in no time', () => {
    const json = `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":"${'x'.repeat(10)}"`).join(',')},"k7":1}`;
    const started = performance.now();
    expect(repeatedKeys(json)).toEqual(['k7']);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
