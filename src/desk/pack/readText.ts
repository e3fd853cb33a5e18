/**
 * An author's file as text. It must be UTF-8: read as anything else, each "é" would become a sign that nobody
 * wrote, in silence. A byte order mark, which some editors write, is no part of the text.
 */
import { readFileSync, statSync } from 'node:fs';

/** Largest file that is read: a wrong name is said, not loaded. */
const largestFileBytes = 2_000_000;

/** Throws in plain words. */
export function readText(path: string): string {
  if (statSync(path).size > largestFileBytes) throw new Error('the file is larger than 2 MB');
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not written in UTF-8; save it again with that encoding');
  }
}
