import type { i18n } from 'i18next';
import type { Page } from '#ui/layout/page.ts';

export interface EntryParts {
  readonly page: Page;
  readonly words: i18n;
  readonly toCover: () => void;
  readonly goTo: (address: string) => void;
}

/** What the cover may say about an entry; `none` looks the same whatever was tried. */
export type EntryOutcome = 'none' | 'opened' | 'failed' | 'no-connection' | 'busy';

export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed.replace(/[\s-]/g, ''));

/** Long enough to be meant as an invite; the same count as where it is read. */
export const isInvite = (typed: string): boolean => typed.replace(/[\s\-–—.]/g, '').length >= 12;

/** A code opens its space, or nothing happens. `stillWanted` is asked before anything shows. */
export async function tryCode(
  typed: string,
  parts: EntryParts,
  stillWanted: () => boolean,
): Promise<EntryOutcome> {
  const { tryCode: open } = await import('#storage/openSpace.ts');
  const opened = await open(typed.replace(/[\s-]/g, ''));
  if (!opened.ok) return opened.error.type === 'busy' || opened.error.type === 'blocked' ? 'busy' : 'none';
  const space = opened.value;
  if (space === null) return 'none';
  const { showSpace } = await import('#participant/showSpace.tsx');
  if (!stillWanted()) {
    space.close();
    return 'none';
  }
  await showSpace(space, parts);
  return 'opened';
}

/** Whatever is wrong with an invite, the cover says one sentence. */
export async function tryInvite(
  typed: string,
  parts: EntryParts,
  stillWanted: () => boolean,
): Promise<EntryOutcome> {
  const { redeemInvite } = await import('#sync/redeemInvite.ts');
  const redeemed = await redeemInvite(typed);
  if (!redeemed.ok) {
    const { error } = redeemed;
    if (error.type === 'no-connection') return 'no-connection';
    const other = error.type === 'storage' && ['busy', 'blocked'].includes(error.problem.type);
    return other ? 'busy' : 'failed';
  }
  const { showJoining } = await import('#participant/showJoining.tsx');
  if (!stillWanted()) return 'none';
  await showJoining(redeemed.value, parts);
  return 'opened';
}

/** Longer after each try, in memory only: nothing on the device counts tries, and nothing is ever wiped. */
export const delayMs = (triesBefore: number): number =>
  triesBefore < 3 ? 0 : Math.min(30_000, 500 * 2 ** (triesBefore - 3));
