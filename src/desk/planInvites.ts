/**
 * Who gets an invite, and what its envelope says. Pure but for the ids and the chance handed in: a task keeps
 * its id, version, period and extent through all invites of a person and wave, a finished one is left out, a
 * second parent waits for a recorded decision.
 */
import type { RosterRow, SealedFile, Task, Wave } from '#core/protocol/envelope.ts';
import { familyDays } from '#core/schedule/dueDay.ts';
import { resolveGates } from '#core/schedule/gates.ts';
import { type PlannedWave, type PlanProblem, planWave } from '#core/schedule/planWave.ts';
import type { ScheduleRules } from '#core/schedule/rules.ts';
import { type Draw, drawSample } from '#core/schedule/sample.ts';
import { consentKey, type Progress } from '#core/table/progress.ts';
import { personName } from './bundles/examine.ts';
import type { MergedFamily } from './families/mergeFamilies.ts';
import { rosterFor } from './families/rosterFor.ts';
import type { FilePlace, Invite, Person, Settings } from './state/entry.ts';
import type { Family, State } from './state/replay.ts';

export interface InvitePlan {
  readonly family: Family;
  readonly person: Person;
  readonly wave: PlannedWave;
  readonly roster: readonly RosterRow[];
  readonly tasks: readonly Task[];
  readonly files: readonly SealedFile[];
  /** Earlier invites of the same person and wave: the new one closes them, also those a failed try left open. */
  readonly closes: readonly string[];
}

export type NotInvited =
  | PlanProblem
  | { readonly type: 'no-decision' }
  | { readonly type: 'all-done' }
  /** What is not done waits behind a consent that was refused. */
  | { readonly type: 'refused' };

export interface Plans {
  readonly invites: readonly InvitePlan[];
  readonly notInvited: readonly {
    readonly family: string;
    readonly person: string;
    readonly why: NotInvited;
  }[];
}

export interface Planning {
  readonly state: State;
  readonly settings: Settings & { readonly schedule: ScheduleRules };
  readonly files: readonly FilePlace[];
  /** Of these families, from what arrived. */
  readonly progress: Progress;
  readonly wave: Wave;
  readonly today: string;
  readonly newId: () => string;
  readonly draw: Draw;
}

export function planInvites(families: readonly MergedFamily[], planning: Planning): Plans {
  const invites: InvitePlan[] = [];
  const notInvited: Plans['notInvited'][number][] = [];
  for (const { family: merged, named } of families) {
    const family = planning.wave === 'T0' ? withSample(merged, planning) : merged;
    for (const person of family.persons.filter((one) => named.includes(one.person))) {
      const planned = planPerson(family, person, planning);
      if ('type' in planned) notInvited.push({ family: family.family, person: person.person, why: planned });
      else invites.push(planned);
    }
  }
  return { invites, notInvited };
}

/** Without a file: everybody the desk knows who has no invite for this wave yet. */
export const knownFamilies = (state: State, wave: Wave): readonly MergedFamily[] =>
  [...state.families.values()].map((family) => ({
    family,
    named: family.persons
      .map(({ person }) => person)
      .filter((person) => invitesOf(state, family, wave).every((invite) => invite.person !== person)),
  }));

const invitesOf = (state: State, family: Family, wave: Wave): readonly Invite[] =>
  [...state.invites.values()]
    .filter((invite) => invite.family === family.family && invite.wave === wave)
    .sort((one, other) => one.issued.localeCompare(other.issued));

/** The sample is fixed in T0. */
function withSample(family: Family, { settings, draw }: Planning): Family {
  const children = family.persons
    .filter(({ role }) => role === 'child')
    .map(({ row, birthMonth }) => ({ id: row, birthMonth }));
  return { ...family, sample: drawSample(family.sample, settings.tasks, children, family.due, draw) };
}

function planPerson(family: Family, person: Person, planning: Planning): InvitePlan | NotInvited {
  const { state, settings, wave, today, progress } = planning;
  if (isLaterParent(family, person) && !state.decisions.some((decision) => decision.family === family.family))
    return { type: 'no-decision' };
  const inFamily = invitesOf(state, family, wave);
  const before = inFamily.filter((invite) => invite.person === person.person);
  const name = personName({ family: family.family, person: person.person });
  const roster = rosterFor(person, family.persons);
  const completed = progress.completed.filter((section) => section.family === family.family);
  const planned = planWave({
    wave,
    person,
    family: familyDays({ firstInvite: family.due, frozen: inFamily[0]?.due ?? null }, completed),
    today,
    completed: completed.filter((section) => section.person === name),
    roster,
    sample: family.sample,
    offered: settings.tasks,
    rules: settings.schedule,
  });
  if (!planned.ok) return planned.error;
  const known = before.flatMap((invite) => invite.tasks);
  const all = planned.value.tasks.map((task) => {
    const same = known.find(
      (one) => one.questionnaire === task.questionnaire && one.subject === task.subject,
    );
    return { ...task, id: planning.newId(), ...same, gates: task.gates };
  });
  const handed = resolveGates(all, doneTasks(state), ({ questionnaire, subject }, consent) => {
    const place = { person: name, wave, questionnaire, subject, consent };
    return progress.consents.get(consentKey(place)) ?? null;
  });
  const tasks: readonly Task[] = handed.tasks.map((task) => ({ ...task, gates: [...task.gates] }));
  if (tasks.length === 0) return { type: handed.refused.length > 0 ? 'refused' : 'all-done' };
  return {
    family,
    person,
    wave: { ...planned.value, firstWave: before[0]?.firstWave ?? planned.value.firstWave },
    roster,
    tasks,
    files: filesFor(tasks, planning.files),
    closes: before.filter(({ number }) => !state.revoked.has(number)).map(({ number }) => number),
  };
}

const doneTasks = (state: State): ReadonlySet<string> =>
  new Set(
    [...state.kept.values()].flatMap((bundle) => (bundle.done && bundle.task !== null ? [bundle.task] : [])),
  );

/** The first parent in the family's list is the one who said yes for the family. */
const isLaterParent = (family: Family, person: Person): boolean =>
  person.role === 'parent' && family.persons.find((one) => one.role === 'parent') !== person;

/** Just this person's questionnaires, and the help lines. */
function filesFor(tasks: readonly Task[], files: readonly FilePlace[]): readonly SealedFile[] {
  return files
    .filter(
      (file) =>
        file.kind === 'help' ||
        tasks.some((task) => task.questionnaire === file.questionnaire && task.version === file.version),
    )
    .map(({ kind, sha256, identity, questionnaire, version }) => ({
      kind,
      sha256,
      identity,
      questionnaire,
      version,
    }));
}

export function whyNot(why: NotInvited): string {
  switch (why.type) {
    case 'no-decision':
      return 'a second parent is invited only after a recorded decision ("decide second-parent")';
    case 'all-done':
      return 'all tasks of this wave are done';
    case 'refused':
      return 'a consent was refused, and all else of this wave is done or waits behind it';
    case 'too-young':
      return 'younger than the youngest band; others are asked about this child';
    case 'no-task-for-band':
      return `no questionnaire of the pack is for the band ${why.band}`;
    case 'no-anchor':
      return 'no parent of this family has completed a core section yet, so this wave has no due date';
    case 'window-not-open':
      return `the window of this wave opens on ${why.opens}`;
    case 'window-over':
      return `the window of this wave ended on ${why.ends}`;
    case 'born-after-due':
      return 'born after the due date of this wave';
    case 'bad-day':
    case 'bad-birth-month':
      return `"${why.text}" is not a date`;
    default:
      return why satisfies never;
  }
}
