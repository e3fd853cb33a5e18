/**
 * Fetches what arrived at the mailbox since the cursor. A page is first kept in two places as
 * ciphertext, then recorded in the log, and only then receipted: a desk receipt lets a device delete.
 */
import { err, ok, type Result } from '#core/result.ts';
import { sha256Hex } from '#crypto/sha256.ts';
import { type Examined, examine, type Listed, mayHeal } from './bundles/examine.ts';
import { keepFile, readKept } from './bundles/keepFile.ts';
import { connect, type Desk, type DeskTools, withDesk } from './desk.ts';
import type { Mailbox } from './mailbox.ts';
import type { DeskProblem } from './problem.ts';
import { type Receipted, sendReceipts, signReceipts } from './receipts.ts';
import type { RepeatedBundle } from './state/entry.ts';

export interface Pulled {
  readonly kept: number;
  readonly quarantined: number;
  readonly repeated: number;
  /** Left the quarantine because they fit by now. */
  readonly healed: number;
  readonly receipts: number;
}

const pageSize = 100;
/** Downloads of one bundle whose bytes are not those of its name, before it is set aside. */
const attempts = 3;

export const pull = (dir: string, tools: DeskTools): Promise<Result<Pulled, DeskProblem>> =>
  withDesk(dir, tools, async (desk) => {
    const mailbox = await connect(desk, tools);
    if (!mailbox.ok) return mailbox;
    const healed = await examineAgain(desk, mailbox.value);
    if (!healed.ok) return healed;
    const intact = await holdsWhatItHeld(desk, mailbox.value);
    if (!intact.ok) return intact;
    if (!intact.value) {
      tools.say('The mailbox was put back to an earlier day: everything in it is looked at again.');
      tools.say('Spaces that were opened since that day cannot send any more: make new invites for them.');
    }
    const counts = await pullPages(desk, tools, mailbox.value, intact.value ? desk.state.cursor : 0);
    if (!counts.ok) return counts;
    // Also what a crash left between recording and signing.
    const signed = await signReceipts(desk, tools);
    if (!signed.ok) return signed;
    const receipted: Result<Receipted, DeskProblem> = await sendReceipts(
      desk,
      tools,
      mailbox.value,
      intact.value ? 'new' : 'all',
    );
    if (!receipted.ok) return receipted;
    return ok({ ...counts.value, healed: healed.value, receipts: receipted.value.sent });
  });

type PageCounts = Pick<Pulled, 'kept' | 'quarantined' | 'repeated'>;

/** Signs after each page, so that a break in the middle leaves nothing unsigned that was recorded before. */
async function pullPages(
  desk: Desk,
  tools: DeskTools,
  mailbox: Mailbox,
  from: number,
): Promise<Result<PageCounts, DeskProblem>> {
  const counts = { kept: 0, quarantined: 0, repeated: 0 };
  for (let after = from; ; after = desk.state.cursor) {
    const page = await pullPage(desk, mailbox, after);
    if (!page.ok) return page;
    if (page.value === null) return ok(counts);
    counts.kept += page.value.kept;
    counts.quarantined += page.value.quarantined;
    counts.repeated += page.value.repeated;
    const signed = await signReceipts(desk, tools);
    if (!signed.ok) return signed;
  }
}

/**
 * False when the bundle last seen no longer stands at its number: a mailbox put back to an earlier day
 * gives numbers again, and the cursor would skip bundles that have them.
 */
async function holdsWhatItHeld(desk: Desk, mailbox: Mailbox): Promise<Result<boolean, DeskProblem>> {
  const { cursor, kept, quarantine, repeated } = desk.state;
  if (cursor === 0) return ok(true);
  const page = await mailbox.listBundles(cursor - 1, 1);
  if (!page.ok) return page;
  const last = page.value.bundles.find((listed) => listed.cursor === cursor)?.sha256;
  const isThere = (one: { readonly sha256: string; readonly cursor: number }): boolean =>
    one.sha256 === last && one.cursor === cursor;
  return ok([...kept.values(), ...quarantine.values(), ...repeated].some(isThere));
}

