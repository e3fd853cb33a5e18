import { describe, expect, it } from 'vitest';
import { readLz4Block, readLz4Frame, readMozLz4 } from './lz4.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const latin = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('latin1');

/** Three letters, nine more by going back three, two letters. */
const block = '35 61 62 63 03 00 20 64 65';
const plain = 'abcabcabcabcde';

describe('LZ4 blocks', () => {
  it('mixes letters and repetitions', () => {
    expect(latin(readLz4Block(hex(block), 14))).toBe(plain);
  });

  it('reads lengths that go on in further bytes', () => {
    const letters = 'y'.repeat(15 + 255 + 7);
    expect(latin(readLz4Block(Buffer.concat([hex('f0 ff 07'), Buffer.from(letters)]), 300))).toBe(letters);
  });

  it.each([
    ['goes back before the beginning', '35 61 62 63 04 00 20 64 65', 14],
    ['is cut off in its letters', '35 61 62', 14],
    ['is cut off in a distance', '35 61 62 63 03', 14],
    ['makes more than there is room for', block, 13],
  ])('refuses a block that %s', (_, bytes, size) => {
    expect(readLz4Block(hex(bytes), size)).toBeNull();
  });
});

describe('the files of Firefox', () => {
  it('have a name and a length before one block', () => {
    expect(latin(readMozLz4(hex(`6d 6f 7a 4c 7a 34 30 00 0e 00 00 00 ${block}`)))).toBe(plain);
  });

  it('are nothing without the name', () => {
    expect(readMozLz4(hex(`0e 00 00 00 ${block}`))).toBeNull();
  });
});

describe('LZ4 frames', () => {
  const start = '04 22 4d 18';

  it('holds packed and plain blocks, the later ones going back into the earlier', () => {
    const back = '05 0e 00 20 21 21';
    const frame = `${start} 40 40 00 09 00 00 00 ${block} 06 00 00 00 ${back} 02 00 00 80 6f 6b 00 00 00 00`;
    expect(latin(readLz4Frame(hex(frame)))).toBe(`${plain}abcabcabc!!ok`);
  });

  it('skips an announced size and checksums', () => {
    const frame = `${start} 58 40 0e 00 00 00 00 00 00 00 00 09 00 00 00 ${block} aa aa aa aa 00 00 00 00`;
    expect(latin(readLz4Frame(hex(frame)))).toBe(plain);
  });

  it('keeps what stands before a damaged block', () => {
    expect(latin(readLz4Frame(hex(`${start} 40 40 00 09 00 00 00 ${block} ff 00 00 00 11`)))).toBe(plain);
  });

  it('is nothing without a version it knows', () => {
    expect(readLz4Frame(hex(`${start} 80 40 00 09 00 00 00 ${block}`))).toBeNull();
  });
});
