/** Everything that arrived, put beside the person and wave it is for; what is odd about it is found here. */
import type { Questionnaire } from '../questionnaire/compiled.ts';
import type { ArrivedInterview, InvitedPerson } from './arrived.ts';
import { type Finding, findingsOfQuarantine, findingsOfSift } from './finding.ts';
import { gather } from './gather.ts';
import { byVersion, type GatheredInterview, questionnaireKey } from './personTasks.ts';
import { compareText, sift } from './sift.ts';

export interface Arrival {
  readonly person: InvitedPerson;
  readonly interviews: readonly GatheredInterview[];
  readonly gaps: number;
  readonly forks: number;
  readonly quarantined: number;
}

export interface GatherInput {
  readonly people: readonly InvitedPerson[];
  readonly interviews: readonly ArrivedInterview[];
  /** Every version ever given out. */
  readonly questionnaires: readonly Questionnaire[];
}

/** One arrival for each person and wave, in the order of the people, whether or not anything came. */
export function gatherAll({ people, interviews, questionnaires }: GatherInput): {
  readonly arrivals: readonly Arrival[];
  readonly findings: readonly Finding[];
} {
  const known = byVersion(questionnaires);
  const findings: Finding[] = [];
  const arrivals = new Map<string, Arrival>(
    people.map((person) => [
      personKey(person),
      { person, interviews: [], gaps: 0, forks: 0, quarantined: 0 },
    ]),
  );
  for (const interview of merged(interviews)) {
    const of = { interview: interview.interview, person: interview.about.person, wave: interview.about.wave };
    const key = personKey(interview.about);
    const arrival = arrivals.get(key);
    const sifted = sift(interview);
    findings.push(...findingsOfSift(of, sifted));
    if (arrival === undefined) {
      findings.push({ ...of, type: 'unknown-person', events: sifted.events.length });
      continue;
    }
    const { questionnaire, version } = interview.about;
    const definition = known.get(questionnaireKey(questionnaire, version));
    const gathered = gather(interview, sifted, definition, arrival.person.roster);
    const aside = gathered.quarantined.map(({ event, reason }) => ({
      reason,
      item: event.kind === 'answer' ? event.item : null,
    }));
    findings.push(...findingsOfQuarantine(of, aside));
    arrivals.set(key, {
      person: arrival.person,
      interviews: [...arrival.interviews, { interview, gathered }],
      gaps: arrival.gaps + sifted.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      forks: arrival.forks + sifted.forks.length + sifted.conflicts.length,
      quarantined: arrival.quarantined + gathered.quarantined.length,
    });
  }
  return { arrivals: [...arrivals.values()], findings };
}

const personKey = ({ person, wave }: { readonly person: string; readonly wave: string }): string =>
  `${person} ${wave}`;

/** Handed in bundle by bundle or whole: one interview of one space is one. In a firm order. */
function merged(interviews: readonly ArrivedInterview[]): readonly ArrivedInterview[] {
  const found = new Map<string, ArrivedInterview>();
  for (const interview of interviews) {
    const key = `${interview.interview} ${interview.space} ${JSON.stringify(interview.about)}`;
    const before = found.get(key);
    found.set(
      key,
      before === undefined ? interview : { ...before, events: [...before.events, ...interview.events] },
    );
  }
  return [...found.entries()]
    .sort(([one], [other]) => compareText(one, other))
    .map(([, interview]) => interview);
}
