/**
 * Goes through a whole questionnaire with the engine as the person of a hand-worked case would. The error
 * says, for an author, which answer cannot be given.
 */
import {
  type AnswerProblem,
  answer,
  type BlockState,
  carryFacts,
  current,
  factsNow,
  openBlock,
} from '#core/interview/block.ts';
import { protocolFacts } from '#core/interview/facts.ts';
import type { Given, Held } from '#core/interview/given.ts';
import { planSteps, type Step } from '#core/interview/steps.ts';
import type { Envelope, RosterRow, Task } from '#core/protocol/envelope.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import { type Facts, isFine } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Case } from './casesSource.ts';

export interface WalkedPart {
  readonly section: string;
  readonly row: string | null;
  readonly asked: string[];
  readonly notAsked: string[];
}
export interface WalkedCase {
  readonly parts: readonly WalkedPart[];
  readonly fails: Readonly<Record<string, readonly string[]>>;
  readonly notOffered: Readonly<Record<string, readonly string[]>>;
  /** What each item held at the end, by "item" or "row/item". */
  readonly held: ReadonlyMap<string, Held>;
}

export function walkCase(questionnaire: Questionnaire, one: Case): Result<WalkedCase, string> {
  const { envelope, task } = personOf(questionnaire, one);
  const walk: Walk = { one, parts: [], fails: {}, notOffered: {}, held: new Map() };
  let carried: Facts = {};
  for (const step of planSteps(questionnaire, envelope.roster)) {
    const facts: Facts = {
      ...protocolFacts(envelope, task, step.row, envelope.due),
      ...plainFacts,
      ...countsOf(envelope.roster),
      ...one.facts,
      ...(step.row === null ? {} : one.rows?.[step.row.id]),
      ...carried,
    };
    const walked = walkBlock(step, facts, walk);
    if (!walked.ok) return walked;
    carried = { ...carried, ...carryFacts(walked.value) };
  }
  const never = Object.keys(one.answers).filter((key) => {
    const held = walk.held.get(key);
    return held === undefined || ('missing' in held && held.missing === 'not-asked');
  });
  if (never.length > 0) return err(`it answers ${never.join(', ')}, which is not asked`);
  return ok(walk);
}

interface Walk extends WalkedCase {
  readonly one: Case;
  readonly parts: WalkedPart[];
  readonly fails: Record<string, string[]>;
  readonly notOffered: Record<string, string[]>;
  readonly held: Map<string, Held>;
}

function walkBlock(step: Step, facts: Facts, walk: Walk): Result<BlockState, string> {
  const row = step.row?.id ?? null;
  const keyOf = (id: string): string => (row === null ? id : `${row}/${id}`);
  const part = partOf(step, row, walk);
  let state = openBlock(step, 1, facts);
  for (let item = current(state); item !== null; item = current(state)) {
    const key = keyOf(item.id);
    part.asked.push(item.id);
    const hidden = hiddenOf(item, facts);
    if (hidden.length > 0) walk.notOffered[key] = hidden;
    const given = givenOf(walk.one, key);
    const failing = failingOf(item, given, state);
    if (failing.length > 0) walk.fails[key] = failing;
    const answered = giveUntilTaken(state, given);
    if (!answered.ok) return err(`${key}: ${refusal(answered.error)}`);
    state = answered.value.state;
  }
  for (const { id } of step.block.items) {
    const held = state.held.get(id);
    if (held === undefined) throw new Error(`${id} has nothing`);
    walk.held.set(keyOf(id), held);
    if ('missing' in held && held.missing === 'not-asked') part.notAsked.push(id);
  }
  return ok(state);
}

function partOf(step: Step, row: string | null, { parts }: Walk): WalkedPart {
  const known = parts.find((part) => part.section === step.section.id && part.row === row);
  if (known !== undefined) return known;
  const part: WalkedPart = { section: step.section.id, row, asked: [], notAsked: [] };
  parts.push(part);
  return part;
}

