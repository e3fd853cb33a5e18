/** A space without storage: what a screen would store goes into a list. */
import type { ConsentAnswer, GateChange } from '#core/interview/gates.ts';
import type { Progress } from '#core/interview/resume.ts';
import type { Envelope } from '#core/protocol/envelope.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { ok } from '#core/result.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';
import type { Sitting } from '#storage/sitting.ts';

type Draft = Parameters<Sitting['append']>[0][number];

export interface Written {
  readonly drafts: Draft[];
  readonly progress: Progress[];
  readonly left: string[];
  readonly gates: GateChange[];
  bundles: number;
  /** What the space says is not sent yet. */
  unsent: number;
  /** What the next saves answer, first one first; empty: they work. `throw`: the journal breaks. */
  readonly answers: (Awaited<ReturnType<Sitting['append']>> | 'throw')[];
}

export const nothingWritten = (): Written => ({
  drafts: [],
  progress: [],
  left: [],
  gates: [],
  bundles: 0,
  unsent: 0,
  answers: [],
});

export function fakeSitting(written: Written, number = 1): Sitting {
  return {
    interview: 'interview'.padEnd(22, '0'),
    number,
    startedMono: 0,
    openBlock: async (progress) => {
      written.progress.push(progress);
      return ok(undefined);
    },
    append: async (drafts) => {
      const answer = written.answers.shift() ?? ok(undefined);
      if (answer === 'throw') throw new Error('the journal broke');
      if (answer.ok) written.drafts.push(...drafts);
      return answer;
    },
    setGates: async (changes) => {
      const answer = written.answers.shift() ?? ok(undefined);
      if (answer === 'throw') throw new Error('the journal broke');
      if (answer.ok) written.gates.push(...changes);
      return answer;
    },
    bundle: async () => {
      written.bundles += 1;
      return ok(undefined);
    },
    finishTask: async () => ok(undefined),
    leave: (how) => {
      written.left.push(how);
    },
  };
}

interface Plan {
  readonly envelope: Envelope;
  readonly questionnaires: readonly Questionnaire[];
  readonly help: unknown;
  readonly written: Written;
  readonly progress?: Progress | null;
  readonly demo?: boolean;
  readonly exit?: string | null;
  /** When information was seen before, by task. */
  readonly seen?: Readonly<Record<string, string>>;
}

export function fakeSpace({
  envelope,
  questionnaires,
  help,
  written,
  progress = null,
  demo = false,
  exit = null,
  seen: seenBefore = {},
}: Plan): OpenSpace {
  const done = new Set<string>();
  const seen: Record<string, string> = { ...seenBefore };
  const consents: Record<string, Record<string, { answer: ConsentAnswer; wall: string }>> = {};
  let names: Readonly<Record<string, string>> = {};
  return {
    id: 'space'.padEnd(22, '0'),
    envelope,
    demo,
    exit,
    get gates() {
      return { done, seen, consents };
    },
    get names() {
      return names;
    },
    saveNames: async (next) => {
      names = next;
      return ok(undefined);
    },
    questionnaire: async (task) => {
      const found = questionnaires.find(
        (each) => each.questionnaire === task.questionnaire && each.version === task.version,
      );
      return found === undefined ? { ok: false, error: { type: 'missing-file' } } : ok(found);
    },
    help: async () => ok(help),
    interviewOf: () => ({ interview: 'interview'.padEnd(22, '0'), progress }),
    beginSitting: async (task) => {
      const sitting = fakeSitting(written);
      return ok({
        ...sitting,
        setGates: async (changes) => {
          const wall = new Date().toISOString();
          for (const change of changes) {
            if (change.gate === 'information-seen') seen[task.id] ??= wall;
            else if (change.answer !== null)
              consents[task.id] = { ...consents[task.id], [change.consent]: { answer: change.answer, wall } };
          }
          return sitting.setGates(changes);
        },
        finishTask: async () => {
          done.add(task.id);
          return ok(undefined);
        },
      });
    },
    unsent: async () => ok(written.unsent),
    close: () => {
      written.left.push('closed');
    },
  };
}
