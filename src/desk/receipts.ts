/**
 * Desk receipts: one per bundle that the desk opened, verified, recorded and keeps in two places.
 * Signed once and recorded before they travel, so a repeat is the identical receipt.
 */
import { type DeskReceipt, deskReceiptSchema } from '#core/protocol/receipt.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openSigned, signPayload } from '#crypto/signing.ts';
import { readKept } from './bundles/keepFile.ts';
import { connect, type Desk, type DeskTools, keyPath, withDesk } from './desk.ts';
import { deskSigningFileSchema, readSigningFile } from './keyFiles.ts';
import type { Mailbox } from './mailbox.ts';
import type { DeskProblem } from './problem.ts';

export interface Receipted {
  readonly sent: number;
}

/** Signs what is not signed yet and sends all receipts again. */
export const receipts = (dir: string, tools: DeskTools): Promise<Result<Receipted, DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    const mailbox = await connect(desk, tools);
    if (!mailbox.ok) return mailbox;
    const signed = await signReceipts(desk, tools);
    return signed.ok ? sendReceipts(desk, tools, mailbox.value, 'all') : signed;
  });

export async function signReceipts(desk: Desk, tools: DeskTools): Promise<Result<void, DeskProblem>> {
  const had = new Set(desk.state.receipts.map(({ sha256 }) => sha256));
  const genuine = [...desk.state.quarantine.values()].filter((bundle) => bundle.genuine);
  const waiting = [
    ...[...desk.state.kept.keys()].map((sha256) => ({ sha256, shelf: 'bundles' as const })),
    ...genuine.map(({ sha256 }) => ({ sha256, shelf: 'quarantine' as const })),
  ].filter(({ sha256 }) => !had.has(sha256));
  if (waiting.length === 0) return ok(undefined);
  const path = keyPath(desk.dir, 'desk-signing.json');
  const key = await readSigningFile(path, deskSigningFileSchema);
  if (!key.ok) return key;
  if (key.value.publicKey !== desk.facts.deskKey) return err({ type: 'wrong-identity', path });
  const signed = [];
  for (const { sha256, shelf } of waiting) {
    const there = await readKept(desk, shelf, sha256);
    if (!there.ok) return there;
    const payload: DeskReceipt = {
      v: 1,
      study: desk.facts.study,
      bundle: sha256,
      time: tools.now().toISOString(),
    };
    const receipt = signPayload('desk-receipt', payload, key.value.secretKey);
    // Tried before it leaves: a device refuses a receipt that does not verify and would keep its bundle for ever.
    if (!openSigned('desk-receipt', deskReceiptSchema, [desk.facts.deskKey], receipt).ok)
      return err({ type: 'damaged-key', path });
    signed.push({ sha256, signed: receipt });
  }
  return desk.append({ kind: 'receipts', receipts: signed });
}

export async function sendReceipts(
  desk: Desk,
  tools: DeskTools,
  mailbox: Mailbox,
  which: 'new' | 'all',
): Promise<Result<Receipted, DeskProblem>> {
  const all = desk.state.receipts;
  const chosen = which === 'all' ? all : all.slice(desk.state.receiptsSent);
  if (chosen.length === 0) return ok({ sent: 0 });
  const sent = await mailbox.putReceipts(chosen.map(({ signed }) => signed));
  if (!sent.ok) {
    tools.say(
      `${chosen.length} desk receipts are signed and kept; they go out with the next "pull" or "receipts".`,
    );
    return sent;
  }
  if (desk.state.receiptsSent === all.length) return ok({ sent: chosen.length });
  const noted = await desk.append({ kind: 'receipts-sent', count: all.length });
  return noted.ok ? ok({ sent: chosen.length }) : noted;
}
