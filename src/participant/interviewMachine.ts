import type { Mode } from '#core/event/event.ts';
import {
  type Answered,
  type AnswerProblem,
  answer,
  type BlockState,
  back,
  carryFacts,
  current,
  finish,
  openBlock,
} from '#core/interview/block.ts';
import { type BlockEvent, blockEnd, sectionEnd } from '#core/interview/blockEvent.ts';
import { protocolFacts } from '#core/interview/facts.ts';
import { type GateChange, gatesOf } from '#core/interview/gates.ts';
import type { Given } from '#core/interview/given.ts';
import { answerLines, backOverGrid } from '#core/interview/grid.ts';
import { nextStep, type Progress, type Resume, whereToResume } from '#core/interview/resume.ts';
import { isRouting, planSteps, type Step } from '#core/interview/steps.ts';
import type { Envelope, Task } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { type Facts, isRelevant } from '#core/questionnaire/evaluate.ts';
import { err, ok, type Result } from '#core/result.ts';

export type Draft = BlockEvent & { readonly mode: Mode };
export interface SaveProblem {
  readonly type: 'disk-full' | 'not-saved' | 'closed' | 'blocked' | 'busy' | 'unreadable';
}
type Saved = Promise<Result<void, SaveProblem>>;

/** Where an interview is written. Each resolves after the commit. */
export interface InterviewJournal {
  readonly number: number;
  openBlock(progress: Progress): Saved;
  append(drafts: readonly Draft[]): Saved;
  setGates(changes: readonly GateChange[]): Saved;
  bundle(): Saved;
  finishTask(): Saved;
}

export interface InterviewParts {
  readonly questionnaire: Questionnaire;
  readonly envelope: Envelope;
  readonly task: Task;
  readonly progress: Progress | null;
  readonly journal: InterviewJournal;
  readonly mode: Mode;
  /** ISO day of answering. */
  readonly today: string;
}

export type ItemProblem =
  | { readonly type: 'answer'; readonly problem: AnswerProblem }
  | { readonly type: 'soft'; readonly check: string };

export type InterviewView =
  | { readonly kind: 'waiting' }
  /** After an exit: the same part again, or the next one. */
  | { readonly kind: 'choose' }
  | { readonly kind: 'section'; readonly step: Step }
  | {
      readonly kind: 'item';
      readonly step: Step;
      readonly block: BlockState;
      readonly problem: ItemProblem | null;
    }
  | { readonly kind: 'rest'; readonly step: Step }
  | { readonly kind: 'done' };

export interface InterviewState {
  readonly view: InterviewView;
  readonly saving: boolean;
  /** The last attempt to save failed; what was given is still there and can be tried again. */
  readonly failed: SaveProblem | null;
  /** Rises with every commit, so that a screen can say "saved". */
  readonly commits: number;
  /** The part one is in, from 1, and how many there are. */
  readonly part: number;
  readonly parts: number;
}

export interface InterviewMachine {
  readonly state: () => InterviewState;
  readonly subscribe: (onChange: () => void) => () => void;
  readonly begin: () => Promise<void>;
  readonly give: (given: Given) => Promise<void>;
  /** One answer for each line of the grid that shows, saved together. */
  readonly giveAll: (given: readonly Given[]) => Promise<void>;
  readonly back: () => void;
  /** To the item before the grid that shows. */
  readonly backOverGrid: () => void;
  /** From a section's first screen, from a rest, and again after a failed save. */
  readonly goOn: () => Promise<void>;
  readonly choose: (which: 'again' | 'next') => Promise<void>;
}

interface Planned {
  readonly step: Step;
  readonly pass: number;
  /** Asked again for its carry facts only: its place is not remembered. */
  readonly aside: boolean;
}

/**
 * Takes one interview from block to block: asks the engine, waits for the journal, only then shows what
 * comes next. One thing at a time; what comes in between is ignored.
 */
