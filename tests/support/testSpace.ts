/** A person who has redeemed an invite on a test device. */
import type { EventDraft } from '#storage/eventDraft.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import type { Sitting } from '#storage/sitting.ts';
import { redeemInvite } from '#sync/redeemInvite.ts';
import type { SyncDeps } from '#sync/syncDeps.ts';
import { createFakeMailbox, type FakeMailbox, type InviteChanges } from './fakeMailbox.ts';
import { createTestDevice, type TestDevice } from './testDevice.ts';

export const garden = { format: 1, questionnaire: 'garden', version: 1, sections: [], texts: {} };
export const helpLines = { help: ['call somebody'] };

export interface TestSpace {
  readonly mailbox: FakeMailbox;
  readonly at: TestDevice;
  readonly deps: SyncDeps;
  readonly space: OpenSpace;
  readonly code: string;
}

export const syncDeps = (at: TestDevice, mailbox: FakeMailbox): SyncDeps & { wake(): void } => {
  const wakers = new Set<() => void>();
  return {
    device: at.device,
    now: at.device.now,
    mono: at.device.mono,
    fetch: mailbox.fetch,
    origin: 'http://mailbox.test',
    chance: () => 0.5,
    after: at.device.after,
    onWake(call) {
      wakers.add(call);
      return () => wakers.delete(call);
    },
    wake() {
      for (const call of wakers) call();
    },
  };
};

export const withGarden: InviteChanges = {
  files: [
    { kind: 'questionnaire', json: garden },
    { kind: 'help', json: helpLines },
  ],
};

export async function createTestSpace(
  around: { readonly mailbox?: FakeMailbox; readonly at?: TestDevice } = {},
): Promise<TestSpace> {
  const mailbox = around.mailbox ?? (await createFakeMailbox());
  const at = around.at ?? createTestDevice();
  const deps = syncDeps(at, mailbox);
  const invite = await mailbox.invite(withGarden);
  const pending = value(await redeemInvite(invite.text, deps));
  const { code } = pending;
  return { mailbox, at, deps, code, space: value(await pending.confirm(code)) };
}

/** For what must go well in a test. */
export function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`went wrong: ${JSON.stringify(result.error)}`);
  return result.value;
}

export async function sit(space: OpenSpace): Promise<Sitting> {
  const task = space.envelope.tasks[0];
  if (task === undefined) throw new Error('no task');
  return value(await space.beginSitting(task));
}

export const place = { section: 'beds', row: null, block: 'roses', pass: 1 } as const;

export const draft = (
  item: string,
  answer: string,
  more: Partial<Pick<EventDraft, 'bytes' | 'signal' | 'sizeClass'>> = {},
): EventDraft => ({
  kind: 'answer',
  ...place,
  cause: 'first',
  item,
  value: answer,
  mode: 'self',
  bytes: 512,
  signal: null,
  sizeClass: 0,
  ...more,
});
