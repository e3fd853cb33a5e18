/**
 * What a study needs of the versions that it gives out: all its languages, and unless it is a demonstration
 * that they are reviewed and published. Versions that nobody gets any more only have to stay readable.
 */
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import type { Report } from '#core/questionnaire/problem.ts';
import { type Published, publishedEntry } from '../publish/publishedSource.ts';
import type { Study } from './studySource.ts';

export function checkGivenOut(
  study: Study,
  compiled: readonly Questionnaire[],
  published: Published,
  report: Report,
): void {
  for (const task of study.tasks) {
    const at = `task ${task.questionnaire}`;
    const name = `${task.questionnaire}/v${task.version}`;
    const texts = compiled.find(
      (one) => one.questionnaire === task.questionnaire && one.version === task.version,
    )?.texts;
    for (const language of study.languages) {
      if (texts !== undefined && texts[language] === undefined)
        report(
          at,
          `${name} was published without "${language}"`,
          `make v${task.version + 1} with that language, and publish it`,
        );
      if (!study.demo && texts?.[language]?.review === 'draft')
        report(
          at,
          `${name}/${language}.json is a draft, and this study is not a demo`,
          'have it reviewed, or keep "demo": true until it is',
        );
    }
    if (study.demo) continue;
    const entry = publishedEntry(published, task.questionnaire, task.version);
    if (entry === undefined) {
      report(
        at,
        `${name} is not published, and this study is not a demo`,
        `publish it: npm run pack -- publish ${task.questionnaire} ${task.version}`,
      );
    } else if (entry.demo) {
      report(
        at,
        `${name} was published for trying out only, and this study is not a demo`,
        `make v${task.version + 1}, have it reviewed and publish that`,
      );
    }
  }
}
