/** `check`: every error, then every warning, then what there is and how long it takes. */
import { Command } from 'commander';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { problemLine } from '#core/questionnaire/problem.ts';
import { type CompiledPack, examinePack } from '../compilePack.ts';
import type { PackFolders } from '../packFolders.ts';
import { fail, say, warn } from '../say.ts';
import { methodName } from './estimateMinutes.ts';
import { findWarnings } from './findWarnings.ts';
import { type QuestionnaireSize, questionnaireSizes, sizesTogether } from './questionnaireSizes.ts';

export const checkCommand = (folders: () => PackFolders): Command =>
  new Command('check')
    .description('says everything that is wrong, what to look at again, and what is there')
    .option('--no-warnings', 'errors only')
    .addHelpText(
      'after',
      `
Errors come first and fail; warnings hinder nothing: conditions that decide nothing, long blocks, long
sentences and hard texts (Flesch-Douma for Dutch, Flesch reading ease for English), negations and double
questions for children. Both read "file: item: cause. Remedy: …". Minutes are estimated, not measured.`,
    )
    .action((options: { warnings: boolean }) => {
      const { directory, also } = folders();
      const { problems, questionnaires, study, pack } = examinePack(directory, also);
      const sizes = study === null ? [] : questionnaireSizes(study, questionnaires);
      if (problems.length > 0) fail([...problems.map(problemLine), counted(problems.length, 'error')]);
      if (options.warnings) {
        const warnings = findWarnings(questionnaires, sizes);
        for (const warning of warnings) warn(`warning ${problemLine(warning)}`);
        if (warnings.length > 0) warn(counted(warnings.length, 'warning'));
      }
      if (pack === null) return;
      for (const questionnaire of pack.questionnaires) say(contentLine(questionnaire, pack));
      for (const line of sizeLines(sizes, pack.study.languages[0] ?? '')) say(line);
      for (const { role, who, minutes, limit } of sizesTogether(pack.study, pack.questionnaires))
        say(`everything planned for one ${role}, ${who}: ${minutes} of at most ${limit} minutes`);
      say('');
      say(totalLine(pack));
    });

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const itemsIn = ({ sections }: Questionnaire): number =>
  sections.flatMap((section) => section.blocks.flatMap((block) => block.items)).length;

function contentLine(questionnaire: Questionnaire, pack: CompiledPack): string {
  const { sections, texts, version } = questionnaire;
  const blocks = sections.flatMap((section) => section.blocks).length;
  const cases = pack.cases[`${questionnaire.questionnaire}/v${version}`]?.length ?? 0;
  const languages = Object.entries(texts).map(([language, { review }]) => `${language} (${review})`);
  return `${questionnaire.questionnaire} v${version}: ${sections.length} sections, ${blocks} blocks, ${itemsIn(questionnaire)} items, ${cases} cases, ${languages.join(', ')}`;
}

function totalLine({ questionnaires, study, cases }: CompiledPack): string {
  const names = new Set(questionnaires.map(({ questionnaire }) => questionnaire));
  const items = questionnaires.reduce((sum, one) => sum + itemsIn(one), 0);
  const walks = Object.values(cases).flat().length;
  return `${names.size} questionnaires, ${questionnaires.length} versions, ${items} items, ${study.languages.length} languages, ${walks} cases, 0 errors`;
}

function sizeLines(sizes: readonly QuestionnaireSize[], language: string): readonly string[] {
  const head = ['asked of one person', 'items', 'planned', 'notes', 'minutes', 'planned', 'limit'];
  const rows = sizes.map(({ questionnaire, who, items, notes, minutes, planned, limit }) => [
    `${questionnaire.questionnaire} v${questionnaire.version}, ${who}`,
    String(items),
    String(planned?.items ?? '-'),
    String(notes),
    String(minutes),
    String(planned?.minutes ?? '-'),
    limit === null
      ? '-'
      : [`${limit.minutes} min`, ...(limit.items === undefined ? [] : [`${limit.items} screens`])].join(', '),
  ]);
  const limited = sizes.filter(({ limit }) => limit !== null).length;
  return [
    '',
    `items and minutes by "${methodName}", texts in ${language}:`,
    ...aligned([head, ...rows]),
    limited === 0 ? 'none of them has a limit' : `none of the ${limited} with a limit is over it`,
  ];
}

/** The first column to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
