import type { Leaving } from './guard.ts';

interface Leavable {
  leave(how: Leaving): void;
}

/** What must be dropped when a space is left, whatever screen it is left from. */
export interface Held {
  readonly hold: (sitting: Leavable) => void;
  /** The sitting is over, the space stays open. */
  readonly release: () => void;
  readonly drop: (how: Leaving) => void;
}

export function createHeld(space: { close(): void }): Held {
  let sitting: Leavable | null = null;
  let dropped = false;
  const end = (how: Leaving): void => {
    sitting?.leave(how);
    sitting = null;
  };
  return {
    hold(begun) {
      if (dropped) begun.leave('lock');
      else {
        end('lock');
        sitting = begun;
      }
    },
    release: () => end('lock'),
    drop(how) {
      if (dropped) return;
      dropped = true;
      end(how);
      space.close();
    },
  };
}
