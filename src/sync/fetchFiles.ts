/**
 * The sealed files of an invite, each committed as soon as its bytes are the ones that manifest and
 * envelope name and it opens: what cannot be run is found out now, not at home.
 */
import type { SealedFile } from '#core/protocol/envelope.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openFile } from '#crypto/file.ts';
import type { PendingRow } from '#storage/commonDatabase.ts';
import { savePending } from '#storage/pending.ts';
import { asQuestionnaire } from '#storage/questionnaireFile.ts';
import { deviceRequest } from './deviceRequest.ts';
import { type RedeemProblem, refusal, storageFailed } from './redeemProblem.ts';
import type { SyncDeps } from './syncDeps.ts';

/** The record with all files in it, as it stands on the disk. */
export async function fetchFiles(
  deps: SyncDeps,
  pending: PendingRow,
  files: readonly SealedFile[],
): Promise<Result<PendingRow, RedeemProblem>> {
  let row = pending;
  for (const file of files) {
    if (file.sha256 in row.files) continue;
    const sealed = await fetchFile(deps, row.bearer, file);
    if (!sealed.ok) return sealed;
    row = { ...row, files: { ...row.files, [file.sha256]: sealed.value } };
    const saved = await savePending(deps.device, row);
    if (!saved.ok) return storageFailed(saved.error);
  }
  return ok(row);
}

async function fetchFile(
  deps: SyncDeps,
  bearer: string,
  file: SealedFile,
): Promise<Result<Uint8Array, RedeemProblem>> {
  const answer = await deviceRequest(deps, {
    method: 'GET',
    path: `files/${file.sha256}`,
    bearer,
    body: null,
    type: 'bytes',
  });
  if (!answer.ok) return answer;
  const refused = refusal(answer.value.status);
  if (refused !== null) return err(refused);
  const opened = await openFile(answer.value.body, file);
  if (!opened.ok) return err({ type: 'damaged' });
  const known = file.kind === 'help' || asQuestionnaire(file, opened.value).ok;
  return known ? ok(answer.value.body) : err({ type: 'damaged' });
}
