/**
 * The tasks of one person in one wave with everything that arrived for them, and which pass of each block
 * counts. A task is known by questionnaire and subject, so a second invite or device adds to the same one.
 */
import type { Extent, RosterKind } from '../protocol/envelope.ts';
import type { Questionnaire } from '../questionnaire/compiled.ts';
import type { ArrivedInterview, InvitedPerson } from './arrived.ts';
import type { Gathered } from './gather.ts';
import { type Choice, choosePass, type Pass } from './pass.ts';

export interface GatheredInterview {
  readonly interview: ArrivedInterview;
  readonly gathered: Gathered;
}

export interface PersonTask {
  readonly questionnaire: string;
  readonly subject: string;
  readonly periodFrom: string | null;
  /** Null, as the period: nobody handed this task out. */
  readonly extent: Extent | null;
  /** The one handed out (else the one that arrived first), then every other one that arrived. */
  readonly versions: readonly number[];
  readonly done: boolean;
  /** By `blockKey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** `itemKey` of answers that arrived and cannot count. */
  readonly quarantined: ReadonlySet<string>;
}

export const blockKey = (section: string, row: string | null, block: string): string =>
  `${section} ${row ?? ''} ${block}`;
export const itemKey = (section: string, row: string | null, item: string): string =>
  `${section} ${row ?? ''} ${item}`;

export function tasksOf(
  person: InvitedPerson,
  interviews: readonly GatheredInterview[],
): readonly PersonTask[] {
  const keys = new Map(
    [...person.tasks, ...interviews.map(({ interview }) => interview.about)].map(
      ({ questionnaire, subject }) => [`${questionnaire} ${subject}`, { questionnaire, subject }],
    ),
  );
  return [...keys.values()].map((key) => taskOf(person, key, interviews));
}

function taskOf(
  person: InvitedPerson,
  { questionnaire, subject }: { readonly questionnaire: string; readonly subject: string },
  interviews: readonly GatheredInterview[],
): PersonTask {
  const own = interviews.filter(
    ({ interview }) => interview.about.questionnaire === questionnaire && interview.about.subject === subject,
  );
  const given = person.tasks.find((task) => task.questionnaire === questionnaire && task.subject === subject);
  const groups = new Map<string, Pass[]>();
  for (const pass of own.flatMap(({ gathered }) => gathered.passes)) {
    const key = blockKey(pass.section, pass.row, pass.block.id);
    groups.set(key, [...(groups.get(key) ?? []), pass]);
  }
  const choices = new Map<string, Choice>();
  for (const [key, passes] of groups) {
    const choice = choosePass(passes);
    if (choice !== null) choices.set(key, choice);
  }
  const arrived = own.map(({ interview }) => interview.about.version).sort((one, other) => one - other);
  return {
    questionnaire,
    subject,
    periodFrom: given?.periodFrom ?? null,
    extent: given?.extent ?? null,
    versions: [...new Set([...(given === undefined ? [] : [given.version]), ...arrived])],
    done: own.some(({ gathered }) => gathered.done),
    choices,
    quarantined: new Set(
      own.flatMap(({ gathered }) =>
        gathered.quarantined.flatMap(({ event }) =>
          event.kind === 'answer' ? [itemKey(event.section, event.row, event.item)] : [],
        ),
      ),
    ),
  };
}

/** Number of a roster row among those of its kind, from 1; null for the person herself or an unknown row. */
export function rowNumber(person: InvitedPerson, row: string | null): number | null {
  const found = person.roster.find(({ id }) => id === row);
  if (found === undefined) return null;
  return person.roster.filter(({ kind }) => kind === found.kind).indexOf(found) + 1;
}

/** Ids of a person's roster rows of one kind, in the order of their numbers. */
export const rowIds = (person: InvitedPerson, kind: RosterKind): readonly string[] =>
  person.roster.filter((row) => row.kind === kind).map(({ id }) => id);

export const questionnaireKey = (questionnaire: string, version: number): string =>
  `${questionnaire} ${version}`;

export const byVersion = (questionnaires: readonly Questionnaire[]): ReadonlyMap<string, Questionnaire> =>
  new Map(questionnaires.map((known) => [questionnaireKey(known.questionnaire, known.version), known]));
