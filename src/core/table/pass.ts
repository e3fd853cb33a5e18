/**
 * Which pass of a block counts. All passes of one task compete, over sittings, interviews, spaces and devices.
 *
 *   counts: highest   highest severity, completed or not; ties: completed, then the last
 *   counts: last      the last completed, else the last partial
 *
 * A pass without any value never counts beside one with a value. The others are kept and listed.
 */
import type { Mode } from '../event/event.ts';
import type { Held } from '../interview/given.ts';
import type { Block } from '../questionnaire/compiled.ts';
import { compareSeverity } from './severity.ts';
import { compareText } from './sift.ts';

export interface Pass {
  readonly questionnaire: string;
  readonly version: number;
  readonly subject: string;
  readonly section: string;
  readonly row: string | null;
  readonly block: Block;
  readonly interview: string;
  readonly run: string;
  readonly sitting: number;
  readonly pass: number;
  /** Of its last event: places the pass among the others. */
  readonly by: string;
  readonly seq: number;
  /** Device clock and mailbox time of its last event. */
  readonly wall: string;
  readonly mailboxTime: string;
  readonly modes: readonly Mode[];
  /** The last event of each item, value or missing reason. */
  readonly answers: ReadonlyMap<string, Held>;
  /** Every item of the block has an event. */
  readonly completed: boolean;
  readonly values: number;
  readonly severity: readonly number[];
}

export interface Choice {
  readonly counted: Pass;
  /** In order, without the counted one; `lower`: lower than an earlier pass, in a block where the highest counts. */
  readonly others: readonly { readonly pass: Pass; readonly lower: boolean }[];
  /** Some pass, counted or not, was lower than one before it. */
  readonly lowered: boolean;
}

/** Null when there is no pass. */
export function choosePass(passes: readonly Pass[]): Choice | null {
  const ordered = passes.toSorted(comparePasses);
  const withValue = ordered.filter((pass) => pass.values > 0);
  const candidates = withValue.length > 0 ? withValue : ordered;
  const last = ordered.at(-1);
  if (last === undefined) return null;

  const highest = last.block.counts === 'highest';
  const counted = candidates.reduce((best, pass) => (beats(pass, best, highest) ? pass : best));
  const lower = new Set(highest ? ordered.filter((pass, at) => isLower(pass, ordered.slice(0, at))) : []);
  return {
    counted,
    others: ordered.filter((pass) => pass !== counted).map((pass) => ({ pass, lower: lower.has(pass) })),
    lowered: lower.size > 0,
  };
}

/** `later` comes after `best`. */
function beats(later: Pass, best: Pass, highest: boolean): boolean {
  const difference = highest ? compareSeverity(later.severity, best.severity) : 0;
  return difference === 0 ? later.completed || !best.completed : difference > 0;
}

const isLower = (pass: Pass, before: readonly Pass[]): boolean =>
  before.some((earlier) => compareSeverity(pass.severity, earlier.severity) < 0);

/** By time, then number; the ids only make the order firm. */
export const comparePasses = (one: Pass, other: Pass): number =>
  compareText(one.by, other.by) ||
  one.seq - other.seq ||
  compareText(one.interview, other.interview) ||
  compareText(one.run, other.run) ||
  one.pass - other.pass;
