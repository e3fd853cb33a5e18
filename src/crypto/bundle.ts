/**
 * Bundles: signed inside, padded to one of four sealed sizes, sealed outside. Layout:
 * core/event/bundle.ts. The signature names the recipients, so a bundle re-sealed to somebody else
 * does not verify.
 */
import {
  type BundleHeader,
  bundleHeaderSchema,
  bundleMagic,
  bundleSizes,
  type SizeClass,
} from '#core/event/bundle.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type OpenProblem, openWith, type RecipientProblem, sealTo } from './age.ts';
import { type Bytes, concat, equalBytes, text, u32, utf8 } from './bytes.ts';
import { signWithDevice, verifyDevice } from './deviceKey.ts';
import { sha256Hex } from './sha256.ts';

export interface EventBlob {
  readonly sealed: Uint8Array;
  readonly slot: Uint8Array;
}

export interface OpenedBundle {
  readonly header: BundleHeader;
  readonly headerBytes: Bytes;
  readonly bodyBytes: Bytes;
  readonly blobs: readonly { readonly sealed: Bytes; readonly slot: Bytes }[];
  readonly signature: Bytes;
}

export type BundleOpenProblem = OpenProblem | { readonly type: 'malformed' };
export type BundleSealProblem = RecipientProblem | { readonly type: 'too-large' };

const magic = utf8(bundleMagic);
const signatureBytes = 64;
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

/** Opens the outer layer and reads the layout; says nothing yet about who signed. */
export async function openBundle(
  sealed: Uint8Array,
  identities: readonly string[],
): Promise<Result<OpenedBundle, BundleOpenProblem>> {
  if (!bundleSizes.some((size) => size === sealed.length)) return err({ type: 'malformed' });
  const plain = await openWith(identities, sealed);
  if (!plain.ok) return plain;
  const opened = readLayout(plain.value);
  return opened === null ? err({ type: 'malformed' }) : ok(opened);
}

/** `recipients` as in the manifest whose serial the header names. */
export const verifyBundle = (
  opened: OpenedBundle,
  expected: { readonly study: string; readonly recipients: readonly string[] },
): Promise<boolean> =>
  opened.header.study === expected.study
    ? verifyDevice(
        opened.header.publicKey,
        signedText(expected.study, expected.recipients, opened.headerBytes, opened.bodyBytes),
        opened.signature,
      )
    : Promise.resolve(false);

function signedText(study: string, recipients: readonly string[], header: Bytes, body: Bytes): Bytes {
  const sorted = [...recipients].sort().join(' ');
  return utf8(
    `adem bundle 1\nstudy ${study}\nrecipients ${sorted}\nheader ${sha256Hex(header)}\nbody ${sha256Hex(body)}\n`,
  );
}

function readLayout(plain: Bytes): OpenedBundle | null {
  let at = 0;
  const take = (length: number): Bytes | null => {
    if (length > plain.length - at) return null;
    at += length;
    return plain.slice(at - length, at);
  };
  const takeSized = (): Bytes | null => {
    const length = take(4);
    return length === null ? null : take(new DataView(length.buffer).getUint32(0));
  };
  const start = take(magic.length);
  const headerBytes = takeSized();
  const bodyBytes = takeSized();
  const signature = take(signatureBytes);
  if (start === null || !equalBytes(start, magic)) return null;
  if (headerBytes === null || bodyBytes === null || signature === null) return null;
  if (plain.subarray(at).some((byte) => byte !== 0)) return null;
  const header = parseHeader(headerBytes);
  if (header === null) return null;
  const blobs = cutBody(header, bodyBytes);
  return blobs === null ? null : { header, headerBytes, bodyBytes, blobs, signature };
}

function parseHeader(bytes: Bytes): BundleHeader | null {
  try {
    const parsed = bundleHeaderSchema.safeParse(JSON.parse(text(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function cutBody(header: BundleHeader, body: Bytes): OpenedBundle['blobs'] | null {
  let at = 0;
  const blobs = header.events.map((entry) => {
    const sealed = body.slice(at, at + entry.sealed);
    const slot = body.slice(at + entry.sealed, at + entry.sealed + entry.slot);
    at += entry.sealed + entry.slot;
    return { sealed, slot };
  });
  const inOrder = header.events.every(
    (entry, i) =>
      entry.run < header.runs.length && (i === 0 || entry.seq === (header.events[i - 1]?.seq ?? 0) + 1),
  );
  return at === body.length && inOrder ? blobs : null;
}
