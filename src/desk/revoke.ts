/**
 * Revoking is for theft: the space gets nothing more, and what it still sends arrives, is kept and
 * goes to quarantine. Recorded before the mailbox hears of it.
 */
import { err, ok, type Result } from '#core/result.ts';
import { connect, type DeskTools, withDesk } from './desk.ts';
import type { DeskProblem } from './problem.ts';

export const revoke = (
  dir: string,
  wish: { readonly family: string; readonly person: string; readonly reason: string },
  tools: DeskTools,
): Promise<Result<{ readonly revoked: number }, DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    if (wish.reason.trim() === '')
      return err({
        type: 'bad-option',
        sentence: 'Revoking is recorded with its reason: write it after --reason.',
      });
    const invites = [...desk.state.invites.values()].filter(
      (one) => one.family === wish.family && one.person === wish.person,
    );
    if (invites.length === 0)
      return err({
        type: 'bad-option',
        sentence: `This desk has made no invite for person ${wish.person} of family ${wish.family}.`,
      });
    const mailbox = await connect(desk, tools);
    if (!mailbox.ok) return mailbox;
    for (const { number } of invites) {
      if (!desk.state.revoked.has(number)) {
        const noted = await desk.append({ kind: 'revoked', number, reason: wish.reason });
        if (!noted.ok) return noted;
      }
      const sent = await mailbox.value.revokeInvite(number);
      const unknown = !sent.ok && sent.error.type === 'mailbox-refused' && sent.error.status === 404;
      if (!sent.ok && !unknown) return sent;
    }
    return ok({ revoked: invites.length });
  });
