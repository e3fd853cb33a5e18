/** Looks for many texts at once in bytes, in every way in which a browser may have written them. */

export type Writing = 'utf-8' | 'latin-1' | 'utf-16le' | 'utf-16be' | 'json' | 'url' | 'base64';

export interface Hit {
  readonly marker: string;
  readonly writing: Writing;
  readonly at: number;
}

interface Pattern {
  readonly marker: string;
  readonly writing: Writing;
  readonly bytes: Buffer;
}

/** The characters that stay the same whatever stands before and after, for each of three positions. */
const base64Of = (bytes: Buffer): readonly Buffer[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const lastPartly = (bytes.length + shift) % 3 !== 0;
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, lastPartly ? -1 : undefined), 'latin1');
  });

const patternsOf = (marker: string): readonly Pattern[] => {
  const utf8 = Buffer.from(marker, 'utf8');
  const written: [Writing, Buffer][] = [['utf-8', utf8]];
  const wide = Buffer.from(marker, 'utf16le');
  written.push(['utf-16le', wide], ['utf-16be', Buffer.from(wide).swap16()]);
  const escaped = Buffer.from(
    marker.replace(/[^\u0020-\u007e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    'latin1',
  );
  const encoded = Buffer.from(encodeURIComponent(marker), 'latin1');
  const latin1 = Buffer.from(marker, 'latin1');
  if (latin1.toString('latin1') === marker && !latin1.equals(utf8)) written.push(['latin-1', latin1]);
  if (!escaped.equals(utf8)) written.push(['json', escaped]);
  if (!encoded.equals(utf8)) written.push(['url', encoded]);
  for (const each of base64Of(utf8)) if (each.length >= 12) written.push(['base64', each]);
  return written.map(([writing, bytes]) => ({ marker, writing, bytes }));
};

const shortest = 4;

/** Case-sensitive and exact. Markers under four bytes are refused: they are found everywhere. */
export const markerSearch = (markers: readonly string[]): ((bytes: Uint8Array) => readonly Hit[]) => {
  const byStart = new Map<number, Pattern[]>();
  const starts = new Uint8Array(1 << 16);
  const slot = (start: number): number => (Math.imul(start, 0x9e3779b1) >>> 16) & 0xffff;
  for (const pattern of [...new Set(markers)].flatMap(patternsOf)) {
    if (pattern.bytes.length < shortest) throw new Error(`marker is too short: ${pattern.marker}`);
    const start = pattern.bytes.readInt32BE();
    byStart.set(start, [...(byStart.get(start) ?? []), pattern]);
    starts[slot(start)] = 1;
  }
  return (bytes) => {
    const hits: Hit[] = [];
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    for (let end = 0; end < all.length; end += 1) {
      start = (start << 8) | (all[end] ?? 0);
      if (end < shortest - 1 || starts[slot(start)] === 0) continue;
      const at = end - shortest + 1;
      for (const { marker, writing, bytes: wanted } of byStart.get(start) ?? []) {
        if (all.compare(wanted, 0, wanted.length, at, Math.min(at + wanted.length, all.length)) === 0)
          hits.push({ marker, writing, at });
      }
    }
    // Zero bytes around a text of two bytes a letter make it fit both orders: one text, found once.
    const wide = new Set(
      hits.flatMap((hit) => (hit.writing === 'utf-16le' ? [`${hit.at} ${hit.marker}`] : [])),
    );
    return hits.filter(
      ({ writing, at, marker }) => writing !== 'utf-16be' || !wide.has(`${at + 1} ${marker}`),
    );
  };
};
