/** A whole number from 0 on, below the bound, every one as likely as the others. */
import { randomBytes } from '#crypto/bytes.ts';

const range = 2 ** 32;

export function randomBelow(bound: number): number {
  // What lies above the last whole multiple would favour small numbers: drawn again.
  const usable = range - (range % bound);
  for (;;) {
    const drawn = new DataView(randomBytes(4).buffer).getUint32(0);
    if (drawn < usable) return drawn % bound;
  }
}
