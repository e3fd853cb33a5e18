import { describe, expect, it } from 'vitest';
import { readSnappy, readSnappyFrames } from './snappy.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const read = (bytes: Uint8Array, whole?: boolean): string | null => {
  const plain = readSnappy(bytes, whole);
  return plain === null ? null : Buffer.from(plain).toString('latin1');
};

describe('Snappy blocks', () => {
  it('holds letters as they are', () => {
    expect(read(hex('03 08 61 62 63'))).toBe('abc');
  });

  it.each([
    ['one byte', '0c 08 61 62 63 15 03'],
    ['two bytes', '0c 08 61 62 63 22 03 00'],
    ['four bytes', '0c 08 61 62 63 23 03 00 00 00'],
  ])('goes back over itself by a distance of %s', (_, block) => {
    expect(read(hex(block))).toBe('abcabcabcabc');
  });

  it('reads a run of letters whose length has a byte of its own', () => {
    const letters = 'x'.repeat(200);
    expect(read(Buffer.concat([hex('c8 01 f0 c7'), Buffer.from(letters)]))).toBe(letters);
  });

  it.each([
    ['goes back before the beginning', '0c 08 61 62 63 15 04'],
    ['goes back by nothing', '0c 08 61 62 63 15 00'],
    ['ends too early', '0c 08 61 62 63'],
    ['ends in a copy', '0c 08 61 62 63 22 03'],
    ['makes more than it said', '04 08 61 62 63 15 03'],
    ['says far more than it can hold', 'ff ff ff 7f 08 61 62 63'],
    ['has a length without end', 'ff ff ff ff ff ff'],
    ['has something behind it', '03 08 61 62 63 00'],
  ])('refuses a block that %s', (_, block) => {
    expect(read(hex(block))).toBeNull();
  });

  it('stops at its own length when more may follow', () => {
    expect(read(hex('03 08 61 62 63 99 99'), false)).toBe('abc');
  });
});

describe('Snappy frames', () => {
  const start = 'ff 06 00 00 73 4e 61 50 70 59';
  const packed = '00 0b 00 00 aa aa aa aa 0c 08 61 62 63 15 03';
  const plain = '01 07 00 00 aa aa aa aa 64 65 66';
  const padding = 'fe 02 00 00 00 00';

  it('joins packed and plain chunks and leaves padding out', () => {
    const joined = readSnappyFrames(hex(start + packed + padding + plain));
    expect(Buffer.from(joined ?? []).toString()).toBe('abcabcabcabcdef');
  });

  it('keeps what stands before a damaged chunk', () => {
    const joined = readSnappyFrames(hex(`${start}${plain}00 ff 00 00 aa`));
    expect(Buffer.from(joined ?? []).toString()).toBe('def');
  });

  it('is nothing without its first bytes', () => {
    expect(readSnappyFrames(hex(packed))).toBeNull();
  });
});