/** null: nothing new. */
async function pullPage(
  desk: Desk,
  mailbox: Mailbox,
  after: number,
): Promise<Result<PageCounts | null, DeskProblem>> {
  const page = await mailbox.listBundles(after, pageSize);
  if (!page.ok) return page;
  const { bundles, next } = page.value;
  if (bundles.length === 0) return ok(null);
  const forward = bundles.every(
    (listed, index) => listed.cursor > (bundles[index - 1]?.cursor ?? after) && listed.cursor <= next,
  );
  if (!forward) return err({ type: 'mailbox-reply', doing: 'the list of bundles' });
  const examined: Examined[] = [];
  const repeated: RepeatedBundle[] = [];
  const seen = new Set<string>();
  for (const listed of bundles) {
    const { sha256, cursor, invite } = listed;
    const known = desk.state.kept.get(sha256) ?? desk.state.quarantine.get(sha256);
    if (seen.has(sha256) || known !== undefined) {
      if (known?.cursor !== cursor) repeated.push({ sha256, cursor, invite });
      continue;
    }
    seen.add(sha256);
    const one = await fetchAndKeep(listed, desk, mailbox);
    if (!one.ok) return one;
    examined.push(one.value);
  }
  return record(desk, next, examined, repeated);
}

async function fetchAndKeep(
  listed: Listed,
  desk: Desk,
  mailbox: Mailbox,
): Promise<Result<Examined, DeskProblem>> {
  const bytes = await fetchBundle(listed.sha256, mailbox);
  if (!bytes.ok) return bytes;
  const examined = await examine(listed, bytes.value, desk);
  const shelf = examined.type === 'kept' ? 'bundles' : 'quarantine';
  const kept = await keepFile(desk, shelf, listed.sha256, bytes.value);
  return kept.ok ? ok(examined) : kept;
}

async function fetchBundle(
  sha256: string,
  mailbox: Mailbox,
): Promise<Result<Uint8Array<ArrayBuffer>, DeskProblem>> {
  let bytes = await mailbox.getBundle(sha256);
  for (let attempt = 1; attempt < attempts && bytes.ok && sha256Hex(bytes.value) !== sha256; attempt++) {
    bytes = await mailbox.getBundle(sha256);
  }
  return bytes;
}

async function record(
  desk: Desk,
  cursor: number,
  examined: readonly Examined[],
  repeated: readonly RepeatedBundle[],
): Promise<Result<PageCounts, DeskProblem>> {
  const kept = examined.flatMap((one) => (one.type === 'kept' ? [one.bundle] : []));
  const quarantined = examined.flatMap((one) => (one.type === 'quarantined' ? [one.bundle] : []));
  const noted = await desk.append({ kind: 'pulled', cursor, kept, quarantined, repeated: [...repeated] });
  if (!noted.ok) return noted;
  return ok({ kept: kept.length, quarantined: quarantined.length, repeated: repeated.length });
}

/** Looks again at quarantined bundles that may fit by now. */
async function examineAgain(desk: Desk, mailbox: Mailbox): Promise<Result<number, DeskProblem>> {
  const again = [...desk.state.quarantine.values()].filter(({ reason }) => mayHeal.has(reason));
  const healed: Examined[] = [];
  for (const { sha256, cursor } of again) {
    const listed = await listOne(cursor, sha256, mailbox);
    if (!listed.ok) return listed;
    if (listed.value === null) continue;
    const held = await readKept(desk, 'quarantine', sha256);
    const bytes = held.ok ? held : await fetchBundle(sha256, mailbox);
    if (!bytes.ok) return bytes;
    const examined = await examine(listed.value, bytes.value, desk);
    if (
      examined.type === 'quarantined' &&
      examined.bundle.reason === desk.state.quarantine.get(sha256)?.reason
    )
      continue;
    const kept = await keepFile(
      desk,
      examined.type === 'kept' ? 'bundles' : 'quarantine',
      sha256,
      bytes.value,
    );
    if (!kept.ok) return kept;
    healed.push(examined);
  }
  if (healed.length === 0) return ok(0);
  const noted = await record(desk, desk.state.cursor, healed, []);
  return noted.ok ? ok(noted.value.kept) : noted;
}

/** The mailbox's line of one bundle, with its receipt; null when it no longer lists it there. */
async function listOne(
  cursor: number,
  sha256: string,
  mailbox: Mailbox,
): Promise<Result<Listed | null, DeskProblem>> {
  const page = await mailbox.listBundles(cursor - 1, 1);
  if (!page.ok) return page;
  return ok(page.value.bundles.find((listed) => listed.sha256 === sha256) ?? null);
}
