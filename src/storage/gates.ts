/** Gates of one task as the space remembers them, each with the device's time. Committed after their events. */
import type { GateChange } from '#core/interview/gates.ts';
import type { SpaceState } from './sealedState.ts';

/** The first time that information was seen stays: time to think counts from there. */
export function withGates(
  state: SpaceState,
  task: string,
  changes: readonly GateChange[],
  wall: string,
): SpaceState {
  const seen = changes.some(({ gate }) => gate === 'information-seen')
    ? { [task]: wall, ...state.seen }
    : state.seen;
  const answered = new Map(Object.entries(state.consents[task] ?? {}));
  for (const change of changes) {
    if (change.gate !== 'consent' || answered.get(change.consent)?.answer === change.answer) continue;
    if (change.answer === null) answered.delete(change.consent);
    else answered.set(change.consent, { answer: change.answer, wall });
  }
  return { ...state, seen, consents: { ...state.consents, [task]: Object.fromEntries(answered) } };
}

/** What lies ahead was told by a wrong clock: it counts from now, else the hours to wait might never pass. */
export function withoutFuture(state: SpaceState, wall: string): SpaceState {
  const seen = Object.entries(state.seen);
  if (seen.every(([, time]) => time <= wall)) return state;
  return {
    ...state,
    seen: Object.fromEntries(seen.map(([task, time]) => [task, time > wall ? wall : time])),
  };
}
