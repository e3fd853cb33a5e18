import { openingOf } from '#core/interview/gates.ts';
import type { Task } from '#core/protocol/envelope.ts';
import type { Questionnaire, Texts } from '#core/questionnaire/compiled.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';

export interface DueTask {
  readonly task: Task;
  readonly state: 'new' | 'begun' | 'done' | 'later';
  /** When a task that comes later opens, if only time is missing; what else it waits for is told to nobody. */
  readonly from: Date | null;
  /** Null: its file cannot be read on this device. */
  readonly content: { readonly questionnaire: Questionnaire; readonly texts: Texts } | null;
}

export type Ready = DueTask & { readonly content: NonNullable<DueTask['content']> };
type Space = Pick<OpenSpace, 'envelope' | 'gates' | 'questionnaire' | 'interviewOf'>;

/** The tasks of this space in the order of the envelope, each with where it stands. */
export function dueTasks(space: Space, language: string, now: Date): Promise<readonly DueTask[]> {
  return Promise.all(
    space.envelope.tasks.map(async (task) => {
      const read = await space.questionnaire(task);
      const texts = read.ok ? textsIn(read.value, language) : null;
      return {
        task,
        ...stateOf(space, task, now),
        content: read.ok && texts !== null ? { questionnaire: read.value, texts } : null,
      };
    }),
  );
}

function stateOf({ gates, interviewOf }: Space, task: Task, now: Date): Pick<DueTask, 'state' | 'from'> {
  if (gates.done.has(task.id)) return { state: 'done', from: null };
  const opening = openingOf(task.gates, gates, now);
  if (opening.state === 'later') return opening;
  return { state: interviewOf(task.id).progress === null ? 'new' : 'begun', from: null };
}

/** The language of the envelope; a pack is complete in each of its languages, so another is a mistake made earlier. */
const textsIn = (questionnaire: Questionnaire, language: string): Texts | null =>
  Object.hasOwn(questionnaire.texts, language) ? (questionnaire.texts[language] ?? null) : null;
