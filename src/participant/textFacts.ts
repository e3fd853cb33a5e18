import type { TFunction } from 'i18next';
import type { Envelope, RosterRow, Task } from '#core/protocol/envelope.ts';
import type { TextFacts } from '#ui/items/fillText.ts';
import { monthText } from '#ui/words/monthText.ts';
import { rowText } from './rowText.ts';

interface Parts {
  readonly row: RosterRow | null;
  readonly task: Task;
  readonly envelope: Envelope;
  readonly names: Readonly<Record<string, string>>;
  readonly t: TFunction<'space'>;
  readonly language: string;
}

/** What may stand in a text: the row it is about and the month since when. */
export function textFactsFor({ row, task, envelope, names, t, language }: Parts): TextFacts {
  const about = row ?? envelope.roster.find(({ id }) => id === task.subject) ?? null;
  return {
    since: monthText(task.periodFrom, language),
    ...(about === null ? {} : { row: rowText(about, names, t, language) }),
  };
}
