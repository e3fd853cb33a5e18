/** How the fieldwork stands: counts, quarantine, gaps. Reads the log alone; opens no bundle. */
import { ok, type Result } from '#core/result.ts';
import { personName } from './bundles/examine.ts';
import { findTroubles, groupBy, type Trouble } from './bundles/findTroubles.ts';
import { quarantineSentence, troubleSentence } from './bundles/troubleSentence.ts';
import { type DeskTools, withDeskRead } from './desk.ts';
import type { DeskProblem } from './problem.ts';
import type { QuarantinedBundle } from './state/entry.ts';
import type { State } from './state/replay.ts';

export interface Status {
  readonly demo: boolean;
  readonly families: number;
  readonly personsInvited: number;
  readonly personsArrived: number;
  readonly bundles: number;
  readonly interviewsComplete: number;
  readonly interviewsPartial: number;
  readonly receiptsWaiting: number;
  readonly quarantine: readonly QuarantinedBundle[];
  readonly troubles: readonly Trouble[];
}

export const status = (dir: string, tools: DeskTools): Promise<Result<Status, DeskProblem>> =>
  withDeskRead(dir, tools, (desk) => Promise.resolve(ok(statusOf(desk.state, desk.facts.demo))));

export function statusOf(state: State, demo: boolean): Status {
  const kept = [...state.kept.values()];
  const quarantine = [...state.quarantine.values()];
  const interviews = [...groupBy(kept, ({ place }) => place.interview).values()];
  const complete = interviews.filter((bundles) => bundles.some(({ done }) => done)).length;
  const arrived = kept.flatMap(({ place }) => {
    const invite = state.invites.get(place.invite);
    return invite === undefined ? [] : [personName(invite)];
  });
  return {
    demo,
    families: state.families.size,
    personsInvited: new Set([...state.invites.values()].map(personName)).size,
    personsArrived: new Set(arrived).size,
    bundles: kept.length,
    interviewsComplete: complete,
    interviewsPartial: interviews.length - complete,
    receiptsWaiting: state.receipts.length - state.receiptsSent,
    quarantine,
    troubles: findTroubles(kept, quarantine, state.repeated),
  };
}

export function statusLines(status: Status): readonly string[] {
  return [
    ...(status.demo ? ['Demonstration: nothing here is real data.'] : []),
    `Families: ${status.families}. Persons invited: ${status.personsInvited}, heard from: ${status.personsArrived}.`,
    `Bundles: ${status.bundles}. Interviews complete: ${status.interviewsComplete}, partial: ${status.interviewsPartial}.`,
    ...(status.receiptsWaiting > 0
      ? [`Desk receipts not yet handed in: ${status.receiptsWaiting}; run "receipts".`]
      : []),
    `In quarantine (kept, not in the table): ${status.quarantine.length}.`,
    ...status.quarantine.map(
      (bundle) => `  ${bundle.sha256.slice(0, 12)}: ${quarantineSentence[bundle.reason]}.`,
    ),
    `Gaps, forks and repeats: ${status.troubles.length}.`,
    ...status.troubles.map((trouble) => `  ${troubleSentence(trouble)}`),
  ];
}
