/** `diff <a> <b>`: what changed between two versions, what breaks a comparison first. */
import { Command } from 'commander';
import { problemLine } from '#core/questionnaire/problem.ts';
import type { PackFolders } from '../packFolders.ts';
import { fail, say } from '../say.ts';
import { readVersionFolder } from '../versionFolder.ts';
import { type Change, diffVersions, type VersionDiff } from './diffVersions.ts';

export const diffCommand = (folders: () => PackFolders): Command =>
  new Command('diff')
    .description('says what changed from one version to another, what breaks a comparison first')
    .argument('<a>', 'the earlier version, like parent-core/v1, or a path')
    .argument('<b>', 'the later one')
    .action((a: string, b: string) => {
      const { directory, also } = folders();
      const [before, after] = [a, b].map((named) => readVersionFolder(named, [directory, ...also]));
      if (before === undefined || after === undefined) return;
      if (!before.ok || !after.ok) {
        fail([before, after].flatMap((one) => (one.ok ? [] : one.error.map(problemLine))));
        return;
      }
      for (const line of diffLines(a, b, diffVersions(before.value, after.value))) say(line);
    });

export const diffLines = (a: string, b: string, { breaks, keeps, same }: VersionDiff): readonly string[] => [
  `${a} -> ${b}`,
  ...(breaks.length === 0 && keeps.length === 0 ? ['nothing changed'] : []),
  ...listed('Breaks a comparison:', breaks),
  ...listed('Does not break a comparison:', keeps),
  `${same} ${same === 1 ? 'item is' : 'items are'} the same in everything`,
];

const listed = (title: string, changes: readonly Change[]): readonly string[] =>
  changes.length === 0 ? [] : [title, ...changes.map(({ kind, at, what }) => `  ${kind}: ${at}: ${what}`)];
