/** What every file in this folder exports as `prove`: small by default, large with `--full`. */
export interface Proof {
  /** Printed as one JSON line. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** False when a figure is below its mark, or when the control was not caught. */
  readonly pass: boolean;
}

export type Prove = (full: boolean) => Promise<Proof>;
