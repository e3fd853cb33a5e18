import { Decrypter } from 'age-encryption';
import * as c2spVectors from 'cctv-age';
import { describe, expect, it } from 'vitest';
import { checkRecipients, generateKeyPair, openWith, sealTo } from '#crypto/age.ts';
import { fromHex, text, toHex, utf8 } from '#crypto/bytes.ts';
import { sha256 } from '#crypto/sha256.ts';

/** Header lines, an empty line, then the file: the format of C2SP's test kit. */
function readVector(bytes: Uint8Array) {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const lines = text(bytes.subarray(0, end)).split('\n');
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  return {
    expected: all('expect')[0] ?? '',
    payload: all('payload')[0],
    identities: all('identity'),
    passphrases: all('passphrase'),
    armored: all('armored').length > 0,
    compressed: all('compressed').length > 0,
    file: bytes.subarray(end + 2),
  };
}

const vectors = Object.entries(c2spVectors)
  .filter(([name]) => name !== 'default')
  .map(([name, bytes]) => ({ name, ...readVector(bytes) }));

/** What our code uses of age: binary files to identities. Armour and passphrases are never used. */
const ours = vectors.filter(
  (v) => !v.armored && !v.compressed && v.passphrases.length === 0 && v.identities.length > 0,
);

describe("C2SP's age vectors", () => {
  it('are there in number', () => {
    expect(vectors.length).toBeGreaterThan(100);
    expect(ours.length).toBeGreaterThan(60);
    expect(ours.filter((v) => v.expected === 'success').length).toBeGreaterThan(8);
  });

  it.each(ours)('$name: $expected', async (vector) => {
    const opened = await openWith(vector.identities, vector.file);
    expect(opened.ok).toBe(vector.expected === 'success');
    if (opened.ok) expect(toHex(sha256(opened.value))).toBe(vector.payload);
    else if (vector.expected === 'no match') expect(opened.error.type).toBe('not-for-me');
  });

  it('of the whole kit behave in the library we use as they should', async () => {
    const wrong: string[] = [];
    for (const vector of vectors.filter((v) => !v.armored && !v.compressed)) {
      const decrypter = new Decrypter();
      for (const identity of vector.identities) decrypter.addIdentity(identity);
      for (const passphrase of vector.passphrases) decrypter.addPassphrase(passphrase);
      const succeeded = await decrypter.decrypt(vector.file).then(
        () => true,
        () => false,
      );
      if (succeeded !== (vector.expected === 'success')) wrong.push(vector.name);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('sealing to people', () => {
  it('refuses nobody, strangers to the format, and mixtures', async () => {
    const { recipient } = await generateKeyPair();
    const hybrid = `age1pq1${'q'.repeat(1950)}`;
    expect(checkRecipients([])).toEqual({ ok: false, error: { type: 'no-recipients' } });
    expect(checkRecipients([recipient, hybrid])).toEqual({ ok: false, error: { type: 'mixed-recipients' } });
    expect(checkRecipients([recipient, 'age1nonsense'])).toEqual({
      ok: false,
      error: { type: 'bad-recipient' },
    });
    expect((await sealTo([recipient, hybrid], utf8('x'))).ok).toBe(false);
    expect((await sealTo([recipient.replace(/.$/, (c) => (c === 'q' ? 'p' : 'q'))], utf8('x'))).ok).toBe(
      false,
    );
  });

  it('tells a file for somebody else from a damaged one', async () => {
    const [mine, other] = [await generateKeyPair(), await generateKeyPair()];
    const sealed = await sealTo([other.recipient], utf8('hello'));
    if (!sealed.ok) throw new Error('not sealed');
    expect(await openWith([mine.identity], sealed.value)).toEqual({
      ok: false,
      error: { type: 'not-for-me' },
    });
    const damaged = new Uint8Array(sealed.value);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    expect(await openWith([other.identity], damaged)).toEqual({ ok: false, error: { type: 'damaged' } });
    expect(await openWith([other.identity], fromHex('00ff'))).toEqual({
      ok: false,
      error: { type: 'damaged' },
    });
  });
});
