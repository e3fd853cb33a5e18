/**
 * Who gets an invite, and what its envelope says. Pure but for the ids handed in: a task keeps its
 * id and version for ever, a finished one is left out, a second parent waits for a recorded decision.
 */
import type { Envelope, SealedFile, Task, Wave } from '#core/protocol/envelope.ts';
import { type PlannedWave, type PlanProblem, planFirstWave } from '#core/schedule/planWave.ts';
import { personName } from './bundles/examine.ts';
import type { MergedFamily } from './families/mergeFamilies.ts';
import { rosterFor } from './families/relations.ts';
import type { FilePlace, Person, Settings } from './state/entry.ts';
import type { Family, State } from './state/replay.ts';

export interface InvitePlan {
  readonly family: Family;
  readonly person: Person;
  readonly wave: PlannedWave;
  readonly tasks: readonly Task[];
  readonly files: readonly SealedFile[];
  /** Earlier invites of the same person and wave: the new one closes them, also those a failed try left open. */
  readonly closes: readonly string[];
}

export type NotInvited = PlanProblem | { readonly type: 'no-decision' } | { readonly type: 'all-done' };

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
  readonly settings: Settings;
  readonly files: readonly FilePlace[];
  readonly wave: Wave;
  readonly today: string;
  readonly newId: () => string;
}

export function planInvites(families: readonly MergedFamily[], planning: Planning): Plans {
  const invites: InvitePlan[] = [];
  const notInvited: Plans['notInvited'][number][] = [];
  for (const { family, named } of families) {
    for (const person of family.persons.filter((one) => named.includes(one.person))) {
      const planned = planPerson(family, person, planning);
      if ('type' in planned) notInvited.push({ family: family.family, person: person.person, why: planned });
      else invites.push(planned);
    }
  }
  return { invites, notInvited };
}

function planPerson(family: Family, person: Person, planning: Planning): InvitePlan | NotInvited {
  const { state, settings, wave } = planning;
  if (isLaterParent(family, person) && !state.decisions.some((decision) => decision.family === family.family))
    return { type: 'no-decision' };
  const offered = settings.tasks.filter((task) => task.role === person.role);
  const planned = planFirstWave(person, { familyFirstInvite: family.due, today: planning.today }, offered);
  if (!planned.ok) return planned.error;
  const before = [...state.invites.values()].filter(
    (invite) => invite.family === family.family && invite.person === person.person && invite.wave === wave,
  );
  const known = before.flatMap((invite) => invite.tasks);
  const done = new Set(
    [...state.kept.values()].flatMap((bundle) => (bundle.done && bundle.task !== null ? [bundle.task] : [])),
  );
  const all = planned.value.tasks.map(
    (task): Task =>
      known.find((one) => one.questionnaire === task.questionnaire && one.subject === task.subject) ?? {
        ...task,
        id: planning.newId(),
        gates: [],
      },
  );
  const tasks = all.filter((task) => !done.has(task.id));
  if (tasks.length === 0) return { type: 'all-done' };
  const closes = before.filter(({ number }) => !state.revoked.has(number)).map(({ number }) => number);
  return { family, person, wave: planned.value, tasks, files: filesFor(tasks, planning.files), closes };
}

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

export interface EnvelopeFacts {
  readonly study: string;
  /** Fingerprint of the root. */
  readonly root: string;
  readonly leastManifest: number;
  readonly invite: string;
  readonly spaceIdentity: string;
  readonly unattended: boolean;
}

export function envelopeOf(plan: InvitePlan, facts: EnvelopeFacts): Envelope {
  const { family, person, wave } = plan;
  return {
    v: 1,
    ...facts,
    role: person.role,
    band: wave.band,
    person: personName({ family: family.family, person: person.person }),
    birthMonth: person.birthMonth,
    sex: person.sex,
    wave: wave.wave,
    firstWave: wave.firstWave,
    due: wave.due,
    windowEnds: wave.windowEnds,
    language: person.language,
    tasks: [...plan.tasks],
    roster: [...rosterFor(person, family.persons)],
    files: [...plan.files],
  };
}

export function whyNot(why: NotInvited): string {
  switch (why.type) {
    case 'no-decision':
      return 'a second parent is invited only after a recorded decision ("decide second-parent")';
    case 'all-done':
      return 'all tasks of this wave are done';
    case 'too-young':
      return 'younger than the youngest band; others are asked about this child';
    case 'no-task-for-band':
      return `no questionnaire of the pack is for the band ${why.band}`;
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
