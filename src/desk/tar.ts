/**
 * Just enough of the POSIX tar format (ustar) for a backup that any computer can unpack: plain
 * files with short names, written and read one at a time, so that memory stays flat.
 */
import { type FileHandle, open } from 'node:fs/promises';

const block = 512;
const largestFile = 64 * 1024 * 1024;

export class DamagedArchive extends Error {
  override readonly name = 'DamagedArchive';
}

export interface TarWriter {
  readonly add: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Ends and syncs the archive. */
  readonly close: () => Promise<void>;
  /** Leaves it unfinished. */
  readonly abandon: () => Promise<void>;
}

/** Refuses a path that exists. */
export async function createTar(path: string, made: Date): Promise<TarWriter> {
  const handle = await open(path, 'wx', 0o600);
  return {
    add: async (name, bytes) => {
      await handle.write(header(name, bytes.length, made));
      await handle.write(bytes);
      const rest = (block - (bytes.length % block)) % block;
      if (rest > 0) await handle.write(new Uint8Array(rest));
    },
    close: async () => {
      await handle.write(new Uint8Array(2 * block));
      await handle.sync();
      await handle.close();
    },
    abandon: () => handle.close(),
  };
}

/** Throws DamagedArchive at the first thing that is not as written above, a missing end included. */
export async function* readTar(
  path: string,
): AsyncGenerator<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const handle = await open(path, 'r');
  try {
    for (;;) {
      const head = await take(handle, block);
      if (head.every((byte) => byte === 0)) return;
      const { name, size } = readHeader(head);
      const bytes = await take(handle, size);
      await take(handle, (block - (size % block)) % block);
      yield { name, bytes };
    }
  } finally {
    await handle.close();
  }
}

function header(name: string, size: number, made: Date): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (at: number, value: string): void => {
    bytes.set(new TextEncoder().encode(value), at);
  };
  if (name.length > 99 || !/^[\x21-\x7e]+$/.test(name)) throw new Error(`no name for an archive: ${name}`);
  put(0, name);
  put(100, '0000600\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(
    136,
    `${Math.floor(made.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
  );
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\x0000');
  put(148, `${sum(bytes).toString(8).padStart(6, '0')}\0 `);
  return bytes;
}

function readHeader(bytes: Uint8Array): { readonly name: string; readonly size: number } {
  const field = (at: number, length: number): string =>
    new TextDecoder().decode(bytes.subarray(at, at + length)).split('\0')[0] ?? '';
  const told = Number.parseInt(field(148, 8), 8);
  const blank = bytes.slice();
  blank.fill(0x20, 148, 156);
  const size = Number.parseInt(field(124, 12), 8);
  const sound =
    sum(blank) === told &&
    field(257, 6) === 'ustar' &&
    field(156, 1) === '0' &&
    size >= 0 &&
    size <= largestFile;
  if (!sound) throw new DamagedArchive('an entry of the archive is damaged');
  return { name: field(0, 100), size };
}

const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => total + byte, 0);

async function take(handle: FileHandle, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await handle.read(bytes, at, length - at);
    if (bytesRead === 0) throw new DamagedArchive('the archive ends too early');
    at += bytesRead;
  }
  return bytes;
}