function failingOf(item: Item, given: Given, state: BlockState): string[] {
  if (!('value' in given)) return [];
  const looking = { ...factsNow(state), [item.id]: given.value };
  return item.checks.filter((check) => !isFine(check.that, looking)).map(({ id }) => id);
}

/** Soft remarks are passed; a value that a hard check refuses is passed over instead. */
function giveUntilTaken(state: BlockState, given: Given): ReturnType<typeof answer> {
  let answered = answer(state, given);
  while (answered.ok && answered.value.soft !== null) answered = answer(answered.value.state, given);
  if (!answered.ok && answered.error.type === 'check-failed')
    return answer(state, { missing: 'seen-and-passed' });
  return answered;
}

function refusal(problem: AnswerProblem): string {
  switch (problem.type) {
    case 'out-of-bounds':
      return `the answer is not between ${problem.min} and ${problem.max}`;
    case 'unknown-option':
      return 'the answer is none of those that are offered';
    case 'exclusive-option':
      return `"${problem.option}" stands beside another answer`;
    case 'reason-not-offered':
      return 'this reason is not offered';
    case 'not-a-date':
      return `the answer is no ${problem.precision}`;
    case 'too-long':
      return `the answer is longer than ${problem.max} characters`;
    default:
      return `the answer does not fit (${problem.type})`;
  }
}

/** Who somebody is whose case says nothing else. */
const plainFacts = { wave: 'T0', firstWave: true, consentAge: 38, periodDays: 365, extent: 'full' } as const;

const countsOf = (roster: readonly RosterRow[]) => {
  const count = (kind: RosterRow['kind']): number => roster.filter((row) => row.kind === kind).length;
  return { childCount: count('child'), partnerCount: count('partner'), parentCount: count('parent') };
};

function givenOf(one: Case, key: string): Given {
  const found = one.answers[key];
  if (found === undefined) return { missing: 'seen-and-passed' };
  return typeof found === 'object' && !Array.isArray(found) ? found : { value: found };
}

/** Points and written options that are not offered. */
function hiddenOf(item: Item, facts: Facts): string[] {
  if ('points' in item) {
    const open = offered(item.points, facts);
    return item.points.filter((point) => !open.includes(point)).map((point) => String(point.value));
  }
  if (!('options' in item)) return [];
  const open = offered(item.options, facts);
  return item.options.filter((option) => !open.includes(option)).map((option) => option.id);
}

function personOf(questionnaire: Questionnaire, one: Case): { envelope: Envelope; task: Task } {
  const kinds = { child: 'child', partner: 'partner', parent: 'parent' } as const;
  const roster = Object.entries(one.rows ?? {}).map(([id, facts], at): RosterRow => {
    const kind = Object.values(kinds).find((known) => known === facts.rowKind);
    return { id, kind: kind ?? 'child', sex: 'x', birthMonth: '2000-01', order: at + 1, relation: '' };
  });
  const isChild = questionnaire.respondent === 'child';
  const [band = 'adult'] = questionnaire.bands;
  const task: Task = {
    id: 't'.repeat(22),
    questionnaire: questionnaire.questionnaire,
    version: questionnaire.version,
    subject: 'self',
    periodFrom: '2025-03-01',
    extent: 'full',
    gates: [],
  };
  const envelope: Envelope = {
    v: 1,
    study: 's'.repeat(22),
    invite: '0123456789abcdef',
    root: '0123456789abcdef0123456789abcdef',
    leastManifest: 1,
    role: isChild ? 'child' : 'parent',
    band,
    person: 'F1/P1',
    birthMonth: isChild ? '2016-03' : '1988-03',
    sex: 'x',
    wave: 'T0',
    firstWave: true,
    due: '2026-03-01',
    windowEnds: '2026-06-29',
    language: 'nl',
    unattended: true,
    tasks: [task],
    roster,
    files: [],
    spaceIdentity: '',
  };
  return { envelope, task };
}