export function createInterviewMachine(parts: InterviewParts): InterviewMachine {
  const { journal, questionnaire, envelope, task } = parts;
  const steps = planSteps(questionnaire, envelope.roster);
  /** By step: how many parts have begun. Counted once, so that an answer costs the same in any questionnaire. */
  const begun: number[] = [];
  for (const step of steps) begun.push((begun.at(-1) ?? 0) + Number(step.firstOfSection));
  const resume = whereToResume(steps, parts.progress);
  const listeners = new Set<() => void>();
  let carried: Facts = {};
  let queue: readonly Planned[] = [];
  let retry: (() => Promise<void>) | null = null;
  let state: InterviewState = {
    view: { kind: 'waiting' },
    saving: false,
    failed: null,
    commits: 0,
    part: 0,
    parts: begun.at(-1) ?? 0,
  };

  const set = (change: Partial<InterviewState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const show = (view: InterviewView): void => {
    const step = 'step' in view ? view.step : null;
    set({
      view,
      ...(step === null ? {} : { part: begun[step.index] ?? 0 }),
    });
  };

  /** Runs one save; `then` only after the commit. A failure leaves the view as it is and can be tried again. */
  const saving = async (save: () => Saved, then: () => void | Promise<void>): Promise<void> => {
    if (state.saving) return;
    set({ saving: true, failed: null });
    // Whatever goes wrong while saving, the person is told that it is not saved and can try again.
    const saved = await save().catch(() => err({ type: 'not-saved' } as const));
    if (!saved.ok) {
      retry = () => saving(save, then);
      set({ saving: false, failed: saved.error });
      return;
    }
    retry = null;
    set({ saving: false, commits: state.commits + 1 });
    await then();
  };
  const append = (events: readonly BlockEvent[]): Saved =>
    events.length === 0
      ? Promise.resolve(ok(undefined))
      : journal.append(events.map((event) => ({ ...event, mode: parts.mode })));

  const factsFor = (step: Step): Facts => ({
    ...protocolFacts(envelope, task, step.row, parts.today),
    ...carried,
  });
  const ending = (step: Step, pass: number, end: BlockEvent): readonly BlockEvent[] =>
    step.lastOfSection ? [end, sectionEnd(step, pass)] : [end];

  const openNext = async (before: Step | null): Promise<void> => {
    const [next] = queue;
    if (next === undefined)
      return saving(
        () => journal.finishTask(),
        () => show({ kind: 'done' }),
      );
    const begins = before === null || before.section !== next.step.section || before.row !== next.step.row;
    if (begins && !next.aside && isRelevant(next.step.section.relevant, factsFor(next.step))) {
      show({ kind: 'section', step: next.step });
      return;
    }
    return openPlanned(next);
  };

  const openPlanned = (planned: Planned): Promise<void> => {
    const { step, pass, aside } = planned;
    const block = openBlock(step, pass, factsFor(step));
    const finished = current(block) === null;
    const events = finished ? [...block.opening, ...ending(step, pass, finish(block))] : block.opening;
    return saving(
      async () => {
        const opened = aside ? ok(undefined) : await journal.openBlock(progressOf(planned, 'open'));
        return opened.ok ? append(events) : opened;
      },
      () => (finished ? closeBlock(block, planned) : show({ kind: 'item', step, block, problem: null })),
    );
  };

  /** The block's end is stored; a rest may come before what is next. */
  const closeBlock = async (block: BlockState, planned: Planned): Promise<void> => {
    const { step, aside } = planned;
    if (isRouting(step)) carried = { ...carried, ...carryFacts(block) };
    queue = aside ? queue.slice(1) : planFrom(nextStep(steps, step));
    if (!step.lastOfSection || aside) return openNext(step);
    const rests = step.section.rest && queue.length > 0 && isRelevant(step.section.relevant, factsFor(step));
    return saving(
      async () => {
        const closed = await journal.openBlock(progressOf(planned, 'closed'));
        // What could not be bundled now stays in the journal and is bundled later.
        if (closed.ok) await journal.bundle();
        return closed;
      },
      () => (rests ? show({ kind: 'rest', step }) : openNext(step)),
    );
  };

  const take = async (answering: (block: BlockState) => Result<Answered, AnswerProblem>): Promise<void> => {
    const { view } = state;
    const [planned] = queue;
    if (view.kind !== 'item' || state.saving || planned === undefined) return;
    const answered = answering(view.block);
    if (!answered.ok) return set({ view: { ...view, problem: { type: 'answer', problem: answered.error } } });
    const { state: block, soft, events } = answered.value;
    if (soft !== null) return set({ view: { ...view, block, problem: { type: 'soft', check: soft } } });
    const finished = current(block) === null;
    const ends = finished ? ending(view.step, planned.pass, finish(block)) : [];
    const gates = gatesOf(block);
    const save = async (): Saved => {
      if (gates.length === 0) return append([...events, ...ends]);
      const appended = await append(events);
      if (!appended.ok) return appended;
      // The answer is kept now: given again after a failure it writes nothing, and the gate is set all the same.
      state = { ...state, view: { ...view, block: { ...block, at: view.block.at }, problem: null } };
      const set = await journal.setGates(gates);
      return set.ok ? append(ends) : set;
    };
    return saving(save, () =>
      finished ? closeBlock(block, planned) : show({ kind: 'item', step: view.step, block, problem: null }),
    );
  };
  const goBack = (before: (block: BlockState) => BlockState | null): void => {
    const { view } = state;
    if (view.kind !== 'item' || state.saving) return;
    const block = before(view.block);
    if (block !== null) set({ view: { ...view, block, problem: null }, failed: null });
  };

  const planFrom = (step: Step | null, pass = 1): readonly Planned[] =>
    step === null ? [] : [{ step, pass, aside: false }];
  const asides = (): readonly Planned[] =>
    resume.routing.map((step) => ({ step, pass: journal.number, aside: true }));

  const leaveUnfinished = (
    how: 'skipped' | 'passed-by',
    unfinished: Resume['unfinished'],
    then: Step | null,
  ) => {
    const events =
      unfinished === null
        ? []
        : ending(unfinished.step, unfinished.pass, blockEnd(unfinished.step, unfinished.pass, how));
    return saving(
      async () => {
        const appended = await append(events);
        if (!appended.ok || unfinished === null) return appended;
        return journal.openBlock(progressOf({ ...unfinished, aside: false }, 'closed'));
      },
      () => {
        queue = then === null ? [] : [...asides(), ...planFrom(then)];
        return openNext(null);
      },
    );
  };

  return {
    state: () => state,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    async begin() {
      if (resume.choice === 'again-or-next') return show({ kind: 'choose' });
      if (resume.choice === 'passed-by') return leaveUnfinished('passed-by', resume.unfinished, resume.step);
      queue = resume.step === null ? [] : [...asides(), ...planFrom(resume.step, resume.pass)];
      return openNext(null);
    },
    async choose(which) {
      if (state.view.kind !== 'choose' || state.saving) return;
      if (which === 'next') {
        const unfinished = resume.unfinished;
        return leaveUnfinished(
          'skipped',
          unfinished,
          unfinished === null ? null : nextStep(steps, unfinished.step),
        );
      }
      queue = [...asides(), ...planFrom(resume.step, resume.pass)];
      return openNext(null);
    },
    give: (given) => take((block) => answer(block, given)),
    giveAll: (given) => take((block) => answerLines(block, given)),
    back: () => goBack(back),
    backOverGrid: () => goBack(backOverGrid),
    async goOn() {
      if (state.failed !== null && retry !== null) return retry();
      const { view } = state;
      const [planned] = queue;
      if (view.kind === 'section' && planned !== undefined) return openPlanned(planned);
      if (view.kind === 'rest') return openNext(view.step);
    },
  };
}

const progressOf = ({ step, pass }: Planned, left: 'open' | 'closed'): Progress => ({
  section: step.section.id,
  row: step.row?.id ?? null,
  block: step.block.id,
  pass,
  left,
});
