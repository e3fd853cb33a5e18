/** In which band a value stands. Bands hold their lower limit and not their upper one. */
import type { ScoreBand } from './scoreRule.ts';

/** Sums of fractions are a hair off: 0.1 + 0.2 must not fall below 0.3. */
const hair = 1e-9;

export const bandOf = (value: number, bands: readonly ScoreBand[]): string | null =>
  bands.find(({ from, below }) => value >= from - hair && (below === undefined || value < below - hair))
    ?.id ?? null;
