/** What a mistake in the families file says, and what its rows are checked against. */
export interface FamilyError {
  readonly line: number;
  readonly column: string;
  readonly cause: string;
  readonly remedy: string;
}

export interface FamiliesContext {
  readonly today: string;
  /** Languages in which everything this study gives out is complete. */
  readonly languages: readonly string[];
}
