/** `print <version>`: a paper version with variable names and codes, as a page or as PDF. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { PackFolders } from '../packFolders.ts';
import { fail, say } from '../say.ts';
import { wholePack } from '../wholePack.ts';
import { printPdf } from './printPdf.ts';
import { printQuestionnaire } from './printQuestionnaire.ts';

interface Options {
  readonly language?: string;
  readonly out?: string;
  readonly pdf: boolean;
}

export const printCommand = (folders: () => PackFolders): Command =>
  new Command('print')
    .description('writes a paper version: texts, variable names, codes, conditions and checks in words')
    .argument('<version>', 'like parent-core/v1')
    .option('--language <language>', 'default: the source language of the study')
    .option('--out <file>', 'where to (default: <questionnaire>-v<n>-<language>.html or .pdf)')
    .option(
      '--pdf',
      'as PDF, through a Chromium or Chrome of this computer (or the one in ADEM_CHROMIUM)',
      false,
    )
    .action(async (folder: string, options: Options) => {
      const pack = wholePack(folders());
      if (pack === null) return;
      const questionnaire = pack.questionnaires.find(
        (one) => `${one.questionnaire}/v${one.version}` === folder,
      );
      if (questionnaire === undefined) {
        const known = pack.questionnaires.map((one) => `${one.questionnaire}/v${one.version}`).join(', ');
        fail([`There is no ${folder}. Known are: ${known}.`]);
        return;
      }
      const language = options.language ?? pack.study.languages[0] ?? '';
      const html = printQuestionnaire(questionnaire, language);
      if (html === null) {
        fail([
          `${folder} has no texts in "${language}": it has ${Object.keys(questionnaire.texts).join(', ')}.`,
        ]);
        return;
      }
      const name = `${folder.replace('/', '-')}-${language}.${options.pdf ? 'pdf' : 'html'}`;
      await write(html, resolve(options.out ?? name), options.pdf);
    });

async function write(html: string, file: string, pdf: boolean): Promise<void> {
  if (pdf) {
    const printed = await printPdf(html, file, process.env);
    if (!printed.ok) {
      fail([printed.error.message]);
      return;
    }
  } else {
    try {
      writeFileSync(file, html);
    } catch (error) {
      fail([`Cannot write to ${file}: ${error instanceof Error ? error.message : String(error)}`]);
      return;
    }
  }
  say(file);
}
