/** The compiled pack, or null after its errors are printed and the exit code is set. */
import { problemLine } from '#core/questionnaire/problem.ts';
import { type CompiledPack, compilePack } from './compilePack.ts';
import type { PackFolders } from './packFolders.ts';
import { fail } from './say.ts';

export function wholePack({ directory, also }: PackFolders): CompiledPack | null {
  const pack = compilePack(directory, also);
  if (pack.ok) return pack.value;
  fail([
    ...pack.error.map(problemLine),
    `${pack.error.length} ${pack.error.length === 1 ? 'error' : 'errors'}`,
  ]);
  return null;
}
