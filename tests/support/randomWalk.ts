/**
 * A person drawn by chance goes through a whole questionnaire with the real engine, forwards and now and then
 * back, while an oracle that knows the authored text only says what should show. It keeps its own book of
 * answers, from the events alone.
 */
import { answer, type BlockState, back, current, openBlock } from '#core/interview/block.ts';
import type { BlockEvent } from '#core/interview/blockEvent.ts';
import { protocolFacts } from '#core/interview/facts.ts';
import type { Given } from '#core/interview/given.ts';
import { isRouting, planSteps, type Step } from '#core/interview/steps.ts';
import type { Envelope, RosterKind, RosterRow, Task } from '#core/protocol/envelope.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Fact, Facts } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';
import type { Definition } from '#core/questionnaire/source.ts';
import { addDays } from '#core/schedule/plainDate.ts';
import type { CelOracle } from './celOracle.ts';
import type { Chance } from './chooseFor.ts';

export interface RandomWalk {
  /** Items that were shown. */
  readonly items: number;
  /** What the engine and the oracle do not agree on, or what else is wrong, in words. */
  readonly disagreements: readonly string[];
}

type Book = Map<string, Fact>;

interface Authored {
  readonly relevant: ReadonlyMap<string, string>;
  readonly sections: ReadonlyMap<string, string>;
  readonly checks: ReadonlyMap<string, string>;
  /** Of each block. */
  readonly computes: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** The conditions as they were written, by what they stand on. */
export const authoredConditions = (definition: Definition): Authored => {
  const relevant = new Map<string, string>();
  const checks = new Map<string, string>();
  const computes = new Map<string, Readonly<Record<string, string>>>();
  for (const block of definition.sections.flatMap((section) => section.blocks)) {
    computes.set(block.id, block.compute ?? {});
    for (const item of block.items) {
      const ids = item.type === 'grid' ? item.lines.map(({ id }) => id) : [item.id];
      if (item.relevant !== undefined) for (const id of ids) relevant.set(id, item.relevant);
      if (item.type === 'grid') continue;
      for (const { id, that } of item.checks ?? []) checks.set(`${item.id} ${id}`, that);
    }
  }
  const sections = new Map(
    definition.sections.flatMap(({ id, relevant: when }) =>
      when === undefined ? [] : [[id, when] as const],
    ),
  );
  return { relevant, sections, checks, computes };
};

export interface WalkOf {
  /** What the engine runs: the compiled questionnaire, or one that was broken on purpose. */
  readonly questionnaire: Questionnaire;
  readonly authored: Authored;
  readonly oracle: CelOracle;
  readonly chance: Chance;
}

export const walkAtRandom = ({ questionnaire, authored, oracle, chance }: WalkOf): RandomWalk => {
  const { envelope, task } = drawPerson(questionnaire, chance);
  const disagreements: string[] = [];
  let carriedBook: Book = new Map();
  let carried: Facts = {};
  let items = 0;

  const goThrough = (step: Step): void => {
    const place = `${step.section.id}/${step.row?.id ?? ''}/${step.block.id}`;
    const protocol = protocolFacts(envelope, task, step.row, envelope.due);
    const facts = { ...protocol, ...carried };
    const book: Book = new Map([...Object.entries(protocol), ...carriedBook]);
    const said = (source: string | undefined, extra: readonly (readonly [string, Fact])[] = []): boolean =>
      source === undefined ||
      oracle.ask(source, new Map([...book, ...extra]), authored.computes.get(step.block.id)) === true;
    const open = said(authored.sections.get(step.section.id));
    const times = new Map<string, number>();
    const note = (events: readonly BlockEvent[]): void => {
      for (const event of events) {
        if (event.kind !== 'answer') continue;
        book.set(event.item, event.missing === undefined ? (event.value ?? '') : { missing: event.missing });
      }
    };

    let state = openBlock(step, 1, facts);
    note(state.opening);
    let shownBefore = -1;
    let wentBack = false;
    for (let turns = 0; ; turns += 1) {
      if (turns > step.block.items.length * 6 + 20) {
        disagreements.push(`${place}: it does not end`);
        return;
      }
      const item = current(state);
      const until = item === null ? step.block.items.length : state.at;
      if (!wentBack) {
        for (const passed of step.block.items.slice(shownBefore + 1, until)) {
          if (open && said(authored.relevant.get(passed.id)))
            disagreements.push(`${place}: ${passed.id} is relevant and was passed by`);
        }
      }
      if (item === null) break;
      items += 1;
      const when = authored.relevant.get(item.id);
      if (!open || !said(when)) disagreements.push(`${place}: ${item.id} shows and is not relevant`);
      if (!wentBack) times.set(item.id, (times.get(item.id) ?? 0) + 1);
      if ((times.get(item.id) ?? 0) > 1) disagreements.push(`${place}: ${item.id} shows twice`);
      if (chance(12) === 0) {
        const before = back(state);
        if (before !== null) {
          state = before;
          wentBack = true;
          // Everything after the place one went back to is shown again, and rightly.
          for (const later of step.block.items.slice(state.at)) times.delete(later.id);
          shownBefore = state.at;
          continue;
        }
      }
      const given = drawGiven(item, facts, chance);
      const went = giveUntilTaken(state, item, given, (id, kind) => {
        const that = authored.checks.get(`${item.id} ${id}`);
        const value: readonly (readonly [string, Fact])[] = 'value' in given ? [[item.id, given.value]] : [];
        const verdict =
          that === undefined
            ? undefined
            : oracle.ask(that, new Map([...book, ...value]), authored.computes.get(step.block.id));
        if (verdict !== false) disagreements.push(`${place}: the ${kind} check ${id} of ${item.id} fails`);
      });
      for (const check of went.refused ? [] : item.checks) {
        if (check.kind === 'soft' || !('value' in given)) continue;
        const that = authored.checks.get(`${item.id} ${check.id}`);
        if (that === undefined) continue;
        const verdict = oracle.ask(
          that,
          new Map([...book, [item.id, given.value]]),
          authored.computes.get(step.block.id),
        );
        if (verdict === false)
          disagreements.push(`${place}: the check ${check.id} of ${item.id} let it pass`);
      }
      note(went.events);
      shownBefore = state.at;
      wentBack = false;
      state = went.state;
    }
    for (const { id } of step.block.items) {
      if (!book.has(id)) disagreements.push(`${place}: ${id} has no event`);
    }
    if (isRouting(step)) {
      const carries = step.block.items.filter((item) => item.carry).map(({ id }) => id);
      const kept = [...book].filter(([name]) => carries.includes(name));
      carriedBook = new Map([...carriedBook, ...kept]);
      carried = { ...carried, ...Object.fromEntries(kept) };
    }
  };

  for (const step of planSteps(questionnaire, envelope.roster)) goThrough(step);
  return { items, disagreements };
};

/** Gives; a soft remark is passed by giving the same again, after a hard one the item is passed over. */
function giveUntilTaken(
  state: BlockState,
  item: Item,
  given: Given,
  onFail: (check: string, kind: 'hard' | 'soft') => void,
): { readonly state: BlockState; readonly events: readonly BlockEvent[]; readonly refused: boolean } {
  let now = state;
  for (let tries = 0; tries <= item.checks.length; tries += 1) {
    const result = answer(now, given);
    if (!result.ok) {
      if (result.error.type !== 'check-failed')
        throw new Error(`${item.id} refuses ${JSON.stringify(given)}: ${result.error.type}`);
      onFail(result.error.check, 'hard');
      const passed = answer(now, { missing: 'seen-and-passed' });
      if (!passed.ok) throw new Error(`${item.id} cannot be passed over`);
      return { state: passed.value.state, events: passed.value.events, refused: true };
    }
    if (result.value.soft === null)
      return { state: result.value.state, events: result.value.events, refused: false };
    onFail(result.value.soft, 'soft');
    now = result.value.state;
  }
  throw new Error(`${item.id} cannot be gone on from`);
}

const pick = <T>(from: readonly T[], chance: Chance): T => {
  const found = from[chance(from.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

export function drawGiven(item: Item, facts: Facts, chance: Chance): Given {
  const drawn = chance(10);
  if (item.type === 'note' || drawn === 0) return { missing: 'seen-and-passed' };
  if (drawn === 1 && item.reasons.length > 0) return { missing: pick(item.reasons, chance) };
  switch (item.type) {
    case 'choice':
      return { value: pick(offered(item.options, facts), chance).id };
    case 'choices': {
      const open = offered(item.options, facts);
      const first = pick(open, chance);
      const second = pick(open, chance);
      const both = !first.exclusive && !second.exclusive && first.id !== second.id;
      return { value: both ? [first.id, second.id] : [first.id] };
    }
    case 'frequency':
    case 'scale':
      return { value: pick(offered(item.points, facts), chance).value };
    case 'rating':
    case 'number': {
      // The ends come up often: conditions and checks turn at them.
      const edge = chance(4);
      if (edge === 0) return { value: item.min };
      if (edge === 1) return { value: item.max };
      return { value: Math.ceil(item.min) + chance(Math.max(1, Math.floor(item.max) - Math.ceil(item.min))) };
    }
    case 'date':
      return {
        value: `20${10 + chance(30)}-0${1 + chance(9)}-1${chance(10)}`.slice(0, dateLength[item.precision]),
      };
    case 'text':
      return { value: 'woord'.slice(0, item.maxLength) };
  }
}

const dateLength = { year: 4, month: 7, day: 10 } as const;

const due = '2026-03-01';
const id = (name: string, at: number): string => `${name}${at}`.padEnd(22, 'x');

/** An envelope that the schedule could have made, with a roster drawn by chance. */
function drawPerson(
  questionnaire: Questionnaire,
  chance: Chance,
): { readonly envelope: Envelope; readonly task: Task } {
  const rows = (kind: RosterKind, most: number, least: number): readonly RosterRow[] =>
    Array.from({ length: least + chance(most - least + 1) }, (_, at) => ({
      id: id(kind, at),
      kind,
      sex: pick(['f', 'm', 'x'] as const, chance),
      birthMonth:
        kind === 'child'
          ? `${2026 - 3 - chance(15)}-0${1 + chance(9)}`
          : `${1970 + chance(25)}-0${1 + chance(9)}`,
      order: 1 + at,
      relation: pick(['mother', 'father', 'partner', 'ex-partner', 'child'], chance),
    }));
  const isChild = questionnaire.respondent === 'child';
  const children = isChild ? [] : rows('child', 3, questionnaire.subject === 'child' ? 1 : 0);
  const roster = isChild ? rows('parent', 3, 0) : [...children, ...rows('partner', 2, 0)];
  const band = pick(questionnaire.bands, chance);
  const ages = {
    adult: [18, 60],
    'child-8-11': [8, 11],
    'youth-12-15': [12, 15],
    'youth-16-19': [16, 19],
  } as const;
  const [least, most] = ages[band];
  const wave = pick(['T0', 'T1', 'T2'] as const, chance);
  const subject = questionnaire.subject === 'child' ? pick(children, chance).id : 'self';
  const envelope: Envelope = {
    v: 1,
    study: id('study', 0),
    invite: '0123456789abcdef',
    root: '0123456789abcdef0123456789abcdef',
    leastManifest: 1,
    role: isChild ? 'child' : 'parent',
    band,
    person: 'F1/P1',
    birthMonth: `${2026 - least - chance(most - least + 1)}-02`,
    sex: pick(['f', 'm', 'x'] as const, chance),
    wave,
    firstWave: wave === 'T0' || chance(4) === 0,
    due,
    windowEnds: addDays(due, 120),
    language: 'nl',
    unattended: true,
    tasks: [],
    roster: [...roster],
    files: [],
    spaceIdentity: '',
  };
  const task: Task = {
    id: id('task', 0),
    questionnaire: questionnaire.questionnaire,
    version: questionnaire.version,
    subject,
    periodFrom: addDays(due, -(30 + chance(8) * 55)),
    extent: pick(['full', 'core'] as const, chance),
    gates: [],
  };
  return { envelope, task };
}
