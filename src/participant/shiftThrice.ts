/** Each Shift counts when it comes within five seconds of the one before and was not held to type something. */
const withinMs = 5000;
const needed = 3;

export interface ShiftThrice {
  readonly down: (event: Pick<KeyboardEvent, 'key' | 'repeat'>) => void;
  /** How many counted so far; 3 = leave. */
  readonly up: (event: Pick<KeyboardEvent, 'key'>, nowMs: number) => number;
  /** A click while Shift is held makes it a modifier too. */
  readonly used: () => void;
}

export function createShiftThrice(): ShiftThrice {
  let alone = false;
  let count = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    down({ key, repeat }) {
      if (key !== 'Shift') {
        alone = false;
        count = 0;
      } else if (!repeat) {
        alone = true;
      }
    },
    up({ key }, nowMs) {
      if (key !== 'Shift') return 0;
      if (!alone) {
        count = 0;
        return 0;
      }
      alone = false;
      count = nowMs - lastMs <= withinMs ? count + 1 : 1;
      lastMs = nowMs;
      const now = count;
      if (now >= needed) count = 0;
      return now;
    },
    used() {
      alone = false;
      count = 0;
    },
  };
}
