/**
 * From the sifted events of one interview to its passes. An answer that the definition does not know, or
 * that is impossible there, is kept, counted and named, and never tabulated.
 */
import type { AnswerEvent, AnswerValue, Event } from '../event/event.ts';
import { checkGiven } from '../interview/checkGiven.ts';
import type { Held } from '../interview/given.ts';
import type { RosterRow } from '../protocol/envelope.ts';
import type { Block, Item, Questionnaire } from '../questionnaire/compiled.ts';
import type { ArrivedInterview, QuarantineReason } from './arrived.ts';
import type { Pass } from './pass.ts';
import { severityOf } from './severity.ts';
import type { Sifted, SiftedEvent } from './sift.ts';

export interface Gathered {
  readonly passes: readonly Pass[];
  readonly quarantined: readonly { readonly event: Event; readonly reason: QuarantineReason }[];
  /** The interview's end is among the events that count. */
  readonly done: boolean;
}

/** Questionnaire undefined: a version that nobody handed in. */
export function gather(
  interview: ArrivedInterview,
  sifted: Sifted,
  questionnaire: Questionnaire | undefined,
  roster: readonly RosterRow[],
): Gathered {
  const quarantined: { event: Event; reason: QuarantineReason }[] = [];
  const groups = new Map<string, { block: Block; events: Counted[] }>();
  let done = false;
  for (const sift of sifted.events) {
    const { event } = sift;
    const placed = place(interview, sift, questionnaire, roster);
    if ('reason' in placed) {
      quarantined.push({ event, reason: placed.reason });
      continue;
    }
    if (event.kind === 'section-end') done ||= event.done;
    if (event.kind !== 'answer' || placed.held === null || placed.practice) continue;
    const key = [sift.run, event.pass, event.section, event.row, event.block].join(' ');
    const group = groups.get(key) ?? { block: placed.block, events: [] };
    group.events.push({ ...sift, event, held: placed.held });
    groups.set(key, group);
  }
  return {
    passes: [...groups.values()].flatMap((group) => passOf(interview, group.block, group.events)),
    quarantined,
    done,
  };
}

type Counted = Omit<SiftedEvent, 'event'> & { readonly event: AnswerEvent; readonly held: Held };
type Placed =
  | { readonly reason: QuarantineReason }
  | { readonly block: Block; readonly practice: boolean; readonly held: Held | null };

function place(
  interview: ArrivedInterview,
  { event, quarantine }: SiftedEvent,
  questionnaire: Questionnaire | undefined,
  roster: readonly RosterRow[],
): Placed {
  if (quarantine !== null) return { reason: quarantine };
  if (questionnaire === undefined) return { reason: 'unknown-version' };
  const section = questionnaire.sections.find(({ id }) => id === event.section);
  const block = section?.blocks.find(({ id }) => id === event.block);
  const rowFits =
    event.row === null
      ? section?.repeat === null
      : roster.some((row) => row.id === event.row && row.kind === section?.repeat);
  if (section === undefined || block === undefined || !rowFits || event.interview !== interview.interview) {
    return { reason: 'unknown-place' };
  }
  const { practice } = section;
  if (event.kind !== 'answer') return { block, practice, held: null };
  const item = block.items.find(({ id }) => id === event.item);
  if (item === undefined) return { reason: 'unknown-place' };
  const held = heldOf(item, event, roster);
  return held === null ? { reason: 'bad-value' } : { block, practice, held };
}

function heldOf(item: Item, event: AnswerEvent, roster: readonly RosterRow[]): Held | null {
  if (event.missing !== undefined) return { missing: event.missing };
  if (event.value === undefined || !rowsFit(item, event.value, roster)) return null;
  const checked = checkGiven(item, { value: event.value }, null);
  return checked.ok ? checked.value : null;
}

/** An option that is not written stands for a roster row of the right kind. */
const rowsFit = (item: Item, value: AnswerValue, roster: readonly RosterRow[]): boolean =>
  item.type !== 'choices' ||
  typeof value !== 'object' ||
  value.every(
    (id) =>
      item.options.some((option) => option.id === id) ||
      roster.some((row) => row.id === id && row.kind === item.rows?.kind),
  );

/** Events come in order of number, so the last of an item counts. */
function passOf(interview: ArrivedInterview, block: Block, events: readonly Counted[]): readonly Pass[] {
  const last = events.at(-1);
  if (last === undefined) return [];
  const answers = new Map(events.map(({ event, held }) => [event.item, held]));
  const { questionnaire, version, subject } = interview.about;
  return [
    {
      questionnaire,
      version,
      subject,
      section: last.event.section,
      row: last.event.row,
      block,
      interview: interview.interview,
      run: last.run,
      sitting: last.event.sitting,
      pass: last.event.pass,
      by: last.by,
      seq: last.event.seq,
      wall: last.event.wall,
      mailboxTime: last.mailboxTime,
      modes: [...new Set(events.map(({ event }) => event.mode))],
      answers,
      completed: block.items.every((item) => answers.has(item.id)),
      values: [...answers.values()].filter((held) => 'value' in held).length,
      severity: severityOf(block.items, answers),
    },
  ];
}
