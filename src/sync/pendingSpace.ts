/**
 * An invite that has everything on the device and waits for its code to be typed back. The code
 * lives in memory only; a code that already opens a space here is never shown.
 */
import type { Band } from '#core/protocol/envelope.ts';
import { err, ok, type Result } from '#core/result.ts';
import { drawCode } from '#crypto/code.ts';
import { asWriter } from '#storage/asWriter.ts';
import type { PendingRow } from '#storage/commonDatabase.ts';
import { createSpace } from '#storage/createSpace.ts';
import type { Device } from '#storage/device.ts';
import { codeIsTaken } from '#storage/findSpace.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import { allSpaces } from '#storage/outbox.ts';
import type { StorageProblem } from '#storage/problem.ts';
import type { OpenedReply } from './openReply.ts';

export type ConfirmProblem =
  | { readonly type: 'wrong-code' }
  | { readonly type: 'storage'; readonly problem: StorageProblem };

export interface PendingSpace {
  readonly code: string;
  readonly demo: boolean;
  readonly language: string;
  readonly band: Band;
  readonly contact: string | null;
  /** Another code, which `code` then is. Asked faster than codes can be checked it gives the same one. */
  drawAgain(): string;
  confirm(typed: string): Promise<Result<OpenSpace, ConfirmProblem>>;
}

/** Codes that were checked beforehand: checking one takes as long as opening a space. */
const spares = 2;

export async function pendingSpace(
  device: Device,
  pending: PendingRow,
  opened: OpenedReply,
  keyMac: string,
): Promise<Result<PendingSpace, StorageProblem>> {
  const first = await freeCode(device);
  if (!first.ok) return first;
  let code = first.value;
  const ready: string[] = [];
  const fill = async (): Promise<void> => {
    while (ready.length < spares) {
      const next = await freeCode(device);
      if (!next.ok) return;
      ready.push(next.value);
    }
  };
  void fill();

  return ok({
    get code() {
      return code;
    },
    demo: opened.manifest.demo,
    language: opened.envelope.language,
    band: opened.envelope.band,
    contact: opened.manifest.contact,
    drawAgain() {
      code = ready.shift() ?? code;
      void fill();
      return code;
    },
    async confirm(typed) {
      if (typed.replace(/\s/g, '') !== code) return err({ type: 'wrong-code' });
      const { envelope, manifest, root } = opened;
      const contents = { v: 1, envelope, manifest } as const;
      const created = await createSpace(device, { code, pending, contents, root, keyMac });
      return created.ok ? created : err({ type: 'storage', problem: created.error });
    },
  });
}

const freeCode = (device: Device): Promise<Result<string, StorageProblem>> =>
  asWriter(device, () => drawFree(device));

async function drawFree(device: Device): Promise<Result<string, StorageProblem>> {
  const spaces = await allSpaces(device);
  if (!spaces.ok) return spaces;
  for (;;) {
    const code = drawCode();
    if (spaces.value.length === 0) return ok(code);
    const taken = await codeIsTaken(device, code);
    // A damaged space opens with no code, so it must not keep somebody else from joining.
    if (!taken.ok && taken.error.type !== 'unreadable') return taken;
    if (!taken.ok || !taken.value) return ok(code);
  }
}
