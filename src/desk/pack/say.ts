/** What the author's commands print: results to stdout, everything that is wrong to stderr. */

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Every line, then exit code 1 once the command ends. */
export function fail(lines: readonly string[]): void {
  for (const line of lines) warn(line);
  process.exitCode = 1;
}
