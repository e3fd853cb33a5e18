/**
 * Somebody who taps anything goes through a questionnaire: answers that fit and answers that don't, now and
 * then back. It knows nothing of what should show; it only insists that the engine takes it to the end.
 */
import { answer, type BlockState, back, carryFacts, current, openBlock } from '#core/interview/block.ts';
import type { Given } from '#core/interview/given.ts';
import { isRouting, planSteps } from '#core/interview/steps.ts';
import type { RosterRow } from '#core/protocol/envelope.ts';
import type { Item, Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Facts } from '#core/questionnaire/evaluate.ts';
import { rowsFact } from '#core/questionnaire/offered.ts';
import type { Chance } from './chooseFor.ts';

const row = (kind: RosterRow['kind'], at: number): RosterRow => ({
  id: `${kind}${at}`.padEnd(22, 'x'),
  kind,
  sex: 'x',
  birthMonth: '2015-03',
  order: at,
  relation: kind,
});
const roster = [row('child', 1), row('child', 2), row('partner', 1), row('parent', 1)];

/** How many answers were given. Throws when the engine does, or when it does not end. */
export function stumble(questionnaire: Questionnaire, chance: Chance): number {
  let given = 0;
  let carried: Facts = {};
  for (const step of planSteps(questionnaire, roster)) {
    const facts = { ...factsOf(questionnaire, step.row, chance), ...carried };
    let state = openBlock(step, 1, facts);
    for (let turns = 0; ; turns += 1) {
      const item = current(state);
      if (item === null) break;
      if (turns > 200) throw new Error(`${step.block.id} does not end`);
      state = turns < 20 && chance(6) === 0 ? (back(state) ?? state) : goOn(state, item, chance);
      given += 1;
    }
    for (const { id } of step.block.items) {
      if (!state.held.has(id)) throw new Error(`${id} has no event`);
    }
    if (isRouting(step)) carried = { ...carried, ...carryFacts(state) };
  }
  return given;
}

function goOn(state: BlockState, item: Item, chance: Chance): BlockState {
  const answered = answer(state, anything(item, chance));
  if (answered.ok) return answered.value.state;
  const passed = answer(state, { missing: 'seen-and-passed' });
  if (passed.ok) return passed.value.state;
  throw new Error(`${item.id} cannot be passed over: ${passed.error.type}`);
}

function anything(item: Item, chance: Chance): Given {
  const fitting: Given[] = [{ missing: 'seen-and-passed' }];
  if ('options' in item) {
    for (const { id } of item.options) fitting.push({ value: item.type === 'choice' ? id : [id] });
    fitting.push({ value: [row('child', 1).id, item.options[0]?.id ?? ''] });
  }
  if ('points' in item) for (const { value } of item.points) fitting.push({ value });
  if ('min' in item) fitting.push({ value: item.min }, { value: item.max });
  if (item.type === 'date') fitting.push({ value: '2020' }, { value: '2020-05' }, { value: '2020-05-04' });
  const odd: Given[] = [
    { missing: 'dont-know' },
    { missing: 'not-applicable' },
    { value: 'x' },
    { value: '__proto__' },
    { value: [] },
    { value: -1 },
    { value: Number.NaN },
  ];
  const from = chance(4) === 0 ? odd : fitting;
  return from[chance(from.length)] ?? { missing: 'seen-and-passed' };
}

function factsOf(questionnaire: Questionnaire, about: RosterRow | null, chance: Chance): Facts {
  const count = (kind: RosterRow['kind']) => roster.filter((one) => one.kind === kind);
  return {
    role: questionnaire.respondent,
    band: questionnaire.bands[0] ?? 'adult',
    wave: 'T0',
    firstWave: chance(2) === 0,
    consentAge: 8 + chance(40),
    periodDays: chance(400),
    childCount: count('child').length,
    partnerCount: count('partner').length,
    parentCount: count('parent').length,
    extent: chance(2) === 0 ? 'full' : 'core',
    ...(questionnaire.subject === 'child'
      ? { subjectAge: chance(18), subjectSex: 'f', subjectRelation: 'child', subjectBand: 'child-3-7' }
      : {}),
    ...(about === null
      ? {}
      : { rowKind: about.kind, rowSex: about.sex, rowAge: chance(60), rowRelation: '', rowCount: 2 }),
    ...Object.fromEntries(
      (['child', 'partner', 'parent'] as const).map((kind) => [
        rowsFact(kind),
        count(kind).map(({ id }) => id),
      ]),
    ),
  };
}
