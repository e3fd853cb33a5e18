/** Reads the entry files of Chromium's HTTP cache, cache storage and code cache. */

const startMagic = Buffer.from('305c72a71b6dfbfc', 'hex');
const endMagic = Buffer.from('d8410d97456ffaf4', 'hex');
const headerLength = 24;
const endLength = 24;

/** The streams of an entry as they were stored (a body may still be packed); null when the file is none. */
export const readCacheEntry = (file: Uint8Array): readonly Uint8Array[] | null => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < headerLength || !bytes.subarray(0, 8).equals(startMagic)) return null;
  const streams: Uint8Array[] = [];
  for (let at = headerLength + bytes.readUInt32LE(12); at < bytes.length; ) {
    const found = bytes.indexOf(endMagic, at);
    const end = found < 0 ? bytes.length : found;
    streams.push(bytes.subarray(at, end));
    at = end + endLength;
  }
  return streams;
};
