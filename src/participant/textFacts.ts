import type { Envelope, RosterRow, Task } from '#core/protocol/envelope.ts';
import type { TextFacts } from '#ui/items/fillText.ts';
import { monthText } from '#ui/words/monthText.ts';

interface Parts {
  readonly row: RosterRow | null;
  readonly task: Task;
  readonly envelope: Envelope;
  /** Of every roster row: its first name or description. */
  readonly rows: Readonly<Record<string, string>>;
  readonly language: string;
}

/** Whom a task is about, when it is somebody of the roster. */
export const subjectRow = (task: Task, envelope: Envelope): RosterRow | null =>
  envelope.roster.find(({ id }) => id === task.subject) ?? null;

/** What may stand in a text: who is meant, how many there are and the month since when. */
export function textFactsFor({ row, task, envelope, rows, language }: Parts): TextFacts {
  const subject = subjectRow(task, envelope);
  const count = (kind: RosterRow['kind']): number =>
    envelope.roster.filter((each) => each.kind === kind).length;
  return {
    language,
    sex: (row ?? subject)?.sex ?? (task.subject === 'self' ? envelope.sex : 'x'),
    counts: { childCount: count('child'), partnerCount: count('partner'), parentCount: count('parent') },
    named: {
      since: monthText(task.periodFrom, language),
      ...(row === null ? {} : { row: rows[row.id] ?? '' }),
      ...(subject === null ? {} : { subject: rows[subject.id] ?? '' }),
    },
  };
}
