import { describe, expect, it } from 'vitest';
import { readJson } from '#desk/pack/readJson.ts';

const said = (text: string): string => {
  const read = readJson(text);
  return read.ok ? 'read' : `${read.error.cause}. Remedy: ${read.error.remedy}.`;
};

describe('a file that is not JSON', () => {
  it.each<[what: string, text: string, says: string]>([
    [
      'a comma after the last key',
      '{\n  "a": 1,\n  "b": 2,\n}\n',
      'it cannot be read as JSON: in line 3 a comma stands after the last entry. Remedy: take that comma out.',
    ],
    [
      'a comma after the last entry of a list',
      '[\n"a",\n\n]',
      'it cannot be read as JSON: in line 2 a comma stands after the last entry. Remedy: take that comma out.',
    ],
    [
      'a comma that is missing',
      '{\n  "a": 1\n  "b": 2\n}',
      'it cannot be read as JSON: a comma is missing in line 3 or the line before. Remedy: write a comma between the two entries.',
    ],
    [
      'a quote that is missing',
      '{\n  "a": "x,\n  "b": "y"\n}',
      'something is wrong in line 2 or the line before. Remedy: look there for a comma, a quote or a bracket that is missing or too much.',
    ],
    ['a bracket of another kind', '{\n "a": [1\n}\n}', 'something is wrong in line 3 or the line before.'],
    ['a key without quotes', '{\n\n a: 1}', 'something is wrong in line 3 or the line before.'],
    ['a file that stops', '{\n "a": {\n}\n\n', 'it stops in line 3 or the line before. Remedy: close every'],
    ['an empty file', '', 'it cannot be read as JSON: it is empty. Remedy: write it.'],
    ['something after the end', '{}\n{}', 'something is wrong in line 2 or the line before.'],
    ['a number that JSON does not know', '{"a": 012}', 'line 1'],
    ['a space that only looks like one', '{\n"a":\u00a01}', 'something is wrong in line 2'],
    ['a sign that JSON does not know', '{\n"a": "\\x"}', 'line 2'],
  ])('names the line of %s', (_what, text, says) => {
    expect(said(text)).toContain(says);
  });

  it('what is JSON is read, whatever its texts hold', () => {
    expect(readJson('{"a": ["},]", "\\"", -1.5e3, {}, [], true, null]}')).toEqual({
      ok: true,
      value: { a: ['},]', '"', -1500, {}, [], true, null] },
    });
  });
});
