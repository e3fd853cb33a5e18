/**
 * Everybody invited, one for each wave, whether or not anything arrived. Roster rows are numbered as they
 * first stood in an envelope of this person, in whatever wave: a child who joins the family later comes last,
 * so that no column ever means another child.
 */
import type { Envelope, RosterRow } from '#core/protocol/envelope.ts';
import { windowOf } from '#core/schedule/window.ts';
import type { InvitedPerson } from '#core/table/arrived.ts';
import { personName } from './bundles/examine.ts';
import { groupBy } from './bundles/findTroubles.ts';
import type { Desk } from './desk.ts';
import { rosterFor } from './families/rosterFor.ts';
import type { Invite, Person } from './state/entry.ts';
import type { Family, State } from './state/replay.ts';

export function gatherInvited({ state }: Pick<Desk, 'state'>): readonly InvitedPerson[] {
  const issued = [...state.invites.values()].sort((a, b) => a.issued.localeCompare(b.issued));
  return [...groupBy(issued, (invite) => `${personName(invite)} ${invite.wave}`).values()].flatMap((same) => {
    const [first] = same;
    const family = first === undefined ? undefined : state.families.get(first.family);
    const person = family?.persons.find((one) => one.person === first?.person);
    if (first === undefined || family === undefined || person === undefined) return [];
    const own = issued.filter((invite) => personName(invite) === personName(first));
    return [
      {
        family: first.family,
        person: personName(first),
        wave: first.wave,
        role: person.role,
        band: first.band,
        firstWave: first.firstWave ?? own.every(({ wave }) => wave >= first.wave),
        language: person.language,
        due: first.due,
        closes: first.closes ?? closesOf(first, state),
        invited: first.issued.slice(0, 10),
        ...numbered(own, first.wave, person, family),
        tasks: tasksOf(same),
      },
    ];
  });
}

/** Invites from before the day was kept: by the rules of today, else they are never late. */
function closesOf({ due, windowEnds }: Invite, { manifests }: State): string {
  const rules = manifests.at(-1)?.settings.schedule;
  return rules === undefined ? windowEnds : windowOf(due, rules).closes;
}

function numbered(
  own: readonly Invite[],
  wave: Envelope['wave'],
  person: Person,
  family: Family,
): Pick<InvitedPerson, 'roster' | 'former'> {
  const rows = new Map<string, RosterRow>();
  const present = new Set<string>();
  for (const invite of own.filter((one) => one.wave <= wave).sort((a, b) => a.wave.localeCompare(b.wave))) {
    for (const row of invite.roster ?? rosterFor(person, family.persons)) {
      // A later description takes the place of an earlier one, and keeps its number.
      rows.set(row.id, row);
      if (invite.wave === wave) present.add(row.id);
    }
  }
  return { roster: [...rows.values()], former: [...rows.keys()].filter((id) => !present.has(id)) };
}

/** A task keeps its id through all invites of a person and wave. */
const tasksOf = (invites: readonly Invite[]): InvitedPerson['tasks'] => {
  const tasks = new Map(invites.flatMap((invite) => invite.tasks).map((task) => [task.id, task]));
  return [...tasks.values()].map(({ questionnaire, version, subject, periodFrom, extent }) => ({
    questionnaire,
    version,
    subject,
    periodFrom,
    extent,
  }));
};
