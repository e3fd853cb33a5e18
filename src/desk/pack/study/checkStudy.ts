/** study.json against the questionnaires that are really there. */
import { missingCodes } from '#core/event/missing.ts';
import { reportRepeatsIn } from '#core/questionnaire/checkIds.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { VersionFiles } from '../readPack.ts';
import { checkGates } from './checkGates.ts';
import type { Study } from './studySource.ts';
import { consentsIn, questionnaireOf, type StudyTask } from './studyTask.ts';

export function checkStudy(
  study: Study,
  found: readonly VersionFiles[],
  compiled: readonly Questionnaire[],
  report: Report,
): void {
  for (const task of study.tasks) {
    const at = `task ${task.questionnaire}`;
    checkTask(task, at, report);
    if (
      !found.some(
        ({ questionnaire, version }) => questionnaire === task.questionnaire && version === task.version,
      )
    ) {
      report(
        at,
        `there is no ${task.questionnaire}/v${task.version}`,
        'write the questionnaire or correct the task',
      );
      continue;
    }
    const questionnaire = questionnaireOf(task, compiled);
    if (questionnaire !== undefined) checkFit(task, questionnaire, at, report);
  }
  reportRepeatsIn(study.languages, '', 'language', report);
  checkTwice(study, report);
  checkGates(study, compiled, report);
  checkConsents(study, compiled, report);
  checkReasons(study, report);
}

function checkTask(task: StudyTask, at: string, report: Report): void {
  for (const part of ['ages', 'full'] as const) {
    if (task[part] !== undefined && task.subject !== 'child') {
      report(
        at,
        `it has "${part}", but is not given for each child`,
        `write "subject": "child" or take "${part}" out`,
      );
    }
  }
  if (task.ages !== undefined && task.ages.from > task.ages.to) {
    report(
      at,
      `its ages are empty: ${task.ages.from} to ${task.ages.to}`,
      'write a "from" that is not above "to"',
    );
  }
}

function checkFit(task: StudyTask, questionnaire: Questionnaire, at: string, report: Report): void {
  if (task.role !== questionnaire.respondent) {
    report(
      at,
      `it is given to a ${task.role}, but the questionnaire is answered by a ${questionnaire.respondent}`,
      'make "role" here and "respondent" there the same',
    );
  }
  if (task.subject !== questionnaire.subject) {
    report(
      at,
      `its subject is "${task.subject}", but the questionnaire is about "${questionnaire.subject}"`,
      'make "subject" the same in both',
    );
  }
  for (const band of task.bands) {
    if (!questionnaire.bands.includes(band)) {
      report(
        at,
        `it is given to ${band}, for which the questionnaire is not made`,
        'add the band to the questionnaire or take it out here',
      );
    }
  }
}

/** Nobody is asked the same questionnaire twice in a wave. */
function checkTwice(study: Study, report: Report): void {
  const seen = new Set<string>();
  for (const { questionnaire, bands } of study.tasks) {
    for (const band of bands) {
      const key = `${questionnaire} ${band}`;
      if (seen.has(key)) {
        report(`task ${questionnaire}`, `it is given to ${band} twice`, 'keep one task for each band');
      }
      seen.add(key);
    }
  }
}

function checkConsents(study: Study, compiled: readonly Questionnaire[], report: Report): void {
  const known = new Set<string>();
  for (const { id } of study.consents) {
    if (known.has(id)) report(`consent ${id}`, 'it stands there twice', 'keep one');
    known.add(id);
  }
  for (const questionnaire of compiled) {
    for (const { item, consent } of consentsIn(questionnaire)) {
      if (known.has(consent)) continue;
      report(
        `consent ${consent}`,
        `item ${item} of ${questionnaire.questionnaire}/v${questionnaire.version} asks for it, and the study does not know it`,
        'declare it under "consents" or correct the item',
      );
    }
  }
}

/** Codes are one range for the whole product, so a study can only give them its words. */
function checkReasons(study: Study, report: Report): void {
  for (const [id, code] of Object.entries(missingCodes)) {
    const reason = study.reasons.find((one) => one.id === id);
    if (reason === undefined)
      report(`reason ${id}`, 'the missing reason is not listed', 'add it under "reasons"');
    else if (reason.code !== code)
      report(`reason ${id}`, `its code is ${reason.code}, everywhere else ${code}`, `write ${code}`);
    for (const language of study.languages) {
      if (reason !== undefined && !Object.hasOwn(reason.labels, language))
        report(`reason ${id}`, `the label in "${language}" is missing`, 'add it');
    }
  }
}
