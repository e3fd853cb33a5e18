export type BreathKind = 'in' | 'hold' | 'out' | 'rest';
export const shapes = ['wave', 'flower', 'square', 'moon', 'rings'] as const;
export type Shape = (typeof shapes)[number];
export const tones = [0, 1, 2, 3, 4] as const;
export type Tone = (typeof tones)[number];

export interface Phase {
  readonly kind: BreathKind;
  readonly seconds: number;
}

export interface Programme {
  readonly shape: Shape;
  readonly phases: readonly Phase[];
  readonly minutes: number;
  readonly tone: Tone;
  /** A whole number from which a shape takes its small differences: petals, rings, stars. */
  readonly grain: number;
}

const phase = (kind: BreathKind, seconds: number): Phase => ({ kind, seconds });

/** Per shape the rhythms it may have; the first is the one in the list. */
const rhythms: Readonly<Record<Shape, readonly (readonly Phase[])[]>> = {
  wave: [
    [phase('in', 5), phase('out', 5)],
    [phase('in', 4), phase('out', 5)],
    [phase('in', 6), phase('out', 6)],
  ],
  flower: [
    [phase('in', 4), phase('out', 6)],
    [phase('in', 4), phase('out', 8)],
    [phase('in', 3), phase('out', 6)],
  ],
  square: [
    [phase('in', 4), phase('hold', 4), phase('out', 4), phase('rest', 4)],
    [phase('in', 5), phase('hold', 5), phase('out', 5), phase('rest', 5)],
    [phase('in', 3), phase('hold', 3), phase('out', 3), phase('rest', 3)],
  ],
  moon: [
    [phase('in', 4), phase('hold', 7), phase('out', 8)],
    [phase('in', 3), phase('hold', 5), phase('out', 6)],
  ],
  rings: [
    [phase('in', 4), phase('hold', 2), phase('out', 6)],
    [phase('in', 4), phase('hold', 2), phase('out', 5), phase('rest', 1)],
    [phase('in', 3), phase('hold', 3), phase('out', 6)],
  ],
};

const lengths = [3, 2, 4, 5] as const;

/** The programmes that everyone finds in the list. */
export const programmes: readonly Programme[] = shapes.map((shape, index) => ({
  shape,
  phases: rhythms[shape][0] ?? [],
  minutes: 3,
  tone: tones[index] ?? 0,
  grain: index * 7 + 3,
}));

/** The same entry always gives the same programme, on every device and without a network. */
export function programmeFor(entry: string): Programme {
  const draw = drawer(entry);
  const shape = shapes[draw(shapes.length)] ?? 'wave';
  const choices = rhythms[shape];
  return {
    shape,
    phases: choices[draw(choices.length)] ?? [],
    minutes: lengths[draw(lengths.length)] ?? 3,
    tone: tones[draw(tones.length)] ?? 0,
    grain: draw(1000),
  };
}

export const cycleSeconds = (programme: Programme): number =>
  programme.phases.reduce((sum, { seconds }) => sum + seconds, 0);

/** FNV-1a, stirred once more per draw: spreads neighbouring numbers, and has nothing to hide. */
function drawer(entry: string): (below: number) => number {
  let state = 0x811c9dc5;
  for (const character of entry.trim().toLowerCase()) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}
