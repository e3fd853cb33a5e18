/** Prepares the demonstration's desk and draws fresh invites, all through the desk's own commands. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { err, ok, type Result } from '#core/result.ts';
import { type Finished, run } from './child.ts';
import { demoFamily, demoFamilyCode } from './demoFamily.ts';
import { type DemoPaths, project } from './paths.ts';

const invitesSchema = z.object({
  invites: z.array(z.object({ role: z.string(), person: z.string(), band: z.string(), text: z.string() })),
});
export type DemoInvite = z.infer<typeof invitesSchema>['invites'][number];

/** The error is what the desk said. */
export async function prepareDesk(paths: DemoPaths, mailbox: string): Promise<Result<void, string>> {
  const made = (await timeOf(join(paths.desk, 'desk.json'))) !== null;
  const ready = made
    ? await desk(['mailbox', '--desk', paths.desk, '--url', mailbox])
    : await desk(['init', '--demo', '--mailbox', mailbox, '--token-file', paths.token, '--out', paths.desk]);
  if (!ready.ok) return ready;
  if (await isPacked(paths)) return ok(undefined);
  const packed = await desk(['pack', '--desk', paths.desk, '--questionnaires', paths.pack]);
  if (!packed.ok) return packed;
  await writeFile(packedMark(paths), paths.pack);
  return ok(undefined);
}

/** A new invented family each time, so that every start can be tried from its beginning. */
export async function drawInvites(
  paths: DemoPaths,
  now: Date,
): Promise<Result<readonly DemoInvite[], string>> {
  const family = demoFamilyCode(now);
  await writeFile(paths.families, demoFamily(family, now.toISOString().slice(0, 10)));
  const decided = await desk([
    'decide',
    'second-parent',
    '--desk',
    paths.desk,
    '--family',
    family,
    '--reason',
    'invented for the demonstration',
    '--by',
    'nobody',
  ]);
  if (!decided.ok) return decided;
  const drawn = await desk(['invite', '--desk', paths.desk, '--families', paths.families, '--json']);
  if (!drawn.ok) return drawn;
  const parsed = invitesSchema.safeParse(parseJson(drawn.value.stdout));
  return parsed.success ? ok(parsed.data.invites) : err('The desk printed no invites.');
}

async function desk(words: readonly string[]): Promise<Result<Finished, string>> {
  const finished = await run([join(project, 'src', 'desk', 'main.ts'), ...words]);
  return finished.code === 0 ? ok(finished) : err(finished.stderr.trim());
}

const packedMark = (paths: DemoPaths): string => join(paths.home, 'packed');

/** Packed once and again when it is another study pack, or a file of it is newer. */
async function isPacked(paths: DemoPaths): Promise<boolean> {
  const packed = await timeOf(packedMark(paths));
  if (packed === null || (await readFile(packedMark(paths), 'utf8')) !== paths.pack) return false;
  const names = await readdir(paths.pack, { recursive: true });
  const times = await Promise.all(names.map((name) => timeOf(join(paths.pack, name))));
  return times.every((time) => time === null || time <= packed);
}

const timeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => found.mtimeMs,
    () => null,
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
