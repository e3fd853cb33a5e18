/** One plain sentence for each finding, for the terminal and for problems.csv. */
import { unreachable } from '#core/result.ts';
import type { QuarantineReason } from '../state/entry.ts';
import type { Trouble } from './findTroubles.ts';

const short = (sha256: string): string => sha256.slice(0, 12);

export function troubleSentence(trouble: Trouble): string {
  switch (trouble.type) {
    case 'gap':
      return `Interview ${trouble.interview}: bundle ${trouble.numbers.join(', ')} ${trouble.inQuarantine ? 'lies in quarantine' : 'has not arrived'}, later ones have.`;
    case 'fork':
      return `Interview ${trouble.interview}: bundle ${trouble.number} does not fit the chain or exists twice (${trouble.bundles.map(short).join(', ')}).`;
    case 'overlap':
      return `Interview ${trouble.interview}: two bundles hold events of the same number (${trouble.bundles.map(short).join(', ')}).`;
    case 'two-keys':
      return `Invite ${trouble.invite}: ${trouble.keys} devices sent bundles with the paper of one invite.`;
    case 'other-sender':
      return `Bundle ${short(trouble.bundle)} of invite ${trouble.invite} was handed in by the space of invite ${trouble.sender}: somebody copied it from a device. It counts for the invite that signed it.`;
    case 'repeated':
      return `Bundle ${short(trouble.bundle)} was listed again by the mailbox; it counts once.`;
    case 'serial-twice':
      return `The mailbox gave receipt number ${trouble.serial} to several bundles (${trouble.bundles.map(short).join(', ')}): it was probably restored from a backup.`;
    default:
      return unreachable(trouble);
  }
}

export const quarantineSentence: Readonly<Record<QuarantineReason, string>> = {
  'bad-receipt': "the mailbox's receipt for it is missing or not genuine",
  'hash-differs': 'its bytes are not those its name promises',
  'not-for-me': "it is not sealed to this desk's identity",
  damaged: 'its seal is broken',
  malformed: 'it opens, but its layout is not that of a bundle',
  'other-study': 'it belongs to another study',
  'unknown-invite': 'this desk knows no such invite',
  'forged-key': "its device key does not come from the invite's paper",
  'unknown-manifest': 'it names a manifest that this desk did not make',
  'bad-signature': "the device's signature does not verify",
  revoked: 'its invite is revoked',
  'mixed-interview': 'it mixes events of different interviews or tasks',
  'damaged-event': 'an event in it does not open at its place in the chain',
  'unreadable-event': 'an event in it is of a kind this desk does not know',
  'unknown-task': 'its task is not one of the invite',
  'wrong-person': 'it says another person, wave or subject than the invite',
  'unknown-version': 'its questionnaire version is unknown here',
};
