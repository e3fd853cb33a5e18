import type { Task } from '#core/protocol/envelope.ts';
import type { Questionnaire, Texts } from '#core/questionnaire/compiled.ts';
import type { OpenSpace } from '#storage/openedSpace.ts';

export interface DueTask {
  readonly task: Task;
  readonly state: 'new' | 'begun' | 'done' | 'later';
  /** Null: its file cannot be read on this device. */
  readonly content: { readonly questionnaire: Questionnaire; readonly texts: Texts } | null;
}

/** The tasks of this space in the order of the envelope, each with where it stands. */
export function dueTasks(
  space: Pick<OpenSpace, 'envelope' | 'doneTasks' | 'questionnaire' | 'interviewOf'>,
  language: string,
): Promise<readonly DueTask[]> {
  return Promise.all(
    space.envelope.tasks.map(async (task) => {
      const read = await space.questionnaire(task);
      const texts = read.ok ? textsIn(read.value, language) : null;
      return {
        task,
        state: stateOf(space, task),
        content: read.ok && texts !== null ? { questionnaire: read.value, texts } : null,
      };
    }),
  );
}

function stateOf(space: Pick<OpenSpace, 'doneTasks' | 'interviewOf'>, task: Task): DueTask['state'] {
  if (space.doneTasks.has(task.id)) return 'done';
  if (!task.gates.every((gate) => space.doneTasks.has(gate))) return 'later';
  return space.interviewOf(task.id).progress === null ? 'new' : 'begun';
}

/** The language of the envelope; a pack is complete in each of its languages, so another is a mistake made earlier. */
const textsIn = (questionnaire: Questionnaire, language: string): Texts | null =>
  Object.hasOwn(questionnaire.texts, language) ? (questionnaire.texts[language] ?? null) : null;
