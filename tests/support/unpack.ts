/** Finds packed streams inside bytes and unpacks them, and what is packed inside those again. */
import {
  brotliDecompressSync,
  constants,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
  zstdDecompressSync,
} from 'node:zlib';
import { lz4FrameStart, mozLz4Start, readLz4Frame, readMozLz4 } from './lz4.ts';
import { readSnappy, readSnappyFrames, snappyFrameStart } from './snappy.ts';

export interface Layer {
  /** Through what it was reached: `table > snappy value`. */
  readonly how: string;
  readonly bytes: Uint8Array;
}

type Read = (bytes: Uint8Array) => Uint8Array | null;

interface Packing {
  readonly name: string;
  readonly starts: readonly Uint8Array[];
  readonly read: Read;
}

const maxOutputLength = 1 << 26;

const orNull =
  (read: (bytes: Uint8Array) => Uint8Array): Read =>
  (bytes) => {
    try {
      return read(bytes);
    } catch {
      return null;
    }
  };

/** A stream that is cut off gives what there is. */
const cutOff: ZlibOptions = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength };

const brotli = orNull((bytes) =>
  brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength }),
);
const zstd = orNull((bytes) => zstdDecompressSync(bytes, { maxOutputLength }));
const inflate = orNull((bytes) => inflateSync(bytes, cutOff));

/** Past the header by hand: what follows the stream in the file must not count as a second one. */
const gunzip = orNull((bytes) => {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  if ((flags & 8) !== 0) at = bytes.indexOf(0, at) + 1;
  if ((flags & 16) !== 0) at = bytes.indexOf(0, at) + 1;
  if ((flags & 2) !== 0) at += 2;
  return inflateRawSync(bytes.subarray(at), cutOff);
});

/** What Chromium puts before an IndexedDB value that it packed: version, "needs processing", how. */
const packedValue = (how: number): Uint8Array => Uint8Array.from([0xff, 0x11, how]);
const valueStart = 3;

const packings: readonly Packing[] = [
  { name: 'gzip', starts: [Uint8Array.from([0x1f, 0x8b, 8])], read: gunzip },
  {
    name: 'deflate',
    starts: [1, 0x5e, 0x9c, 0xda].map((level) => Uint8Array.from([0x78, level])),
    read: inflate,
  },
  { name: 'zstd', starts: [Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd])], read: zstd },
  {
    name: 'snappy value',
    starts: [packedValue(2)],
    read: (bytes) => readSnappy(bytes.subarray(valueStart), false),
  },
  { name: 'snappy frames', starts: [snappyFrameStart], read: readSnappyFrames },
  { name: 'mozLz4', starts: [mozLz4Start], read: readMozLz4 },
  { name: 'lz4', starts: [lz4FrameStart], read: readLz4Frame },
];

const deepest = 4;

/** The layer itself and everything packed in it that can be recognised by how it starts. */
export const unpack = (layer: Layer, depth = 0): readonly Layer[] => {
  if (depth === deepest) return [layer];
  const bytes = Buffer.from(layer.bytes.buffer, layer.bytes.byteOffset, layer.bytes.byteLength);
  const found: Layer[] = [layer];
  for (const { name, starts, read } of packings) {
    for (const start of starts) {
      for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
        const plain = read(bytes.subarray(at));
        if (plain !== null && plain.length > 0) {
          found.push(...unpack({ how: `${layer.how} > ${name}`, bytes: plain }, depth + 1));
        }
      }
    }
  }
  return found;
};

/** For bytes known to be one whole value or body: packings that nothing but trying can tell. */
export const unpackWhole = (layer: Layer): readonly Layer[] => {
  const tried: readonly (readonly [string, Uint8Array | null])[] = [
    ['snappy', layer.bytes.length < 8 ? null : readSnappy(layer.bytes)],
    ['brotli', layer.bytes.length < 8 ? null : brotli(layer.bytes)],
  ];
  return [
    ...unpack(layer),
    ...tried.flatMap(([name, plain]) =>
      plain === null || plain.length === 0 ? [] : unpack({ how: `${layer.how} > ${name}`, bytes: plain }, 1),
    ),
  ];
};
