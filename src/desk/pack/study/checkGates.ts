/**
 * Gates are states of one person's space: each must be able to come about there, or its task never
 * opens and nobody notices.
 */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { Study } from './studySource.ts';
import { consentsIn, questionnaireOf, type StudyTask } from './studyTask.ts';

type GateSource = StudyTask['gates'][number];

export function checkGates(study: Study, compiled: readonly Questionnaire[], report: Report): void {
  for (const task of study.tasks) {
    for (const gate of task.gates) checkGate(gate, task, study, compiled, report);
  }
  checkRings(study, report);
}

function checkGate(
  gate: GateSource,
  task: StudyTask,
  study: Study,
  compiled: readonly Questionnaire[],
  report: Report,
): void {
  const at = `task ${task.questionnaire}`;
  const said = `its gate ${gate.gate} of ${gate.questionnaire}`;
  if (gate.gate === 'consent-given' && !study.consents.some(({ id }) => id === gate.consent)) {
    report(at, `${said} names the unknown consent "${gate.consent}"`, 'declare it under "consents"');
  }
  const before = study.tasks.filter(({ questionnaire }) => questionnaire === gate.questionnaire);
  if (before.length === 0) {
    report(
      at,
      `${said} names a questionnaire that no task gives out`,
      'add a task for it or correct the gate',
    );
    return;
  }
  if (gate.questionnaire === task.questionnaire) {
    report(at, `${said} waits for itself`, 'take the gate out');
    return;
  }
  checkSamePerson(task, before, said, report);
  for (const one of before) {
    const questionnaire = questionnaireOf(one, compiled);
    if (questionnaire !== undefined) checkSets(gate, questionnaire, at, said, report);
  }
}

/** What one person answers opens nothing for another. */
function checkSamePerson(task: StudyTask, before: readonly StudyTask[], said: string, report: Report): void {
  const at = `task ${task.questionnaire}`;
  const role = before.find((one) => one.role !== task.role)?.role;
  if (role !== undefined) {
    report(
      at,
      `${said} is set by a ${role}, and the task is for a ${task.role}`,
      'name a questionnaire that the same person answers',
    );
  }
  const bands = task.bands.filter((band) => !before.some((one) => one.bands.includes(band)));
  if (role === undefined && bands.length > 0) {
    report(
      at,
      `${said} is never set for ${bands.join(', ')}`,
      'give that questionnaire to the same bands or take the gate out',
    );
  }
  if (task.subject !== 'child' && before.some((one) => one.subject === 'child')) {
    report(
      at,
      `${said} is set for each child apart, and this task is about no single child`,
      'name a questionnaire that is not about a child',
    );
  }
}

function checkSets(
  gate: GateSource,
  questionnaire: Questionnaire,
  at: string,
  said: string,
  report: Report,
): void {
  if (gate.gate === 'consent-given') {
    if (!consentsIn(questionnaire).some(({ consent }) => consent === gate.consent)) {
      report(
        at,
        `${said}: no item of that questionnaire asks for "${gate.consent}"`,
        `write "consent": "${gate.consent}" on the choice that asks for it`,
      );
    }
  } else if (gate.gate === 'information-seen' && !informs(questionnaire)) {
    report(
      at,
      `${said}: no note of that questionnaire is marked as information`,
      'write "information": true on the last note of the information',
    );
  }
}

const informs = (questionnaire: Questionnaire): boolean =>
  questionnaire.sections.some((section) =>
    section.blocks.some((block) => block.items.some((item) => item.type === 'note' && item.information)),
  );

/** Tasks that wait for each other never open. */
function checkRings(study: Study, report: Report): void {
  const waitsFor = new Map<string, Set<string>>();
  for (const { questionnaire, gates } of study.tasks) {
    const known = waitsFor.get(questionnaire) ?? new Set();
    for (const gate of gates) if (gate.questionnaire !== questionnaire) known.add(gate.questionnaire);
    waitsFor.set(questionnaire, known);
  }
  for (const start of waitsFor.keys()) {
    const open = [...(waitsFor.get(start) ?? [])];
    const seen = new Set<string>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(waitsFor.get(next) ?? []));
    }
    if (seen.has(start)) {
      report(`task ${start}`, 'its gates wait for each other in a ring', 'take one of the gates out');
    }
  }
}
