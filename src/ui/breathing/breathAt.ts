import { cycleSeconds, type Phase, type Programme } from './programme.ts';

export interface Breath {
  readonly phase: Phase;
  /** Whole seconds to the next phase, at least 1. */
  readonly secondsLeft: number;
  /** 0 = empty, 1 = full. */
  readonly fullness: number;
  /** 0 to 1 through the whole cycle. */
  readonly cycle: number;
  readonly done: boolean;
}

/** Where the breath is after so many milliseconds; it ends with a whole cycle, never in the middle of one. */
export function breathAt(programme: Programme, ms: number): Breath {
  const length = cycleSeconds(programme);
  const cycles = Math.max(1, Math.round((programme.minutes * 60) / length));
  const done = ms >= cycles * length * 1000;
  const within = (ms / 1000) % length;
  let start = 0;
  for (const phase of programme.phases) {
    if (within < start + phase.seconds) {
      const progress = (within - start) / phase.seconds;
      return {
        phase,
        secondsLeft: Math.max(1, Math.ceil(start + phase.seconds - within)),
        fullness: fullnessIn(phase, progress),
        cycle: within / length,
        done,
      };
    }
    start += phase.seconds;
  }
  throw new Error('a programme without phases');
}

function fullnessIn(phase: Phase, progress: number): number {
  const eased = (1 - Math.cos(Math.PI * progress)) / 2;
  switch (phase.kind) {
    case 'in':
      return eased;
    case 'out':
      return 1 - eased;
    case 'hold':
      return 1;
    case 'rest':
      return 0;
  }
}
