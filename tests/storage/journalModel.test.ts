/**
 * Journal and outbox against a model: whatever is asked for, and wherever in it the browser is killed,
 * what was called saved is at the desk in the end, once each and in order.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleLeftovers } from '#storage/bundleLeftovers.ts';
import { openSpace } from '#storage/openSpace.ts';
import type { Sitting } from '#storage/sitting.ts';
import { sendOutbox } from '#sync/sendOutbox.ts';
import type { Fault } from '../support/fakeMailbox.ts';
import type { TestDevice } from '../support/testDevice.ts';
import { createTestSpace, draft, sit, syncDeps, type TestSpace } from '../support/testSpace.ts';

type Step =
  | { readonly do: 'answer'; readonly count: number }
  | { readonly do: 'section' }
  | { readonly do: 'leave'; readonly how: 'exit' | 'lock' }
  | { readonly do: 'send'; readonly faults: readonly (Fault | null)[] }
  | { readonly do: 'pull' }
  | { readonly do: 'kill'; readonly afterWrites: number };

const faults: readonly (Fault | null)[] = [
  null,
  null,
  null,
  'no-network',
  'lost-reply',
  'html',
  'forged-receipt',
  'other-study',
  'other-bundle',
  { status: 500 },
  { status: 403 },
];
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('answer' as const), count: fc.integer({ min: 1, max: 40 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('section' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('leave' as const),
        how: fc.constantFrom('exit' as const, 'lock' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('send' as const),
        faults: fc.array(fc.constantFrom(...faults), { maxLength: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pull' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('kill' as const), afterWrites: fc.integer({ min: 0, max: 4 }) }),
    },
  ),
  { minLength: 3, maxLength: 10 },
);

describe('whatever happens', () => {
  let made: TestSpace;
  beforeAll(async () => {
    made = await createTestSpace();
  });

  it('what was called saved reaches the desk once, in order, with no gap', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const story = await tell(made, script);
        expect(story.arrived.filter((answer) => story.saved.includes(answer))).toEqual(story.saved);
        expect(new Set(story.arrived).size).toBe(story.arrived.length);
        expect(story.arrived.filter((answer) => !story.asked.includes(answer))).toEqual([]);
        expect(story.seqs).toEqual(story.seqs.map((_, i) => i));
        expect(story.numbers).toEqual(story.numbers.map((_, i) => i + 1));
        expect(story.waiting).toBe(0);
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});

/** One interview on the disk of the space that all runs share. */
async function tell(made: TestSpace, script: readonly Step[]) {
  const { mailbox } = made;
  mailbox.fault = () => null;
  let at: TestDevice = made.at.restart();
  let interview: string | null = null;
  let sitting: Sitting | null = null;
  let writes: number | null = null;
  const saved: string[] = [];
  const asked: string[] = [];

  at.disk.fault = () => {
    if (writes === null) return null;
    if (writes === 0) return 'crash';
    writes--;
    return null;
  };
  const begin = async (): Promise<Sitting> => {
    const space = await openSpace(made.code, at.device);
    if (space === null) throw new Error('the code opens nothing');
    const [task] = space.envelope.tasks;
    if (task === undefined) throw new Error('no task');
    // A task of its own for each run, so that each run has an interview of its own.
    const own = { ...space, envelope: { ...space.envelope, tasks: [{ ...task, id: runTask }] } };
    const begun = await sit(own);
    interview = begun.interview;
    return begun;
  };
  const restart = async (): Promise<void> => {
    sitting = null;
    await at.device.queue.idle();
    writes = null;
    at = at.restart();
    await bundleLeftovers(at.device);
  };
  const runTask = `run${String(runs++).padStart(19, '0')}`;

  for (const step of script) {
    try {
      switch (step.do) {
        case 'answer': {
          sitting ??= await begin();
          const drafts = Array.from({ length: step.count }, () =>
            draft('watered', `${runTask}-${answers++}`),
          );
          const values = drafts.map((one) => String('value' in one ? one.value : ''));
          asked.push(...values);
          if ((await sitting.append(drafts)).ok) saved.push(...values);
          break;
        }
        case 'section':
          await sitting?.bundle();
          break;
        case 'leave':
          sitting?.leave(step.how);
          await restart();
          break;
        case 'send': {
          const ahead = [...step.faults];
          mailbox.fault = () => ahead.shift() ?? null;
          await sendOutbox(syncDeps(at, mailbox), false);
          break;
        }
        case 'pull':
          await mailbox.pull();
          break;
        case 'kill':
          writes = step.afterWrites;
          break;
      }
    } catch (thrown) {
      if (!(thrown instanceof Error) || !JSON.stringify([thrown.name, thrown.message]).includes('rash'))
        throw thrown;
      await restart();
    }
  }
  await restart();
  mailbox.fault = () => null;
  const last = await sendOutbox(syncDeps(at, mailbox), false);
  const own = (await mailbox.pull())
    .filter((bundle) => bundle.interview === interview)
    .sort((a, b) => a.number - b.number);
  const events = own.flatMap((bundle) => bundle.events);
  return {
    saved,
    asked,
    arrived: events.map((event) => String(event.kind === 'answer' ? event.value : '')),
    seqs: events.map((event) => event.seq),
    numbers: own.map((bundle) => bundle.number),
    waiting: last.left ? 1 : 0,
  };
}

let runs = 0;
let answers = 0;
