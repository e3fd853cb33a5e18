/** Writes a file of the pack as its formatter would: a run of it afterwards changes nothing. */
import { renameSync, writeFileSync } from 'node:fs';

/** Beside first, then in its place: a full disk leaves the old file. */
export function writeJson(path: string, content: unknown): void {
  const beside = `${path}.new`;
  writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(beside, path);
}
