/**
 * When the outbox travels: at the start, when the network or the person comes back, after a commit,
 * and then again and again with growing pauses until there is nothing left. Needs no code and never
 * gives up; in this tab only, while no other tab is the writer.
 */
import { asWriter } from '#storage/asWriter.ts';
import { tidyEndedSpaces } from '#storage/endSpace.ts';
import { allSpaces, readParcel, spacesAwaitingDesk, waitingIds } from '#storage/outbox.ts';
import { backOffMs } from './backOff.ts';
import { browserSync } from './browserSync.ts';
import { fetchDeskReceipts } from './deskReceipts.ts';
import { refreshManifest } from './refreshManifest.ts';
import { sendParcel } from './sendParcel.ts';
import type { SyncDeps } from './syncDeps.ts';

/** Returns the stop. */
export function startSending(deps: SyncDeps = browserSync()): () => void {
  let stopped = false;
  let running = false;
  let again = false;
  let failures = 0;
  let notBefore = 0;
  let manifestAt: number | null = null;
  let cancel = (): void => undefined;

  const wake = (): void => {
    if (stopped) return;
    cancel();
    const early = notBefore - deps.mono();
    if (early > 0) cancel = deps.after(early, wake);
    else if (running) again = true;
    else void run();
  };

  const run = async (): Promise<void> => {
    running = true;
    again = false;
    const refresh = manifestAt === null || deps.mono() - manifestAt >= manifestEveryMs;
    const round = await sendOutbox(deps, refresh).catch((): Round => failedRound);
    running = false;
    if (refresh && round.manifests) manifestAt = deps.mono();
    failures = round.left ? failures + 1 : 0;
    notBefore = round.retryAfterMs === null ? 0 : deps.mono() + round.retryAfterMs;
    if (stopped) return;
    if (again) wake();
    else if (round.left) cancel = deps.after(backOffMs(failures, deps.chance(), round.retryAfterMs), wake);
  };

  const deaf = [deps.onWake(wake), deps.device.outbox.listen(wake)];
  wake();
  return () => {
    stopped = true;
    cancel();
    for (const stop of deaf) stop();
  };
}

const manifestEveryMs = 60 * 60 * 1000;

export interface Round {
  /** Something still waits. */
  readonly left: boolean;
  readonly retryAfterMs: number | null;
  /** Every space heard a manifest that counts. */
  readonly manifests: boolean;
}

const failedRound: Round = { left: true, retryAfterMs: null, manifests: false };

/** One round: everything that waits once, then receipts, then manifests when asked for. */
export async function sendOutbox(deps: SyncDeps, refresh: boolean): Promise<Round> {
  const { device } = deps;
  const sent = await sendWaiting(deps);
  const manifests = sent.online && refresh ? await refreshManifests(deps) : false;
  if (sent.online) await hearTheDesk(deps);
  await asWriter(device, () => device.queue.run(() => tidyEndedSpaces(device)));
  return { left: sent.left, retryAfterMs: sent.retryAfterMs, manifests };
}

async function sendWaiting(deps: SyncDeps): Promise<Omit<Round, 'manifests'> & { readonly online: boolean }> {
  const ids = await asWriter(deps.device, () => waitingIds(deps.device));
  if (!ids.ok) return { left: true, retryAfterMs: null, online: false };
  let left = false;
  for (const id of ids.value) {
    const parcel = await asWriter(deps.device, () => readParcel(deps.device, id));
    if (!parcel.ok) return { left: true, retryAfterMs: null, online: false };
    if (parcel.value === null) continue;
    const sending = await sendParcel(deps, parcel.value);
    if (sending.type === 'sent') continue;
    left = true;
    if (sending.type === 'no-connection') return { left, retryAfterMs: null, online: false };
    // One that the mailbox does not take must not hold up the others; one that asks for time does.
    if (sending.retryAfterMs !== null) return { left, retryAfterMs: sending.retryAfterMs, online: false };
  }
  return { left, retryAfterMs: null, online: true };
}

async function refreshManifests(deps: SyncDeps): Promise<boolean> {
  const spaces = await asWriter(deps.device, () => allSpaces(deps.device));
  if (!spaces.ok) return false;
  let all = true;
  for (const space of spaces.value) all = (await refreshManifest(deps, space)) && all;
  return all;
}

async function hearTheDesk(deps: SyncDeps): Promise<void> {
  const spaces = await asWriter(deps.device, () => spacesAwaitingDesk(deps.device));
  if (!spaces.ok) return;
  // One that the mailbox refuses keeps no other from hearing.
  for (const space of spaces.value) await fetchDeskReceipts(deps, space);
}
