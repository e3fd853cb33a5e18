/** The mailbox has a new address. It must still sign with a receipt key that this desk has registered. */
import { join } from 'node:path';
import { err, ok, type Result } from '#core/result.ts';
import { connect, type DeskTools, withDesk } from './desk.ts';
import { writeWhole } from './durableFile.ts';
import type { DeskProblem } from './problem.ts';

export const moveMailbox = (dir: string, url: string, tools: DeskTools): Promise<Result<void, DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    const facts = { ...desk.facts, mailbox: url };
    const mailbox = await connect({ ...desk, facts }, tools);
    if (!mailbox.ok) return mailbox;
    const key = await mailbox.value.receiptKey();
    if (!key.ok) return key;
    if (!facts.receiptKeys.includes(key.value)) return err({ type: 'receipt-key-changed', url });
    if (desk.facts.mailbox === url) return ok(undefined);
    return writeWhole(join(dir, 'desk.json'), `${JSON.stringify(facts, null, 2)}\n`);
  });
