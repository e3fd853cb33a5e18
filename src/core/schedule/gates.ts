/**
 * From the gates of a study, which name questionnaires, to those of an envelope, which name its tasks. What is
 * done is left out and its gate with it; a consent that was refused keeps closed what it stands before.
 */
import type { Gate } from '../protocol/envelope.ts';
import type { OfferedGate } from './offeredTask.ts';

export interface GatedTask {
  readonly id: string;
  readonly questionnaire: string;
  readonly subject: string;
  readonly gates: readonly OfferedGate[];
}

/** What a consent's last answer was; null: none yet. */
export type ConsentOf = (task: GatedTask, consent: string) => 'given' | 'refused' | null;

export interface HandedOut<T> {
  readonly tasks: readonly (Omit<T, 'gates'> & { readonly gates: readonly Gate[] })[];
  /** Left out because a consent was refused. */
  readonly refused: readonly T[];
}

export function resolveGates<T extends GatedTask>(
  all: readonly T[],
  done: ReadonlySet<string>,
  consentOf: ConsentOf,
): HandedOut<T> {
  const isDone = ({ id }: T): boolean => done.has(id);
  const said = (task: T, gate: OfferedGate) =>
    gate.gate === 'consent-given' && isDone(task) ? consentOf(task, gate.consent) : null;
  const waiting = all.filter((task) => !isDone(task));
  // Done without having answered: the consent is asked for again, or its gate could never open.
  const again = new Set(
    waiting.flatMap((task) =>
      task.gates.flatMap((gate) =>
        gatekeepers(task, gate, all).filter(
          (keeper) => gate.gate === 'consent-given' && isDone(keeper) && said(keeper, gate) === null,
        ),
      ),
    ),
  );
  const isOpen = (task: T): boolean => !isDone(task) || again.has(task);
  const refused = new Set<T>();
  for (let before = -1; before < refused.size; ) {
    before = refused.size;
    for (const task of waiting) {
      const closed = task.gates.some((gate) =>
        gatekeepers(task, gate, all).some(
          (keeper) => refused.has(keeper) || said(keeper, gate) === 'refused',
        ),
      );
      if (closed) refused.add(task);
    }
  }
  const tasks = all
    .filter((task) => isOpen(task) && !refused.has(task))
    .map((task) => ({
      ...task,
      gates: task.gates.flatMap((gate) => gatekeepers(task, gate, all).filter(isOpen).map(gateOf(gate))),
    }));
  return { tasks, refused: [...refused] };
}

/** About the same one if there is such a task, else every task of that questionnaire. */
function gatekeepers<T extends GatedTask>(task: T, gate: OfferedGate, all: readonly T[]): readonly T[] {
  const named = all.filter((one) => one.questionnaire === gate.questionnaire && one !== task);
  const same = named.filter(({ subject }) => subject === task.subject);
  return same.length > 0 ? same : named;
}

const gateOf =
  (gate: OfferedGate) =>
  ({ id }: GatedTask): Gate => {
    switch (gate.gate) {
      case 'task-done':
        return { gate: gate.gate, task: id };
      case 'information-seen':
        return { gate: gate.gate, task: id, hours: gate.hours };
      case 'consent-given':
        return { gate: gate.gate, task: id, consent: gate.consent };
    }
  };
