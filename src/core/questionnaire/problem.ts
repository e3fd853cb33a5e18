/** One mistake in a study pack, said so that its author can mend it: where, what is wrong, what to do. */
export interface Problem {
  /** File inside the pack. */
  readonly file: string;
  /** "item nights", "section home", "block words", or empty for the file as a whole. */
  readonly at: string;
  readonly cause: string;
  readonly remedy: string;
}

/** One line: `file: item: cause. Remedy: …` */
export const problemLine = ({ file, at, cause, remedy }: Problem): string =>
  `${file}: ${at === '' ? '' : `${at}: `}${cause}. Remedy: ${remedy}.`;

/** Where the compile checks report to; each check looks at everything, so that all problems come at once. */
export type Report = (at: string, cause: string, remedy: string) => void;
