/**
 * Events as the engine writes them: what was answered where. Whoever stores them adds interview, time,
 * mode and number. Size and signal slot come from the definition, so they never tell an answer.
 */
import type { SizeClass } from '../event/bundle.ts';
import { type BlockEnd, baseEventBytes, type Cause, type Event } from '../event/event.ts';
import type { Item } from '../questionnaire/compiled.ts';
import type { Held } from './given.ts';
import type { Step } from './steps.ts';

type Added = 'v' | 'interview' | 'task' | 'sitting' | 'seq' | 'wall' | 'mono' | 'app' | 'about' | 'mode';
type Draft<E> = E extends unknown ? Omit<E, Added> : never;

export type BlockEvent = Draft<Event> & {
  /** Plain bytes to pad to. */
  readonly bytes: number;
  /** Text for the slot; null leaves it empty. */
  readonly signal: string | null;
  readonly sizeClass: SizeClass;
};

export function answerEvent(step: Step, pass: number, item: Item, cause: Cause, held: Held): BlockEvent {
  return {
    kind: 'answer',
    ...place(step, pass),
    cause,
    item: item.id,
    ...held,
    bytes: item.bytes,
    signal: signals(item, held) ? item.id : null,
  };
}

/** `passed-by`: the block had its passes. `skipped`: the person went on after an exit. */
export const blockEnd = (step: Step, pass: number, end: BlockEnd): BlockEvent => ({
  kind: 'block-end',
  ...place(step, pass),
  end,
  bytes: baseEventBytes,
  signal: null,
});

/** After the last block of a section, for its row. Done with the last block of the interview. */
export const sectionEnd = (step: Step, pass: number): BlockEvent => ({
  kind: 'section-end',
  ...place(step, pass),
  done: step.last,
  bytes: baseEventBytes,
  signal: null,
});

const place = (step: Step, pass: number) => ({
  section: step.section.id,
  row: step.row?.id ?? null,
  block: step.block.id,
  pass,
  sizeClass: step.section.sizeClass,
});

/** Reached: one of the named options was picked, or the number is at least the named one. */
function signals(item: Item, held: Held): boolean {
  if (item.signal === undefined || !('value' in held)) return false;
  const { value } = held;
  if (typeof item.signal === 'number') return typeof value === 'number' && value >= item.signal;
  const picked = typeof value === 'object' ? value : [String(value)];
  return item.signal.some((option) => picked.includes(option));
}
