/**
 * What one answer costs in questionnaires of 50, 500 and 2,000 items: checked, routed, its block closed and the
 * next opened, by the same machine that the screens use, with a journal that takes everything at once. The sizes
 * take turns within one run, so a busy machine is as hard on each. Mark: 2,000 items cost at most 1.3 times 50.
 */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { compileQuestionnaire } from '#core/questionnaire/compileQuestionnaire.ts';
import { ok } from '#core/result.ts';
import { createInterviewMachine, type InterviewJournal } from '#participant/interviewMachine.ts';
import { parseExpression } from '../../src/desk/pack/language/celExpression.ts';
import { envelopeFor, largeQuestionnaire } from '../support/largeQuestionnaire.ts';
import type { Prove } from './proof.ts';

/** It measures the engine: no app is built for it. */
export const app = false;

const sizes = [50, 500, 2000] as const;
const mark = 1.3;

export const prove: Prove = async (full) => {
  const rounds = full ? 60 : 16;
  const forms = sizes.map(compiled);
  const times: number[][] = sizes.map(() => []);
  for (const form of forms) await fillIn(form);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, form] of forms.entries()) times[at]?.push(await fillIn(form));
  }
  const [us50 = 0, us500 = 0, us2000 = 0] = times.map(median);
  // Each round against itself: what the machine did meanwhile weighs on both sides.
  const ratio = median((times[2] ?? []).map((time, round) => time / (times[0]?.[round] ?? Number.NaN)));
  return { figures: { us50, us500, us2000, ratio, rounds }, pass: us50 > 0 && ratio <= mark };
};

function compiled(items: number): Questionnaire {
  const result = compileQuestionnaire(largeQuestionnaire(items), parseExpression);
  if (!result.ok) throw new Error(JSON.stringify(result.error.slice(0, 3)));
  return result.value;
}

/** Microseconds for one answer, on average over the whole questionnaire. */
async function fillIn(questionnaire: Questionnaire): Promise<number> {
  const machine = createInterviewMachine({ questionnaire, ...envelopeFor(questionnaire), journal: takesAll });
  await machine.begin();
  let answers = 0;
  let spent = 0;
  for (;;) {
    const { view } = machine.state();
    if (view.kind === 'done') break;
    if (view.kind !== 'item') {
      await machine.goOn();
      continue;
    }
    const started = performance.now();
    await machine.give({ value: answers % 3 });
    spent += performance.now() - started;
    answers += 1;
  }
  if (answers < 40) throw new Error('the questionnaire ended early');
  return (spent * 1000) / answers;
}

const done = Promise.resolve(ok(undefined));
const takesAll: InterviewJournal = {
  number: 1,
  openBlock: () => done,
  append: () => done,
  setGates: () => done,
  bundle: () => done,
  finishTask: () => done,
};

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100;
}
