/** Writes a version into published.json: from then on nothing of what it asks may change. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Questionnaire } from '#core/questionnaire/compiled.ts';
import { err, ok, type Result } from '#core/result.ts';
import { writeJson } from '../writeJson.ts';
import { frozenFiles, hashOf } from './checkPublished.ts';
import { type PublishedVersion, publishedEntry, publishedFile, readPublished } from './publishedSource.ts';

export interface PublishWish {
  readonly questionnaire: string;
  readonly version: number;
  /** For trying out: draft texts may be published. */
  readonly demo: boolean;
  /** ISO day. */
  readonly on: string;
}

/** `directories`: the pack's folder and those beside it; `compiled`: all of it, without an error. */
export function publishVersion(
  wish: PublishWish,
  directories: readonly string[],
  compiled: readonly Questionnaire[],
): Result<PublishedVersion, { readonly message: string }> {
  const { questionnaire, version, demo, on } = wish;
  const name = `${questionnaire}/v${version}`;
  const found = compiled.find((one) => one.questionnaire === questionnaire && one.version === version);
  const directory = directories.find((one) => existsSync(join(one, name)));
  if (found === undefined || directory === undefined) {
    const known = compiled.map((one) => `${one.questionnaire} ${one.version}`).join(', ');
    return err({ message: `There is no ${name}. Known are: ${known}.` });
  }
  const published = readPublished(directory);
  if (!published.ok) return err({ message: `${publishedFile} cannot be read: ${published.error.message}.` });
  const before = publishedEntry(published.value, questionnaire, version);
  if (before !== undefined) {
    return err({
      message: `${name} is published since ${before.on} and cannot be published again. Copy the folder to v${version + 1} and go on there.`,
    });
  }
  const drafts = Object.entries(found.texts)
    .filter(([, { review }]) => review === 'draft')
    .map(([language]) => `${language}.json`);
  if (drafts.length > 0 && !demo) {
    return err({
      message: `${name} is not reviewed: ${drafts.join(' and ')} say "review": "draft". Have them reviewed, or publish for trying out only: --demo.`,
    });
  }
  const files = frozenFiles(join(directory, name));
  const entry: PublishedVersion = {
    questionnaire,
    version,
    on,
    demo,
    files: Object.fromEntries(files.map((file) => [file, hashOf(join(directory, name, file))])),
  };
  writeJson(join(directory, publishedFile), {
    format: 1,
    versions: [...published.value.versions, entry],
  });
  return ok(entry);
}
