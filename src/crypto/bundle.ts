/**
 * Bundles: signed inside, padded to one of four sealed sizes, sealed outside. Layout:
 * core/event/bundle.ts. The signature names the recipients, so a bundle re-sealed to somebody else
 * does not verify.
 */
import { type BundleHeader, bundleMagic, bundleSizes, type SizeClass } from '#core/event/bundle.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type RecipientProblem, sealTo } from './age.ts';
import { type Bytes, concat, u32, utf8 } from './bytes.ts';
import { signWithDevice } from './deviceKey.ts';
import { sha256Hex } from './sha256.ts';

export interface EventBlob {
  readonly sealed: Uint8Array;
  readonly slot: Uint8Array;
}

export type BundleSealProblem = RecipientProblem | { readonly type: 'too-large' };

export const magic = utf8(bundleMagic);
export const signatureBytes = 64;
const chunk = 65536;
const chunkTag = 16;

/** Plain bytes of a bundle before padding. */
export function bundleLength(header: BundleHeader, blobs: readonly EventBlob[]): number {
  const body = blobs.reduce((sum, blob) => sum + blob.sealed.length + blob.slot.length, 0);
  return magic.length + 4 + utf8(JSON.stringify(header)).length + 4 + body + signatureBytes;
}

/** Plain bytes with which the sealed file has exactly the size of the class. */
export async function bundleRoom(
  recipients: readonly string[],
  sizeClass: SizeClass,
): Promise<Result<number, RecipientProblem>> {
  const empty = await sealTo(recipients, new Uint8Array(0));
  if (!empty.ok) return empty;
  const target = bundleSizes[sizeClass] - (empty.value.length - chunkTag);
  return ok(target - Math.ceil(target / (chunk + chunkTag)) * chunkTag);
}

export async function sealBundle(input: {
  readonly header: BundleHeader;
  readonly blobs: readonly EventBlob[];
  readonly deviceKey: CryptoKey;
  /** desk, escrow, signal */
  readonly recipients: readonly string[];
  readonly sizeClass: SizeClass;
}): Promise<Result<{ readonly sealed: Bytes; readonly sha256: string }, BundleSealProblem>> {
  const room = await bundleRoom(input.recipients, input.sizeClass);
  if (!room.ok) return room;
  const header = utf8(JSON.stringify(input.header));
  const body = concat(...input.blobs.flatMap((blob) => [blob.sealed, blob.slot]));
  const message = signedText(input.header.study, input.recipients, header, body);
  const signature = await signWithDevice(input.deviceKey, message);
  const content = concat(magic, u32(header.length), header, u32(body.length), body, signature);
  if (content.length > room.value) return err({ type: 'too-large' });
  const plain = new Uint8Array(room.value);
  plain.set(content);
  const sealed = await sealTo(input.recipients, plain);
  return sealed.ok ? ok({ sealed: sealed.value, sha256: sha256Hex(sealed.value) }) : sealed;
}

export function signedText(study: string, recipients: readonly string[], header: Bytes, body: Bytes): Bytes {
  const sorted = [...recipients].sort().join(' ');
  return utf8(
    `adem bundle 1\nstudy ${study}\nrecipients ${sorted}\nheader ${sha256Hex(header)}\nbody ${sha256Hex(body)}\n`,
  );
}
