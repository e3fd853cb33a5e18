/** Looks at the desk for everything that was confirmed on a screen: event by event, and in the table. */
import type { AnswerEvent } from '#core/event/event.ts';
import { missingCodes } from '#core/event/missing.ts';
import { planSteps } from '#core/interview/steps.ts';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Item } from '#core/questionnaire/compiled.ts';
import { ok } from '#core/result.ts';
import type { ArrivedInterview } from '#core/table/arrived.ts';
import type { Cell } from '#core/table/column.ts';
import { tabulate } from '#core/table/tabulate.ts';
import { withDeskRead } from '../../src/desk/desk.ts';
import { gatherArrived } from '../../src/desk/gatherArrived.ts';
import { gatherInvited } from '../../src/desk/gatherInvited.ts';
import { pull } from '../../src/desk/pull.ts';
import type { Held } from './chooseFor.ts';
import type { LiveStudy } from './liveStudy.ts';
import { placeOf, type Walked } from './walkPath.ts';

export interface PathVerdict {
  readonly persons: number;
  /** Distinct interview, section, row, item that the desk holds an answer event for. */
  readonly answers: number;
  /** Confirmed on screen and not held by the desk. */
  readonly lost: number;
  /** Cells of an item that more than one value claims after the pass rule. */
  readonly duplicated: number;
  /** Distinct items with events in more than one pass. */
  readonly reasked: number;
  /** Cells of the table that differ from what was confirmed, or from not-asked and not-reached. */
  readonly wrongCells: readonly string[];
}

export const judgePath = async (study: LiveStudy, walked: readonly Walked[]): Promise<PathVerdict> => {
  const { deskFolder, deskTools } = study;
  const pulled = await pull(deskFolder, deskTools);
  if (!pulled.ok) throw new Error(pulled.error.type);
  const read = await withDeskRead(deskFolder, deskTools, async (desk) => {
    const arrived = await gatherArrived(desk);
    return arrived.ok ? ok({ arrived: arrived.value, people: gatherInvited(desk) }) : arrived;
  });
  if (!read.ok) throw new Error(read.error.type);
  const { arrived, people } = read.value;
  const { questionnaires } = study.compiled;
  const table = tabulate({ people, interviews: arrived, questionnaires, demo: true, language: 'nl' });
  const answers = answersOf(arrived);
  const verdicts = walked.map((one) => {
    const rows = table.rows.filter(({ person }) => person === one.invited.person);
    const own = answers.filter((each) => isOf(each, one)).map(({ event }) => event);
    return {
      lost: lostOf(one, own),
      wrongCells: wrongCellsOf(one, rows[0]?.cells ?? {}),
      duplicated: claimedTwice(own),
    };
  });
  const persons = new Set(walked.map(({ invited }) => invited.person));
  const rowsTwice = [...persons].filter(
    (one) => table.rows.filter(({ person }) => person === one).length !== 1,
  ).length;
  const sum = (of: (verdict: (typeof verdicts)[number]) => number): number =>
    verdicts.reduce((all, each) => all + of(each), 0);
  return {
    persons: persons.size,
    answers: new Set(answers.map(({ event }) => itemOf(event))).size,
    lost: sum(({ lost }) => lost),
    duplicated: rowsTwice + sum(({ duplicated }) => duplicated),
    reasked: reaskedIn(answers.map(({ event }) => event)),
    wrongCells: verdicts.flatMap(({ wrongCells }) => wrongCells),
  };
};

interface PersonsAnswer {
  readonly about: ArrivedInterview['about'];
  readonly event: AnswerEvent;
}

const isOf = ({ about }: PersonsAnswer, { invited, questionnaire, subject }: Walked): boolean =>
  about.person === invited.person &&
  about.questionnaire === questionnaire.questionnaire &&
  about.subject === subject;

const answersOf = (arrived: readonly ArrivedInterview[]): readonly PersonsAnswer[] =>
  arrived.flatMap(({ about, events }) =>
    events.flatMap(({ event, quarantine }) =>
      event.kind === 'answer' && quarantine === null ? [{ about, event }] : [],
    ),
  );

const itemOf = (event: AnswerEvent): string =>
  [event.interview, event.section, event.row ?? '', event.item].join(' ');

const heldText = (held: Held): string =>
  'missing' in held
    ? held.missing
    : JSON.stringify(typeof held.value === 'object' ? [...held.value].sort() : held.value);
