/** Goes through a whole questionnaire with the engine as the person of a hand-worked case would. */
import { answer, carryFacts, current, factsNow, openBlock } from '#core/interview/block.ts';
import { protocolFacts } from '#core/interview/facts.ts';
import type { Given, Held } from '#core/interview/given.ts';
import { planSteps } from '#core/interview/steps.ts';
import type { Envelope, RosterRow, Task } from '#core/protocol/envelope.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import { type Facts, isFine } from '#core/questionnaire/evaluate.ts';
import { offered } from '#core/questionnaire/offered.ts';
import type { Case } from '#desk/pack/cases/casesSource.ts';

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

export function walkCase(questionnaire: Questionnaire, one: Case): WalkedCase {
  const parts: WalkedPart[] = [];
  const fails: Record<string, string[]> = {};
  const notOffered: Record<string, string[]> = {};
  const all = new Map<string, Held>();
  const { envelope, task } = personOf(questionnaire, one);
  let carried: Facts = {};
  for (const step of planSteps(questionnaire, envelope.roster)) {
    const row = step.row?.id ?? null;
    const facts: Facts = {
      ...protocolFacts(envelope, task, step.row, envelope.due),
      ...plainFacts,
      ...countsOf(envelope.roster),
      ...one.facts,
      ...(row === null ? {} : one.rows?.[row]),
      ...carried,
    };
    let part = parts.find((known) => known.section === step.section.id && known.row === row);
    if (part === undefined) {
      part = { section: step.section.id, row, asked: [], notAsked: [] };
      parts.push(part);
    }
    let state = openBlock(step, 1, facts);
    for (let item = current(state); item !== null; item = current(state)) {
      const key = row === null ? item.id : `${row}/${item.id}`;
      part.asked.push(item.id);
      const hidden = hiddenOf(item, facts);
      if (hidden.length > 0) notOffered[key] = hidden;
      const given = givenOf(one, key);
      if ('value' in given) {
        const looking = { ...factsNow(state), [item.id]: given.value };
        const failing = item.checks.filter((check) => !isFine(check.that, looking)).map(({ id }) => id);
        if (failing.length > 0) fails[key] = failing;
      }
      let answered = answer(state, given);
      while (answered.ok && answered.value.soft !== null) answered = answer(answered.value.state, given);
      // A value that a hard check refuses is passed over instead.
      if (!answered.ok && answered.error.type === 'check-failed')
        answered = answer(state, { missing: 'seen-and-passed' });
      if (!answered.ok) throw new Error(`${key}: ${answered.error.type}`);
      state = answered.value.state;
    }
    for (const { id } of step.block.items) {
      const held = state.held.get(id);
      if (held === undefined) throw new Error(`${id} has nothing`);
      all.set(row === null ? id : `${row}/${id}`, held);
      if ('missing' in held && held.missing === 'not-asked') part.notAsked.push(id);
    }
    carried = { ...carried, ...carryFacts(state) };
  }
  return { parts, fails, notOffered, held: all };
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
    if (kind === undefined) throw new Error(`row ${id} of "${one.name}" has no rowKind`);
    return { id, kind, sex: 'x', birthMonth: '2000-01', order: at + 1, relation: '' };
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
