/** Reads raw Snappy blocks and Snappy's framed streams: what a browser packs values with. */

interface Varint {
  readonly value: number;
  readonly next: number;
}

/** Little-endian groups of seven bits, at most five; null when it does not end. */
export const readVarint = (bytes: Uint8Array, at: number): Varint | null => {
  let value = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  return null;
};

/** A copy may reach into what it is writing itself, so it goes byte by byte; false when it reaches outside. */
export const copyBack = (out: Uint8Array, at: number, distance: number, length: number): boolean => {
  if (distance === 0 || distance > at || at + length > out.length) return false;
  for (let i = at; i < at + length; i += 1) out[i] = out[i - distance] ?? 0;
  return true;
};

const little = (bytes: Uint8Array, at: number, count: number): number => {
  let value = 0;
  for (let i = 0; i < count; i += 1) value += (bytes[at + i] ?? 0) * 256 ** i;
  return value;
};

const largest = 1 << 26;

/**
 * The plain bytes of a block starting at the first byte, or null when it is none. `whole`: nothing may
 * follow it; else the block ends where its announced length is reached.
 */
export const readSnappy = (bytes: Uint8Array, whole = true): Uint8Array | null => {
  const length = readVarint(bytes, 0);
  if (length === null || length.value > largest) return null;
  // A copy of three bytes makes at most 64: a length beyond that is not Snappy's.
  if (length.value > bytes.length * 22) return null;
  const out = new Uint8Array(length.value);
  let from = length.next;
  let to = 0;
  while (to < out.length) {
    const tag = bytes[from];
    if (tag === undefined) return null;
    const kind = tag & 3;
    const high = tag >> 2;
    if (kind === 0) {
      const extra = high < 60 ? 0 : high - 59;
      const size = (extra === 0 ? high : little(bytes, from + 1, extra)) + 1;
      const start = from + 1 + extra;
      if (start + size > bytes.length || to + size > out.length) return null;
      out.set(bytes.subarray(start, start + size), to);
      from = start + size;
      to += size;
    } else {
      const width = kind === 3 ? 4 : kind;
      if (from + width >= bytes.length) return null;
      const size = kind === 1 ? (high & 7) + 4 : high + 1;
      const distance =
        kind === 1 ? ((tag >> 5) << 8) + (bytes[from + 1] ?? 0) : little(bytes, from + 1, width);
      if (!copyBack(out, to, distance, size)) return null;
      from += 1 + width;
      to += size;
    }
  }
  return whole && from !== bytes.length ? null : out;
};

export const snappyFrameStart = Uint8Array.from([0xff, 6, 0, 0, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59]);

/** All chunks of a framed stream up to the first that is damaged, or null when there is none. */
export const readSnappyFrames = (bytes: Uint8Array): Uint8Array | null => {
  if (!snappyFrameStart.every((byte, i) => bytes[i] === byte)) return null;
  const chunks: Uint8Array[] = [];
  for (let at = snappyFrameStart.length; at + 4 <= bytes.length; ) {
    const kind = bytes[at];
    const size = little(bytes, at + 1, 3);
    const start = at + 4;
    // Kinds 0 and 1 hold data after a checksum of four bytes; the rest is padding or a new start.
    if (start + size > bytes.length || kind === undefined || (kind > 1 && kind < 0x80)) break;
    if (kind <= 1) {
      const body = bytes.subarray(start + 4, start + size);
      const plain = kind === 0 ? readSnappy(body) : body;
      if (plain === null) break;
      chunks.push(plain);
    }
    at = start + size;
  }
  return chunks.length === 0 ? null : Buffer.concat(chunks);
};
