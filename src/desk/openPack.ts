/** The questionnaires and help lines that this desk has packed, opened in memory from their sealed files. */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openFile } from '#crypto/file.ts';
import { readKept, shelfPath } from './bundles/keepFile.ts';
import type { Desk } from './desk.ts';
import type { DeskProblem } from './problem.ts';
import type { FilePlace } from './state/entry.ts';

/** The newest sealed file of each version: only in a demonstration can a version have several. */
export function filesByVersion(desk: Desk): readonly FilePlace[] {
  const newest = new Map<string, FilePlace>();
  for (const { files } of desk.state.manifests) {
    for (const file of files) newest.set(`${file.kind} ${file.questionnaire} ${file.version}`, file);
  }
  return [...newest.values()];
}

/** Every version ever packed, since a running interview keeps its version. */
export async function openQuestionnaires(desk: Desk): Promise<Result<readonly Questionnaire[], DeskProblem>> {
  const questionnaires: Questionnaire[] = [];
  for (const file of filesByVersion(desk)) {
    if (file.kind !== 'questionnaire') continue;
    const opened = await openPacked(desk, file);
    if (!opened.ok) return opened;
    questionnaires.push(opened.value);
  }
  return ok(questionnaires);
}

async function openPacked(desk: Desk, file: FilePlace): Promise<Result<Questionnaire, DeskProblem>> {
  const sealed = await readKept(desk, 'files', file.sha256);
  if (!sealed.ok) return sealed;
  const opened = await openFile(sealed.value, file);
  if (!opened.ok || !isCompiled(opened.value))
    return err({ type: 'damaged-file', path: shelfPath(desk.dir, 'files', file.sha256) });
  return ok(opened.value);
}

/** Enough to tell a compiled questionnaire from another file: its hash vouches for the rest, this desk compiled it. */
const isCompiled = (content: unknown): content is Questionnaire =>
  typeof content === 'object' &&
  content !== null &&
  'format' in content &&
  content.format === 1 &&
  'sections' in content &&
  Array.isArray(content.sections);
