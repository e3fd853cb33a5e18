/** study.json against the questionnaires that are really there. */
import { missingCodes } from '#core/event/missing.ts';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import type { VersionFiles } from './readPack.ts';
import type { Study } from './studySource.ts';

export function checkStudy(
  study: Study,
  found: readonly VersionFiles[],
  compiled: readonly Questionnaire[],
  report: Report,
): void {
  for (const task of study.tasks) {
    const at = `task ${task.questionnaire}`;
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
    const questionnaire = compiled.find(
      (one) => one.questionnaire === task.questionnaire && one.version === task.version,
    );
    for (const band of task.bands) {
      if (questionnaire !== undefined && !questionnaire.bands.includes(band)) {
        report(
          at,
          `it is given to ${band}, for which the questionnaire is not made`,
          'add the band to the questionnaire or take it out here',
        );
      }
    }
    for (const gate of task.gates) {
      if (!study.gates.some((known) => known.id === gate))
        report(at, `unknown gate "${gate}"`, 'declare it under "gates"');
    }
  }
  checkReasons(study, report);
  if (!study.demo)
    report(
      '',
      'a study that is not a demo needs reviewed languages and published versions',
      'keep "demo": true until both are there',
    );
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
