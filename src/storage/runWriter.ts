/**
 * Seals drafts under the run of one sitting and commits them. K and S are held here only; `drop`
 * lets go of them at once, and from then on nobody on the device can open what was written.
 */
import { type Event, eventBytes } from '#core/event/event.ts';
import { err, ok, type Result } from '#core/result.ts';
import { toHex } from '#crypto/bytes.ts';
import { type Run, sealEvent, startRun } from '#crypto/run.ts';
import type { JournalRow, SpaceRow } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { EventDraft } from './eventDraft.ts';
import { type Append, appendRows, readTail, type Tail } from './journal.ts';
import type { StorageProblem } from './problem.ts';

export interface RunWriter {
  /** Call inside the device's queue. All drafts or none. */
  append(drafts: readonly EventDraft[]): Promise<Result<void, StorageProblem>>;
  drop(): void;
}

export interface RunPlan {
  readonly interview: string;
  readonly sitting: number;
  readonly trust: SpaceRow['trust'];
  /** Puts an event together at its place in the chain. */
  event(draft: EventDraft, seq: number): Event;
}

/** Run and tail belong together: neither is kept after a commit that did not go well. */
interface Standing {
  readonly run: Run;
  readonly tail: Tail;
}

const attempts = 2;

export async function createRunWriter(
  device: Device,
  plan: RunPlan,
): Promise<Result<RunWriter, StorageProblem>> {
  let dropped = false;
  let standing: Standing | null = null;

  const stand = async (): Promise<Result<Standing, StorageProblem>> => {
    if (standing !== null) return ok(standing);
    const tail = await readTail(device, plan.interview);
    if (!tail.ok) return tail;
    if (tail.value === null) return err({ type: 'closed' });
    return ok({ run: await freshRun(plan), tail: tail.value });
  };

  const first = await stand();
  if (!first.ok) return first;
  standing = first.value;

  return ok({
    async append(drafts) {
      if (drafts.length === 0) return ok(undefined);
      for (let attempt = 0; attempt < attempts; attempt++) {
        if (dropped) return err({ type: 'closed' });
        const now = await stand();
        if (!now.ok) return now;
        const sealed = await seal(plan, now.value, drafts);
        // After a failure the same number must never be sealed twice under one key: a new run.
        standing = null;
        const saved = await appendRows(device, sealed);
        if (!saved.ok) return saved;
        if (saved.value === 'saved') {
          if (!isDropped()) standing = { run: now.value.run, tail: sealed.to };
          return ok(undefined);
        }
      }
      return err({ type: 'not-saved' });
    },
    drop() {
      dropped = true;
      standing = null;
    },
  });

  function isDropped(): boolean {
    return dropped;
  }
}

async function freshRun(plan: RunPlan): Promise<Run> {
  const { interview, sitting, trust } = plan;
  const { recipients, signalRecipient } = trust;
  const run = await startRun({ interview, sitting, recipients, signalRecipient });
  if (!run.ok) throw new Error(`recipients of an accepted manifest were refused: ${run.error.type}`);
  return run.value;
}

/** Before any transaction: waiting for WebCrypto inside one would commit it early. */
async function seal(plan: RunPlan, { run, tail }: Standing, drafts: readonly EventDraft[]): Promise<Append> {
  const rows: JournalRow[] = [];
  const runId = toHex(run.headerHash);
  let before = tail.tail;
  for (const draft of drafts) {
    const seq = tail.nextSeq + rows.length;
    const { sealed, slot, hash } = await sealEvent(run, {
      seq,
      before,
      event: plan.event(draft, seq),
      bytes: eventBytes(seq, draft.bytes),
      signal: draft.signal,
    });
    rows.push({ interview: plan.interview, seq, run: runId, sealed, slot, sizeClass: draft.sizeClass });
    before = hash;
  }
  return {
    interview: plan.interview,
    run: { id: runId, interview: plan.interview, header: run.header },
    rows,
    from: tail,
    to: { nextSeq: tail.nextSeq + rows.length, tail: before },
  };
}
