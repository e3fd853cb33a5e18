/** Where a new desk and its second copy may go: two empty folders, neither of which is or holds the other. */
import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { causeOf, codeOf } from './durableFile.ts';
import type { DeskProblem } from './problem.ts';

/** Both absolute. */
export async function checkPlaces(desk: string, copy: string): Promise<Result<void, DeskProblem>> {
  if (isWithin(desk, copy) || isWithin(copy, desk))
    return err({
      type: 'bad-option',
      sentence:
        'The second copy needs a folder of its own, neither inside the desk nor around it: name another with --copy.',
    });
  for (const dir of [desk, copy]) {
    const empty = await checkEmpty(dir);
    if (!empty.ok) return empty;
  }
  return ok(undefined);
}

const isWithin = (inner: string, outer: string): boolean => `${inner}${sep}`.startsWith(`${outer}${sep}`);

async function checkEmpty(dir: string): Promise<Result<void, DeskProblem>> {
  try {
    return (await readdir(dir)).length === 0 ? ok(undefined) : err({ type: 'not-empty', dir });
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return ok(undefined);
    return err({ type: 'cannot-read', path: dir, cause: causeOf(thrown) });
  }
}
