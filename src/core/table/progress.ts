/**
 * What the desk must know from answers before it plans a wave or makes a new envelope: which sections were
 * completed when, and what was said to each consent. Only what the table would count counts here.
 */
import { changesOf } from '../interview/gates.ts';
import type { Section } from '../questionnaire/compiled.ts';
import type { CompletedSection } from '../schedule/completed.ts';
import type { InvitedPerson } from './arrived.ts';
import { dayOfPass } from './dayOfPass.ts';
import { type Arrival, type GatherInput, gatherAll } from './gatherAll.ts';
import { comparePasses, type Pass } from './pass.ts';
import { byVersion, questionnaireKey } from './personTasks.ts';

export interface Progress {
  readonly completed: readonly CompletedSection[];
  /** By `consentKey`: the last answer. */
  readonly consents: ReadonlyMap<string, 'given' | 'refused'>;
}

export const nothingYet: Progress = { completed: [], consents: new Map() };

export interface ConsentPlace {
  readonly person: string;
  readonly wave: string;
  readonly questionnaire: string;
  readonly subject: string;
  readonly consent: string;
}

export const consentKey = (place: ConsentPlace): string =>
  [place.person, place.wave, place.questionnaire, place.subject, place.consent].join(' ');

export function progressOf(input: GatherInput): Progress {
  const { arrivals } = gatherAll(input);
  const known = byVersion(input.questionnaires);
  const consents = new Map<string, 'given' | 'refused'>();
  const completed = arrivals.flatMap(({ person, interviews }) => {
    const passes = passesOf(interviews);
    for (const pass of passes.toSorted(comparePasses)) noteConsents(consents, person, pass);
    const groups = new Map<string, Pass[]>();
    for (const pass of passes) {
      const key = [pass.questionnaire, pass.version, pass.subject, pass.section, pass.row].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), pass]);
    }
    return [...groups.values()].flatMap((same) => {
      const [any] = same;
      const questionnaire =
        any === undefined ? undefined : known.get(questionnaireKey(any.questionnaire, any.version));
      const section = questionnaire?.sections.find(({ id }) => id === any?.section);
      return section === undefined ? [] : sectionOf(person, section, same);
    });
  });
  return { completed, consents };
}

const passesOf = (interviews: Arrival['interviews']): readonly Pass[] =>
  interviews.flatMap(({ gathered }) => gathered.passes);

/** Empty: a block was never completed, or nothing in it was asked. */
function sectionOf(
  person: InvitedPerson,
  section: Section,
  passes: readonly Pass[],
): readonly CompletedSection[] {
  const [any] = passes;
  const days = section.blocks.map(({ id }) =>
    passes
      .filter((pass) => pass.block.id === id && pass.completed)
      .map((pass) => dayOfPass(person, pass).day)
      .sort(),
  );
  if (any === undefined || days.some(({ length }) => length === 0) || !passes.some(wasAsked)) return [];
  const { questionnaire, subject, row } = any;
  const { family, person: name, role, wave } = person;
  return [
    {
      family,
      person: name,
      role,
      wave,
      questionnaire,
      subject,
      section: section.id,
      row,
      core: section.flags.includes('core'),
      period: section.period,
      firstDay:
        days
          .map(([first]) => first ?? '')
          .sort()
          .at(-1) ?? '',
      lastDay:
        days
          .map((own) => own.at(-1) ?? '')
          .sort()
          .at(-1) ?? '',
    },
  ];
}

const wasAsked = ({ answers }: Pass): boolean =>
  [...answers.values()].some((held) => !('missing' in held) || held.missing !== 'not-asked');

/** As the device does: what was passed over or left out is neither given nor refused any more. */
function noteConsents(
  consents: Map<string, 'given' | 'refused'>,
  { person, wave }: InvitedPerson,
  pass: Pass,
): void {
  if (!wasAsked(pass)) return;
  const { questionnaire, subject } = pass;
  for (const change of changesOf(pass.block, pass.answers)) {
    if (change.gate !== 'consent') continue;
    const key = consentKey({ person, wave, questionnaire, subject, consent: change.consent });
    if (change.answer === null) consents.delete(key);
    else consents.set(key, change.answer);
  }
}
