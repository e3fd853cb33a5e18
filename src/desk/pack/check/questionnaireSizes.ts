/**
 * Items and minutes of every questionnaire for the persons who get it, beside what study.json planned. Being
 * over the plan is shown; being over the limit is an error.
 */
import type { Band, RosterKind } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { Study } from '../study/studySource.ts';
import { type Estimate, estimateMinutes, type TypicalPerson } from './estimateMinutes.ts';

type Task = Study['tasks'][number];
type Blueprint = NonNullable<Task['blueprint']>;

export interface QuestionnaireSize extends Estimate {
  readonly questionnaire: Questionnaire;
  readonly who: string;
  readonly planned: { readonly items: number; readonly minutes: number } | null;
  readonly limit: Blueprint['limit'] | null;
}

interface Typical extends TypicalPerson {
  readonly who: string;
  readonly first: boolean;
  /** The plan is for those who are asked everything. */
  readonly whole: boolean;
}

export function questionnaireSizes(
  study: Study,
  questionnaires: readonly Questionnaire[],
): readonly QuestionnaireSize[] {
  return study.tasks.flatMap((task) => {
    const questionnaire = questionnaires.find(
      (one) => one.questionnaire === task.questionnaire && one.version === task.version,
    );
    const texts = questionnaire?.texts[study.languages[0] ?? ''];
    if (questionnaire === undefined || texts === undefined) return [];
    return typicalPersons(task).map((person) => ({
      ...estimateMinutes(questionnaire, texts, person),
      questionnaire,
      who: person.who,
      planned:
        task.blueprint === undefined || !person.whole
          ? null
          : task.blueprint[person.first ? 'first' : 'later'],
      limit: task.blueprint?.limit ?? null,
    }));
  });
}

export function checkLimits(study: Study, questionnaires: readonly Questionnaire[], report: Report): void {
  for (const { questionnaire, who, items, notes, minutes, limit } of questionnaireSizes(
    study,
    questionnaires,
  )) {
    const at = `task ${questionnaire.questionnaire}`;
    if (limit?.minutes !== undefined && minutes > limit.minutes)
      report(at, `${who}: about ${minutes} minutes, at most ${limit.minutes} are allowed`, 'ask less');
    // A note is a screen too.
    if (limit?.items !== undefined && items + notes > limit.items)
      report(at, `${who}: ${items + notes} screens of items, at most ${limit.items} are allowed`, 'ask less');
  }
  for (const { role, who, minutes, limit } of sizesTogether(study, questionnaires)) {
    if (minutes > limit)
      report(
        `together, ${role}`,
        `${who}: about ${minutes} minutes in all, at most ${limit} are allowed`,
        'ask less',
      );
  }
}

export interface SizeTogether {
  readonly role: Task['role'];
  readonly who: string;
  readonly minutes: number;
  readonly limit: number;
}

/**
 * What everything that was planned takes one respondent: each form once, those about a child for as many
 * children as are asked about in full. Of several ages or bands the longest counts.
 */
export function sizesTogether(
  study: Study,
  questionnaires: readonly Questionnaire[],
): readonly SizeTogether[] {
  const sizes = questionnaireSizes(study, questionnaires);
  return (study.together ?? []).flatMap(({ role, minutes: limit }) =>
    waves.map(({ said }) => {
      const tasks = study.tasks.filter((task) => task.role === role && task.blueprint !== undefined);
      const minutes = tasks.map((task) => {
        const own = sizes.filter(
          ({ questionnaire, who }) =>
            questionnaire.questionnaire === task.questionnaire && who.startsWith(said),
        );
        return Math.max(0, ...own.map((size) => size.minutes)) * (task.full?.value ?? 1);
      });
      return { role, who: said, minutes: Math.round(minutes.reduce((sum, one) => sum + one, 0)), limit };
    }),
  );
}

const noRows: Readonly<Record<RosterKind, number>> = { child: 0, partner: 0, parent: 0 };
/** Own: one partner and two children; two parents. */
const rowsOf: Readonly<Record<Task['role'], Readonly<Record<RosterKind, number>>>> = {
  parent: { ...noRows, child: 2, partner: 1 },
  child: { ...noRows, parent: 2 },
  interviewer: { ...noRows, child: 2, partner: 1, parent: 2 },
};

const yearsOf: Readonly<Record<Band, number>> = {
  adult: 38,
  'child-8-11': 9,
  'youth-12-15': 13,
  'youth-16-19': 17,
};

const waves = [
  { said: 'first wave', facts: { wave: 'T0', firstWave: true }, first: true },
  { said: 'later waves', facts: { wave: 'T1', firstWave: false }, first: false },
] as const;

function typicalPersons(task: Task): readonly Typical[] {
  const rows = rowsOf[task.role];
  return waves.flatMap((wave) =>
    task.bands.flatMap((band) =>
      subjectsOf(task).map((subject) => ({
        who: [wave.said, ...(task.bands.length > 1 ? [band] : []), ...subject.said].join(', '),
        first: wave.first,
        whole: subject.facts.extent !== 'core',
        rows,
        facts: {
          role: task.role,
          band,
          consentAge: yearsOf[band],
          periodDays: 365,
          childCount: rows.child,
          partnerCount: rows.partner,
          parentCount: rows.parent,
          ...wave.facts,
          ...subject.facts,
        },
      })),
    ),
  );
}

const subjectKinds = [
  { said: '3-7', years: 5, band: 'child-3-7' },
  { said: '8-17', years: 10, band: 'child-8-11' },
] as const;

function subjectsOf(task: Task): readonly { readonly said: readonly string[]; readonly facts: Facts }[] {
  if (task.subject !== 'child') return [{ said: [], facts: { extent: 'full' } }];
  const { from, to } = task.ages ?? { from: 0, to: 19 };
  const extents = task.full === undefined ? (['full'] as const) : (['full', 'core'] as const);
  return extents.flatMap((extent) =>
    subjectKinds
      .filter(({ years }) => years >= from && years <= to)
      .map(({ said, years, band }) => ({
        said: [...(extents.length > 1 ? [extent] : []), said],
        facts: { extent, subjectAge: years, subjectBand: band },
      })),
  );
}
