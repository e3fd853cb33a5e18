import { describe, expect, it } from 'vitest';
import { markerSearch } from './markerSearch.ts';

const marker = 'Hoe gaat het, Zoë?';
const among = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from('zz'), bytes, Buffer.from('zz')]);

describe('the search for many texts at once', () => {
  it.each([
    ['utf-8', Buffer.from(marker)],
    ['latin-1', Buffer.from(marker, 'latin1')],
    ['utf-16le', Buffer.from(marker, 'utf16le')],
    ['utf-16be', Buffer.from(marker, 'utf16le').swap16()],
    ['json', Buffer.from('Hoe gaat het, Zo\\u00eb?')],
    ['url', Buffer.from(encodeURIComponent(marker))],
  ] as const)('knows a text written as %s', (writing, bytes) => {
    expect(markerSearch([marker])(among(bytes))).toEqual([{ marker, writing, at: 2 }]);
  });

  it.each([0, 1, 2])('knows a text inside base64 after %i other bytes', (before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${marker} and more`).toString('base64');
    expect(markerSearch([marker])(Buffer.from(text)).map(({ writing }) => writing)).toEqual(['base64']);
  });

  it('finds every place, also of texts that begin alike or overlap', () => {
    const hits = markerSearch(['anna', 'annabel'])(Buffer.from('annabel annanna'));
    expect(hits.map(({ marker: found, at }) => `${found} ${at}`).sort()).toEqual([
      'anna 0',
      'anna 11',
      'anna 8',
      'annabel 0',
    ]);
  });

  it('counts a wide text between zero bytes once', () => {
    const bytes = Buffer.concat([Buffer.alloc(3), Buffer.from('wide text', 'utf16le'), Buffer.alloc(3)]);
    expect(markerSearch(['wide text'])(bytes)).toHaveLength(1);
  });

  it('minds case, and finds neither a part nor a cut-off text', () => {
    const search = markerSearch(['Marker']);
    expect(search(Buffer.from('marker MARKER Marke'))).toEqual([]);
  });

  it('refuses a text that would be found everywhere', () => {
    expect(() => markerSearch(['abc'])).toThrow('too short');
  });
});
