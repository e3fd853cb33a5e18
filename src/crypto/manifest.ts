/**
 * Whether a manifest counts. The server hands it over and is not trusted: the envelope names
 * the root, so nobody but the study can change who answers are sealed to.
 */
import { type Manifest, manifestSchema } from '#core/protocol/manifest.ts';
import { err, ok, type Result } from '#core/result.ts';
import { checkRecipients } from './age.ts';
import { fromBase64 } from './bytes.ts';
import { fingerprint, openSigned } from './signing.ts';

export interface ManifestProblem {
  readonly type:
    | 'wrong-root'
    | 'bad-signature'
    | 'malformed'
    | 'old-serial'
    | 'mixed-recipients'
    | 'wrong-study';
}

export interface ManifestTrust {
  readonly signed: unknown;
  /** The root's public key as the server gave it, base64. */
  readonly root: string;
  /** Its fingerprint as the envelope gave it. */
  readonly fingerprint: string;
  /** Highest serial seen, or the envelope's least. */
  readonly leastSerial: number;
  readonly study: string;
}

export function acceptManifest(trust: ManifestTrust): Result<Manifest, ManifestProblem> {
  if (!isRoot(trust.root, trust.fingerprint)) return err({ type: 'wrong-root' });
  const opened = openSigned('manifest', manifestSchema, [trust.root], trust.signed);
  if (!opened.ok) return opened;
  const manifest = opened.value;
  if (manifest.study !== trust.study) return err({ type: 'wrong-study' });
  if (manifest.serial < trust.leastSerial) return err({ type: 'old-serial' });
  if (!checkRecipients(bundleRecipients(manifest)).ok) return err({ type: 'mixed-recipients' });
  return ok(manifest);
}

/** Whom the outer layer of a bundle is sealed to. */
export const bundleRecipients = (manifest: Manifest): readonly string[] => [
  ...manifest.recipients,
  manifest.signalRecipient,
];

function isRoot(publicKey: string, expected: string): boolean {
  try {
    return fromBase64(publicKey).length === 32 && fingerprint(publicKey) === expected;
  } catch {
    return false;
  }
}
