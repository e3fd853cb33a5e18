/** Reads LZ4 blocks, LZ4 frames and the `mozLz40` files of Firefox. */
import { copyBack } from './snappy.ts';

const most = 1 << 26;

const u32 = (bytes: Uint8Array, at: number): number =>
  at + 4 > bytes.length ? -1 : Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).readUInt32LE();

/** A length whose nibble is full goes on in further bytes of 255. */
const readLength = (bytes: Uint8Array, nibble: number, at: number): { length: number; next: number } => {
  let length = nibble;
  let next = at;
  if (nibble === 15) {
    let byte: number;
    do {
      byte = bytes[next] ?? 0;
      length += byte;
      next += 1;
    } while (byte === 255);
  }
  return { length, next };
};

/**
 * Reads one block into `out` from `to` on (earlier bytes of `out` may be copied from) and returns where
 * the plain bytes end, or null when it is no block.
 */
const readInto = (block: Uint8Array, out: Uint8Array, to: number): number | null => {
  let from = 0;
  let end = to;
  while (from < block.length) {
    const token = block[from] ?? 0;
    const literals = readLength(block, token >> 4, from + 1);
    const after = literals.next + literals.length;
    if (after > block.length || end + literals.length > out.length) return null;
    out.set(block.subarray(literals.next, after), end);
    end += literals.length;
    // The last sequence has no match.
    if (after === block.length) return end;
    if (after + 2 > block.length) return null;
    const distance = (block[after] ?? 0) + ((block[after + 1] ?? 0) << 8);
    const match = readLength(block, token & 15, after + 2);
    if (!copyBack(out, end, distance, match.length + 4)) return null;
    end += match.length + 4;
    from = match.next;
  }
  return null;
};

/** The plain bytes of one block of which at most `size` are expected, or null when it is none. */
export const readLz4Block = (block: Uint8Array, size: number): Uint8Array | null => {
  if (size < 0 || size > most) return null;
  const out = new Uint8Array(size);
  const end = readInto(block, out, 0);
  return end === null ? null : out.subarray(0, end);
};

export const mozLz4Start = Buffer.from('mozLz40\0', 'latin1');

export const readMozLz4 = (bytes: Uint8Array): Uint8Array | null =>
  mozLz4Start.every((byte, i) => bytes[i] === byte)
    ? readLz4Block(bytes.subarray(12), Math.min(u32(bytes, 8), most))
    : null;

export const lz4FrameStart = Uint8Array.from([0x04, 0x22, 0x4d, 0x18]);

const blockSizes: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };

/** The blocks of a frame up to the first that is damaged, or null when there is none. */
export const readLz4Frame = (bytes: Uint8Array): Uint8Array | null => {
  if (!lz4FrameStart.every((byte, i) => bytes[i] === byte)) return null;
  const flags = bytes[4] ?? 0;
  const size = blockSizes[((bytes[5] ?? 0) >> 4) & 7];
  if (flags >> 6 !== 1 || size === undefined) return null;
  const checksums = (flags & 0x10) !== 0;
  // Content size and dictionary id, when announced, stand before the header's own checksum.
  let from = 7 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  let out = new Uint8Array(0);
  for (let word = u32(bytes, from); word > 0; word = u32(bytes, from)) {
    const length = word & 0x7fffffff;
    const block = bytes.subarray(from + 4, from + 4 + length);
    if (block.length < length || out.length > most) break;
    const longer = new Uint8Array(out.length + size);
    longer.set(out);
    let end: number | null;
    if (word >= 0x80000000) {
      if (length > size) break;
      longer.set(block, out.length);
      end = out.length + length;
    } else end = readInto(block, longer, out.length);
    if (end === null) break;
    out = longer.subarray(0, end);
    from += 4 + length + (checksums ? 4 : 0);
  }
  return out.length === 0 ? null : out;
};
