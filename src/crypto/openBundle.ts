/**
 * Opening and verifying bundles: for the desk and for whoever watches signals. A device never opens what
 * it sealed, so this is not part of what it loads. Layout: core/event/bundle.ts.
 */
import { type BundleHeader, bundleHeaderSchema, bundleSizes } from '#core/event/bundle.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type OpenProblem, openWith } from './age.ts';
import { magic, signatureBytes, signedText } from './bundle.ts';
import { type Bytes, equalBytes, text } from './bytes.ts';
import { verifyDevice } from './deviceKey.ts';

export interface OpenedBundle {
  readonly header: BundleHeader;
  readonly headerBytes: Bytes;
  readonly bodyBytes: Bytes;
  readonly blobs: readonly { readonly sealed: Bytes; readonly slot: Bytes }[];
  readonly signature: Bytes;
}

export type BundleOpenProblem = OpenProblem | { readonly type: 'malformed' };
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
