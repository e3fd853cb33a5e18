/**
 * Where an interview goes on, from the progress that was committed when its last block opened.
 *
 *   progress                  | choice          | step           | pass
 *   none                      | start           | first          | 1
 *   closed                    | start           | next           | 1
 *   open (lock, kill), pass 1 | again           | the same       | 2
 *   exit, pass 1              | again-or-next   | the same       | 2
 *   open or exit, pass 2      | passed-by       | next           | 1
 *   nothing left              | done            | null           | 1
 *
 * A block of the routing section and one that sets a gate are never passed by: they are asked again as often
 * as needed, also after an exit, since whatever waits for their gate would stay shut.
 */
import { setsGate } from './gates.ts';
import { isRouting, type Step } from './steps.ts';

/** A block is asked at most twice, unless it is needed. */
export const mostPasses = 2;

export interface Progress {
  readonly section: string;
  readonly row: string | null;
  readonly block: string;
  readonly pass: number;
  /** open: lock or kill in mid-block; exit: the person left; closed: the block's end was stored. */
  readonly left: 'open' | 'exit' | 'closed';
}

export interface Resume {
  readonly choice: 'start' | 'again' | 'again-or-next' | 'passed-by' | 'done';
  /** The block to open; null: nothing is left to ask. */
  readonly step: Step | null;
  readonly pass: number;
  /**
   * The unfinished block to close first with `blockEnd`: for `passed-by` always, for `again-or-next` as
   * `skipped` when the person goes on. Its section may have to be closed too.
   */
  readonly unfinished: { readonly step: Step; readonly pass: number } | null;
  /**
   * Routing blocks before `step`, to be asked again first at each sitting, for their carry facts. Their
   * progress is not committed (it would overwrite the place); their pass is the number of the sitting.
   */
  readonly routing: readonly Step[];
}

/** Progress that names no step of this plan starts again from the beginning: asking twice loses nothing. */
export function whereToResume(steps: readonly Step[], progress: Progress | null): Resume {
  const at = progress === null ? undefined : steps.find((step) => isAt(step, progress));
  if (progress === null || at === undefined) return open(steps, steps[0] ?? null, 'start', 1, null);

  if (progress.left === 'closed') return open(steps, nextStep(steps, at), 'start', 1, null);
  const unfinished = { step: at, pass: progress.pass };
  if (progress.pass >= mostPasses && !isNeeded(at)) {
    return open(steps, nextStep(steps, at), 'passed-by', 1, unfinished);
  }
  const choice = progress.left === 'exit' && !isNeeded(at) ? 'again-or-next' : 'again';
  return open(steps, at, choice, progress.pass + 1, unfinished);
}

const isNeeded = (step: Step): boolean => isRouting(step) || setsGate(step.block);

/** The step after this one; null: it was the last. */
export const nextStep = (steps: readonly Step[], step: Step): Step | null => steps[step.index + 1] ?? null;

function open(
  steps: readonly Step[],
  step: Step | null,
  choice: Resume['choice'],
  pass: number,
  unfinished: Resume['unfinished'],
): Resume {
  if (step === null)
    return { choice: unfinished === null ? 'done' : choice, step, pass: 1, unfinished, routing: [] };
  return { choice, step, pass, unfinished, routing: steps.slice(0, step.index).filter(isRouting) };
}

const isAt = (step: Step, progress: Progress): boolean =>
  step.section.id === progress.section &&
  (step.row?.id ?? null) === progress.row &&
  step.block.id === progress.block;
