/**
 * Reads Chromium's session files, in which the state of open pages is kept for the next start: plain
 * ones, and those whose commands are sealed with a key that anybody on the same computer account has.
 */
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';

export const sessionFileStart = Buffer.from('SNSS', 'latin1');

/** What Chromium uses where no keyring is asked, as in every browser started by a test: Linux, then macOS. */
const keys = [
  pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1'),
  pbkdf2Sync('mock_password', 'saltysalt', 1003, 16, 'sha1'),
];
const vector = Buffer.alloc(16, ' ');

const open = (key: Uint8Array, sealed: Uint8Array): Uint8Array | null => {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, vector);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return null;
  }
};

const sealedMark = Buffer.from('v10', 'latin1');

export interface SessionCommands {
  readonly commands: readonly Uint8Array[];
  /** Sealed commands that no known key opens. */
  readonly closed: number;
}

/** The commands of a session file, opened where they are sealed; null when it is none. */
export const readSessionFile = (file: Uint8Array): SessionCommands | null => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 8 || !bytes.subarray(0, 4).equals(sessionFileStart)) return null;
  const commands: Uint8Array[] = [];
  let closed = 0;
  // Lengths take two bytes in plain files and four in sealed ones.
  const width = bytes.readUInt32LE(4) >= 5 ? 4 : 2;
  for (let at = 8; at + width <= bytes.length; ) {
    const start = at + width;
    const command = bytes.subarray(start, start + bytes.readUIntLE(at, width));
    at = start + command.length;
    const sealed = command.subarray(sealedMark.length);
    if (!command.subarray(0, sealedMark.length).equals(sealedMark)) {
      commands.push(command);
      continue;
    }
    const plain = keys.map((key) => open(key, sealed)).find((each) => each !== null);
    if (plain === undefined || plain === null) closed += 1;
    else commands.push(plain);
  }
  return { commands, closed };
};
