/**
 * One unlock to the next lock of one interview. Nothing it answers resolves before the commit, and
 * leaving drops the keys before anything else is waited for.
 */
import type { Event } from '#core/event/event.ts';
import type { GateChange } from '#core/interview/gates.ts';
import type { Progress } from '#core/interview/resume.ts';
import type { Envelope, Task } from '#core/protocol/envelope.ts';
import { err, ok, type Result } from '#core/result.ts';
import { bundleInterview } from './bundleInterview.ts';
import type { SpaceRow } from './commonDatabase.ts';
import { type Device, ensureBallast } from './device.ts';
import type { EventDraft } from './eventDraft.ts';
import { withGates } from './gates.ts';
import type { StorageProblem } from './problem.ts';
import { createRunWriter } from './runWriter.ts';
import type { StateKeeper } from './sealedState.ts';

export interface Sitting {
  readonly interview: string;
  readonly number: number;
  readonly startedMono: number;
  /** Committed before the block's first event, so that a kill can only ask a block again. */
  openBlock(progress: Progress): Promise<Result<void, StorageProblem>>;
  /** Resolves after the commit of all drafts in one transaction. */
  append(drafts: readonly EventDraft[]): Promise<Result<void, StorageProblem>>;
  /** At a section's end. */
  bundle(): Promise<Result<void, StorageProblem>>;
  /** Information seen and consents, after their events are committed. */
  setGates(changes: readonly GateChange[]): Promise<Result<void, StorageProblem>>;
  /** The gate, after its event; then nothing of the interview is left unbundled. */
  finishTask(): Promise<Result<void, StorageProblem>>;
  /** Drops the keys before it returns; bundles afterwards, which needs none. */
  leave(how: 'exit' | 'lock'): void;
}

export interface SittingPlan {
  readonly device: Device;
  readonly row: SpaceRow;
  readonly envelope: Envelope;
  readonly task: Task;
  readonly interview: string;
  readonly number: number;
  readonly startedMono: number;
  readonly state: StateKeeper;
}

export async function createSitting(plan: SittingPlan): Promise<Result<Sitting, StorageProblem>> {
  const { device, interview, number, startedMono, state, task } = plan;
  const created = await createRunWriter(device, {
    interview,
    sitting: number,
    trust: plan.row.trust,
    event: (draft, seq) => eventOf(plan, draft, seq),
  });
  if (!created.ok) return created;
  const writer = created.value;
  let left = false;
  let section: string | null = null;

  const whileOpen = (
    work: () => Promise<Result<void, StorageProblem>>,
  ): Promise<Result<void, StorageProblem>> =>
    device.queue.run(() => (left ? Promise.resolve(err({ type: 'closed' } as const)) : work()));

  const commitProgress = (progress: Progress): Promise<Result<void, StorageProblem>> =>
    state.change((now) => ({
      ...now,
      interviews: { ...now.interviews, [task.id]: { interview, progress } },
    }));

  return ok({
    interview,
    number,
    startedMono,
    openBlock: (progress) =>
      whileOpen(async () => {
        if (progress.section !== section) {
          const room = await ensureBallast(device);
          if (!room.ok) return room;
        }
        section = progress.section;
        return commitProgress(progress);
      }),
    append: (drafts) => whileOpen(() => writer.append(drafts)),
    bundle: () => whileOpen(() => bundleInterview(device, interview, 'section')),
    setGates: (changes) =>
      whileOpen(() => state.change((now) => withGates(now, task.id, changes, device.now().toISOString()))),
    finishTask: () =>
      whileOpen(async () => {
        const gate = await state.change((now) => ({ ...now, done: [...new Set([...now.done, task.id])] }));
        return gate.ok ? bundleInterview(device, interview, 'all') : gate;
      }),
    leave(how) {
      if (left) return;
      left = true;
      writer.drop();
      // A failure here loses nothing: the rows stay, and the next start bundles them.
      void device.queue.run(async () => {
        const progress = state.current.interviews[task.id]?.progress ?? null;
        if (how === 'exit' && progress?.left === 'open') await commitProgress({ ...progress, left: 'exit' });
        await bundleInterview(device, interview, 'all');
      });
    },
  });
}

function eventOf(plan: SittingPlan, draft: EventDraft, seq: number): Event {
  const { device, envelope, task } = plan;
  const { bytes: _bytes, signal: _signal, sizeClass: _sizeClass, ...event } = draft;
  const about = {
    person: envelope.person,
    wave: envelope.wave,
    subject: task.subject,
    questionnaire: task.questionnaire,
    version: task.version,
  };
  return {
    ...event,
    v: 1,
    interview: plan.interview,
    task: task.id,
    sitting: plan.number,
    seq,
    wall: device.now().toISOString(),
    mono: Math.max(0, Math.round(device.mono() - plan.startedMono)),
    app: device.app,
    ...(seq === 0 ? { about } : {}),
  };
}
