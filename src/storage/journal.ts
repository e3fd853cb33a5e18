/**
 * The sealed journal: events, their slots, the chain's tail and the counters move together in one
 * transaction, which also checks that the tail is still the one they were sealed against.
 */
import { ok, type Result } from '#core/result.ts';
import { firstBefore } from '#crypto/run.ts';
import type { InterviewRow, JournalRow, RunRow } from './commonDatabase.ts';
import type { Device } from './device.ts';
import type { StorageProblem } from './problem.ts';

/** Where an interview's chain stands. */
export type Tail = Pick<InterviewRow, 'nextSeq' | 'tail'>;

export interface Append {
  readonly interview: string;
  readonly run: RunRow;
  readonly rows: readonly JournalRow[];
  /** Sealed against this … */
  readonly from: Tail;
  /** … and standing here afterwards. */
  readonly to: Tail;
}

/** `moved`: somebody else wrote in between; nothing was stored. */
export function appendRows(
  device: Device,
  append: Append,
): Promise<Result<'saved' | 'moved', StorageProblem>> {
  const { from, to } = append;
  return device.common.run((database) =>
    database.transaction('rw', database.interviews, database.runs, database.journal, async () => {
      const interview = await database.interviews.get(append.interview);
      if (interview === undefined) return 'moved';
      // The connection dropped after the commit and this is the second try.
      if (interview.tail === to.tail) return 'saved';
      if (interview.tail !== from.tail || interview.nextSeq !== from.nextSeq) return 'moved';
      if ((await database.runs.get(append.run.id)) === undefined) await database.runs.add(append.run);
      await database.journal.bulkAdd([...append.rows]);
      await database.interviews.put({ ...interview, ...to });
      return 'saved';
    }),
  );
}

export async function readTail(
  device: Device,
  interview: string,
): Promise<Result<Tail | null, StorageProblem>> {
  const row = await device.common.run((database) => database.interviews.get(interview));
  if (!row.ok) return row;
  return ok(row.value === undefined ? null : { nextSeq: row.value.nextSeq, tail: row.value.tail });
}

/** The chain of an interview that has no event yet. */
export const newInterview = (id: string, space: string): InterviewRow => ({
  id,
  space,
  nextSeq: 0,
  tail: firstBefore,
  bundledTail: firstBefore,
  bundles: 0,
  previous: null,
});
