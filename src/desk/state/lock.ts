/** One writer: a lock file with the writer's process id. A lock whose process is gone is taken over. */
import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { causeOf, codeOf, writeWhole } from '../durableFile.ts';
import type { DeskProblem } from '../problem.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

export async function takeLock(dir: string): Promise<Result<Lock, DeskProblem>> {
  const path = join(dir, 'lock');
  // Written aside and linked, so that a lock never stands there without its process id.
  const mine = `${path}.${process.pid}`;
  const written = await writeWhole(mine, `${process.pid}\n`);
  if (!written.ok) return written;
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const linked = await linkNew(mine, path);
      if (linked === 'linked') return ok({ release: () => rm(path, { force: true }) });
      if (linked !== 'there') return err({ type: 'cannot-write', path, cause: linked });
      const holder = await holderOf(path);
      if (holder !== null && isRunning(holder)) return err({ type: 'in-use', pid: holder, path });
      await moveStaleAway(path, holder);
    }
    return err({ type: 'in-use', pid: (await holderOf(path)) ?? 0, path });
  } finally {
    await rm(mine, { force: true });
  }
}

async function linkNew(from: string, path: string): Promise<string> {
  try {
    await link(from, path);
    return 'linked';
  } catch (thrown) {
    return codeOf(thrown) === 'EEXIST' ? 'there' : causeOf(thrown);
  }
}

/** null: released in the meantime, or nothing that names a process. */
async function holderOf(path: string): Promise<number | null> {
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).trim());
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM';
  }
}

/** Two commands may find the same stale lock: whoever moved a live one away by mistake puts it back. */
async function moveStaleAway(path: string, holder: number | null): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await holderOf(aside)) !== holder) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
