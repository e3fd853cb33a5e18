/** What an open space can do, for as long as it is open. */
import type { GateStates } from '#core/interview/gates.ts';
import type { Progress } from '#core/interview/resume.ts';
import type { Envelope, Task } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { err, ok, type Result } from '#core/result.ts';
import { randomId } from '#crypto/bytes.ts';
import type { SpaceRow } from './commonDatabase.ts';
import { type Device, ensureBallast } from './device.ts';
import { endSpace } from './endSpace.ts';
import { type FoundSpace, isFinished } from './findSpace.ts';
import { newInterview } from './journal.ts';
import { countUnsent } from './outbox.ts';
import type { StorageProblem } from './problem.ts';
import { asQuestionnaire, type FileProblem, readFile } from './questionnaireFile.ts';
import { createSitting, type Sitting } from './sitting.ts';
import type { Release } from './writerLock.ts';

export interface OpenSpace {
  readonly id: string;
  readonly envelope: Envelope;
  readonly demo: boolean;
  /** Where leaving leads, when the study names an address; null: the cover. */
  readonly exit: string | null;
  /** Tasks done, information seen, consents. */
  readonly gates: GateStates;
  /** First names by roster row; on this device only. */
  readonly names: Readonly<Record<string, string>>;
  saveNames(names: Readonly<Record<string, string>>): Promise<Result<void, StorageProblem>>;
  questionnaire(task: Task): Promise<Result<Questionnaire, FileProblem>>;
  help(): Promise<Result<unknown, FileProblem>>;
  /** The interview's random id is drawn at the first call and committed when a sitting begins. */
  interviewOf(task: string): Place;
  beginSitting(task: Task): Promise<Result<Sitting, StorageProblem>>;
  /** How much of this space the mailbox has not confirmed yet; 0: all of it. */
  unsent(): Promise<Result<number, StorageProblem>>;
  /** Drops keys and contents; a space whose tasks are all done is wiped. */
  close(): void;
}

interface Place {
  readonly interview: string;
  readonly progress: Progress | null;
}

export function openedSpace(device: Device, found: FoundSpace, release: Release): OpenSpace {
  const { connection, contents, state } = found;
  const { envelope } = contents;
  const { id } = found.row;
  const drawn = new Map<string, string>();
  const sittings: Sitting[] = [];
  let closed = false;
  let number: number | null = null;

  const interviewOf = (task: string): Place => {
    const known = state.current.interviews[task];
    if (known !== undefined) return known;
    const interview = drawn.get(task) ?? randomId();
    drawn.set(task, interview);
    return { interview, progress: null };
  };

  const beginSitting = async (task: Task): Promise<Result<Sitting, StorageProblem>> => {
    if (closed) return err({ type: 'closed' });
    const room = await ensureBallast(device);
    if (!room.ok) return room;
    const { interview, progress } = interviewOf(task.id);
    const remembered = await state.change((now) => ({
      ...now,
      interviews: { ...now.interviews, [task.id]: { interview, progress } },
    }));
    if (!remembered.ok) return remembered;
    // The routing section's pass is the sitting's number: one interview never has the same twice.
    const again = sittings.some((sitting) => sitting.interview === interview);
    const begun = await beginInterview(device, id, interview, again ? null : number);
    if (!begun.ok) return begun;
    number = begun.value.sittings;
    const sitting = await createSitting({
      device,
      row: begun.value,
      envelope,
      task,
      interview,
      number,
      startedMono: device.mono(),
      state,
    });
    if (!sitting.ok) return sitting;
    if (isClosed()) {
      sitting.value.leave('lock');
      return err({ type: 'closed' });
    }
    sittings.push(sitting.value);
    return sitting;
  };

  return {
    id,
    envelope,
    demo: contents.manifest.demo,
    exit: contents.manifest.exit,
    get gates() {
      const { done, seen, consents } = state.current;
      return { done: new Set(done), seen, consents };
    },
    get names() {
      return state.current.names;
    },
    saveNames: (names) =>
      device.queue.run(() =>
        closed
          ? Promise.resolve(err({ type: 'closed' } as const))
          : state.change((now) => ({ ...now, names })),
      ),
    async questionnaire(task) {
      const file = envelope.files.find(
        (named) =>
          named.kind === 'questionnaire' &&
          named.questionnaire === task.questionnaire &&
          named.version === task.version,
      );
      const json = await readFile(connection, file);
      if (!json.ok) return json;
      return file === undefined ? err({ type: 'missing-file' }) : asQuestionnaire(file, json.value);
    },
    help: () =>
      readFile(
        connection,
        envelope.files.find((named) => named.kind === 'help'),
      ),
    interviewOf,
    beginSitting: (task) => device.queue.run(() => beginSitting(task)),
    unsent: () => countUnsent(device, id),
    close() {
      if (closed) return;
      closed = true;
      for (const sitting of sittings) sitting.leave('lock');
      void device.queue
        .run(async () => {
          connection.close();
          if (isFinished(found)) await endSpace(device, id);
        })
        .finally(release);
    },
  };

  function isClosed(): boolean {
    return closed;
  }
}

/** `number`: of this unlock, when it has one already. */
async function beginInterview(
  device: Device,
  space: string,
  interview: string,
  number: number | null,
): Promise<Result<SpaceRow, StorageProblem>> {
  const row = await device.common.run((database) =>
    database.transaction('rw', database.spaces, database.interviews, async () => {
      const known = await database.spaces.get(space);
      if (known === undefined) return null;
      const begun = number === null ? { ...known, sittings: known.sittings + 1 } : known;
      await database.spaces.put(begun);
      if ((await database.interviews.get(interview)) === undefined) {
        await database.interviews.add(newInterview(interview, space));
      }
      return { ...begun, sittings: number ?? begun.sittings };
    }),
  );
  if (!row.ok) return row;
  return row.value === null ? err({ type: 'closed' }) : ok(row.value);
}