const eventText = ({ value, missing }: AnswerEvent): string =>
  value === undefined ? (missing ?? '') : heldText({ value });

/** Each confirmed answer takes one event for itself. */
const lostOf = ({ confirmed }: Walked, events: readonly AnswerEvent[]): number => {
  const left = events.map((event) => `${event.section} ${event.row ?? ''} ${event.item} ${eventText(event)}`);
  return confirmed.filter(({ found, held }) => {
    const at = left.indexOf(`${placeOf(found)} ${heldText(held)}`);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).length;
};

/** Two events of one item in one pass with no correction between them, or one seq twice. */
const claimedTwice = (events: readonly AnswerEvent[]): number => {
  const byPass = new Map<string, AnswerEvent[]>();
  for (const event of events) {
    const key = `${itemOf(event)} ${event.pass}`;
    byPass.set(key, [...(byPass.get(key) ?? []), event]);
  }
  return [...byPass.values()].filter(
    (same) =>
      new Set(same.map(({ seq }) => seq)).size !== same.length ||
      same.filter(({ cause }) => cause !== 'correction').length > 1,
  ).length;
};

const reaskedIn = (events: readonly AnswerEvent[]): number => {
  const passes = new Map<string, Set<number>>();
  for (const event of events) {
    passes.set(itemOf(event), (passes.get(itemOf(event)) ?? new Set()).add(event.pass));
  }
  return [...passes.values()].filter(({ size }) => size > 1).length;
};

/** Worked out from the questionnaire and the screen alone, without the code that makes the table. */
const wrongCellsOf = (
  { invited, questionnaire, subject, expected, state }: Walked,
  cells: Readonly<Record<string, Cell>>,
): readonly string[] => {
  const wrong: string[] = [];
  const numberOf = (row: string): string => {
    const found = invited.roster.find(({ id }) => id === row);
    const sameKind = invited.roster.filter(({ kind }) => kind === found?.kind);
    return found === undefined ? '' : `_${sameKind.indexOf(found) + 1}`;
  };
  let last = -1;
  for (const { found } of expected.values()) last = Math.max(last, found.step.index);
  for (const step of planSteps(questionnaire, invited.roster)) {
    if (step.section.practice) continue;
    const numbers = `${numberOf(subject)}${numberOf(step.row?.id ?? '')}`;
    for (const item of step.block.items) {
      if (item.type === 'note') continue;
      const confirmed = expected.get(placeOf({ step, item }));
      const name = `${questionnaire.prefix}_${item.id}${numbers}`;
      const passed = state === 'complete' || step.index < last;
      const wanted = cellsFor(
        item,
        name,
        confirmed?.held ?? (passed ? 'not-asked' : 'not-reached'),
        invited.roster,
      );
      for (const [column, cell] of wanted) {
        const open = state !== 'complete' && step.index === last && confirmed === undefined;
        if (cells[column] !== cell && !open) wrong.push(`${invited.person} ${column}`);
      }
    }
  }
  return wrong;
};

const cellsFor = (
  item: Item,
  name: string,
  held: Held | 'not-asked' | 'not-reached',
  roster: readonly RosterRow[],
): readonly (readonly [string, Cell])[] => {
  const reason = typeof held === 'string' ? held : 'missing' in held ? held.missing : null;
  const code = reason === null ? null : missingCodes[reason];
  const value = typeof held === 'object' && 'value' in held ? held.value : null;
  const picked = (id: string): Cell =>
    code ?? (typeof value === 'object' && value?.includes(id) === true ? 1 : 0);
  switch (item.type) {
    case 'choice':
      return [[name, code ?? item.options.find(({ id }) => id === value)?.code ?? null]];
    case 'choices':
      return [
        ...roster
          .filter(({ kind }) => kind === item.rows?.kind)
          .map(({ id, kind }, at): [string, Cell] => [`${name}_${kind}${at + 1}`, picked(id)]),
        ...item.options.map(({ id }): [string, Cell] => [`${name}_${id.replaceAll('-', '_')}`, picked(id)]),
      ];
    case 'text':
    case 'date':
      return [
        [name, typeof value === 'string' ? value : null],
        [`${name}_reason`, code],
      ];
    default:
      return [[name, code ?? (typeof value === 'number' ? value : null)]];
  }
};
