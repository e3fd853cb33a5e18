/** Asks for the newest manifest, so that keys can change while people are answering. A lower serial is refused. */
import { signedSchema } from '#core/protocol/signed.ts';
import { acceptManifest } from '#crypto/manifest.ts';
import { fingerprint } from '#crypto/signing.ts';
import { asWriter } from '#storage/asWriter.ts';
import type { SpaceRow } from '#storage/commonDatabase.ts';
import { raiseTrust } from '#storage/trust.ts';
import { deviceRequest, parseBody } from './deviceRequest.ts';
import { noteTime } from './noteTime.ts';
import type { SyncDeps } from './syncDeps.ts';

/** False: no manifest that counts was heard. */
export async function refreshManifest(deps: SyncDeps, space: SpaceRow): Promise<boolean> {
  const answer = await deviceRequest(deps, {
    method: 'GET',
    path: 'manifest',
    bearer: space.bearer,
    body: null,
    type: 'json',
  });
  if (!answer.ok) return false;
  noteTime(deps.device, space, answer.value);
  const signed = answer.value.status === 200 ? parseBody(signedSchema, answer.value) : null;
  const manifest = acceptManifest({
    signed,
    root: space.root,
    fingerprint: fingerprint(space.root),
    leastSerial: space.trust.serial,
    study: space.study,
  });
  if (!manifest.ok) return false;
  const raised = await asWriter(deps.device, () => raiseTrust(deps.device, space.root, manifest.value));
  return raised.ok;
}
