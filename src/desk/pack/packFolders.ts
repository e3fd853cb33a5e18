/** The folder of the study pack, and folders beside it from outside the repository: licensed instruments. */
export interface PackFolders {
  readonly directory: string;
  readonly also: readonly string[];
}
