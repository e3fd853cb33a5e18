/** Why an invite did not become a space. */
import type { StorageProblem } from '#storage/problem.ts';

/** A screen has one neutral sentence for all of these, and another for `no-connection`. */
export type RedeemProblem =
  | { readonly type: 'not-an-invite' }
  /** Unknown, used or expired: the mailbox has one answer for all. */
  | { readonly type: 'refused' }
  /** No network, a network that wants a login first, or a server in trouble: worth trying again. */
  | { readonly type: 'no-connection' }
  /** Something that arrived is not what the study made. */
  | { readonly type: 'damaged' }
  | { readonly type: 'storage'; readonly problem: StorageProblem };

export const storageFailed = (
  problem: StorageProblem,
): { readonly ok: false; readonly error: RedeemProblem } => ({
  ok: false,
  error: { type: 'storage', problem },
});

/** Null: an answer to be read. */
export function refusal(status: number): RedeemProblem | null {
  if (status === 200) return null;
  const worthAnother = status === 408 || status === 429 || status < 400 || status >= 500;
  return { type: worthAnother ? 'no-connection' : 'refused' };
}
